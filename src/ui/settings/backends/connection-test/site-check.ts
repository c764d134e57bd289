import type { MessageError } from "../../../../conversations/conversation.ts";
import { askOnce } from "../../../client/ask-once.ts";
import type { Port } from "../../../../port/port.ts";

/**
 * Has the background read a site's page. Resolves with the reason why the site cannot be asked, or with null if it can.
 * Never rejects.
 */
export type SiteCheck = (url: string) => Promise<MessageError["kind"] | null>;

/** Asks over a port of its own. If the background fails or goes away meanwhile, the reason is `unknown`. */
export function createSiteCheck(connect: () => Port): SiteCheck {
  return async (url) => {
    const problem = await askOnce<MessageError["kind"] | null>(
      connect,
      { type: "check-site", url },
      {
        take(event, end) {
          if (event.type === "site-checked" && event.url === url) end(event.problem);
        },
        failed: "unknown",
      },
    );
    return problem === undefined ? "unknown" : problem;
  };
}
