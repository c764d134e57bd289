import type { Command } from "../../../port/commands.ts";
import { eventSchema } from "../../../port/events.ts";
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
        const event = eventSchema.safeParse(message);
        if (event.data?.type === "failed") resolve("silence");
        else if (event.data?.type === "proxy-checked") resolve(event.data.verdict);
        else return;
        port.disconnect();
      });
      port.onDisconnect.addListener(() => resolve("silence"));
      port.postMessage({ type: "check-proxy" } satisfies Command);
    });
}
