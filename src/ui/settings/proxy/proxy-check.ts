import type { Command } from "../../../port/commands.ts";
import { isEvent } from "../../../port/is-event.ts";
import type { Port } from "../../../port/port.ts";
import type { ProxyVerdict } from "../../../settings/proxy-verdict.ts";

/** Has the background try the proxy as it is saved. Never rejects. */
export type ProxyCheck = () => Promise<ProxyVerdict>;

/**
 * Asks over a port of its own, which ends with the answer. If the background fails or goes away meanwhile, the verdict
 * is `silence`.
 */
export function createProxyCheck(connect: () => Port): ProxyCheck {
  return () =>
    new Promise((resolve) => {
      const port = connect();
      port.onMessage.addListener((message) => {
        if (!isEvent(message)) return;
        if (message.type === "failed") resolve("silence");
        else if (message.type === "proxy-checked") resolve(message.verdict);
        else return;
        port.disconnect();
      });
      port.onDisconnect.addListener(() => resolve("silence"));
      port.postMessage({ type: "check-proxy" } satisfies Command);
    });
}
