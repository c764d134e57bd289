import { askOnce } from "../../client/ask-once.ts";
import type { Port } from "../../../port/port.ts";
import type { ProxyVerdict } from "../../../settings/proxy-verdict.ts";

/** Has the background try the proxy as it is saved. Never rejects. */
export type ProxyCheck = () => Promise<ProxyVerdict>;

/** Asks over a port of its own. If the background fails or goes away meanwhile, the verdict is `silence`. */
export function createProxyCheck(connect: () => Port): ProxyCheck {
  return async () => {
    const verdict = await askOnce<ProxyVerdict>(
      connect,
      { type: "check-proxy" },
      {
        take(event, end) {
          if (event.type === "proxy-checked") end(event.verdict);
        },
        failed: "silence",
      },
    );
    return verdict ?? "silence";
  };
}
