import type { MessageError } from "../../../../conversations/conversation.ts";
import type { Command } from "../../../../port/commands.ts";
import { isEvent } from "../../../../port/is-event.ts";
import type { Port } from "../../../../port/port.ts";

/**
 * Has the background read a site's page. Resolves with the reason why the site cannot be asked, or with null if it can.
 * Never rejects.
 */
export type SiteCheck = (url: string) => Promise<MessageError["kind"] | null>;

/**
 * Asks over a port of its own, which ends with the answer. If the background fails or goes away meanwhile, the reason
 * is `unknown`.
 */
export function createSiteCheck(connect: () => Port): SiteCheck {
  return (url) =>
    new Promise((resolve) => {
      const port = connect();
      port.onMessage.addListener((message) => {
        if (!isEvent(message)) return;
        if (message.type === "failed") resolve("unknown");
        else if (message.type === "site-checked" && message.url === url) resolve(message.problem);
        else return;
        port.disconnect();
      });
      port.onDisconnect.addListener(() => resolve("unknown"));
      port.postMessage({ type: "check-site", url } satisfies Command);
    });
}
