import { LINK_EXPIRED } from "../../../tests/fixtures/wordpress.ts";
import type { SiteContext } from "./site-context.ts";
import { CHATGPTT_URL } from "./chatgptt.ts";
import { createSiteChat } from "./site-chat.ts";
import {
  AT_ONCE,
  createFakeSite,
  gather,
  GENERATION_1_PAGE,
  GENERATION_2_PAGE,
  html,
  json,
  type Outcome,
} from "./fake-site.test-tools.ts";

export const STOP = { type: "finish", reason: "stop" };
export const CUT = { type: "finish", reason: "cut" };
export const EXPIRED = `${LINK_EXPIRED}</p><p><a href="https://chatgptt.me/chat/">Please try again.</a>`;
export const CHALLENGE =
  "<!DOCTYPE html><html><head><title>Just a moment...</title></head><body><script>{}</script></body></html>";
export const BLOCKED_BY_CLOUDFLARE = "<html><head><title>Attention Required! | Cloudflare</title></head></html>";
export const FIREWALL = "<html><head><title>403 Forbidden</title></head><body>nginx</body></html>";
export const GATEWAY = "<html><head><title>502 Bad Gateway</title></head><body><h1>502</h1></body></html>";
export const GREETING = "Converse as if you were an AI assistant.";

/** An event with this data, written as JSON unless it is a string. */
export const data = (value: unknown, name?: string) =>
  `${name ? `event: ${name}\n` : ""}data: ${typeof value === "string" ? value : JSON.stringify(value)}\n\n`;
/** A chunk as a model's own API sends it. */
export const chunk = (content: string, more: object = {}) =>
  data({ id: "c1", model: "gpt-4o", choices: [{ index: 0, delta: { content }, finish_reason: null, ...more }] });
export const finish = (reason: string) => data({ id: "c1", choices: [{ index: 0, delta: {}, finish_reason: reason }] });
/** A chunk as the plugin writes its errors. */
export const bare = (content: string) => data({ choices: [{ delta: { content } }] }, "message");
export const BARE_END = data({ choices: [{ finish_reason: "stop" }] });
export const DONE = data("[DONE]");

/** Asks a site that gives this answer to every post of generation 1. */
export function ask1(respond: () => Response | Promise<Response>, options?: Partial<SiteContext>): Promise<Outcome> {
  const site = createFakeSite(({ action }) => (action === "page" ? html(GENERATION_1_PAGE) : respond()), options);
  return gather(createSiteChat(CHATGPTT_URL, AT_ONCE), site);
}

/** Asks a site of generation 2 that answers by action. Without an answer for it, the site gives a key. */
export function ask2(actions: Record<string, () => Response>): Promise<Outcome> {
  const site = createFakeSite(({ action }) => {
    if (action === "page") return html(GENERATION_2_PAGE);
    const respond = actions[action.replace(/^aipkit_(?:frontend_)?/, "")];
    if (respond) return respond();
    if (action === "aipkit_cache_sse_message") return json({ success: true, data: { cache_key: "aipkit_sse_1" } });
    return html("0", { status: 400 });
  });
  return gather(createSiteChat(CHATGPTT_URL, AT_ONCE), site);
}
