import { LINK_EXPIRED } from "../../../tests/fixtures/wordpress.ts";
import type { SiteContext } from "./site-context.ts";
import { CHATGPTT_URL } from "./chatgptt.ts";
import { createSiteChat } from "./site-chat.ts";
import {
  AT_ONCE,
  createFakeSite,
  eventStream,
  GENERATION_1_PAGE,
  html,
  json,
  type SeenRequest,
} from "./fake-site.test-tools.ts";

export const POST = "wpaicg_chat_shortcode_message";
export const CACHE = "aipkit_cache_sse_message";
export const STREAM = "aipkit_frontend_chat_stream";
export const NONCE = "aipkit_get_frontend_chat_nonce";
export const EXPIRED = `${LINK_EXPIRED}</p><p><a href="/">Please try again.</a>`;
export const HI = () => json({ status: "success", data: "Hi" });
export const HI_STREAM = () => eventStream(['data: {"delta":"Hi"}\n\nevent: done\ndata: {"finished":true}\n\n']);
export const chatgptt = () => createSiteChat(CHATGPTT_URL, AT_ONCE);
export const withNonce = (nonce: string) => html(GENERATION_1_PAGE.replace("e49d131915", nonce));

/** A site of generation 1 that accepts only one nonce. `page` returns its pages. */
export function strictSite(
  valid: string,
  page: (request: SeenRequest) => Response | Promise<Response>,
  options?: Partial<SiteContext>,
) {
  return createFakeSite((request) => {
    if (request.action === "page") return page(request);
    return request.fields.get("_wpnonce") === valid ? HI() : html(EXPIRED, { status: 403 });
  }, options);
}
