import * as z from "zod/mini";

/** The port between the background and the script in a tab of the chat site: one port a request. */
export const SITE_REQUEST_PORT = "site-request";

/** Background to tab: what to ask the site. Sent once. */
export const siteRequestSchema = z.object({
  url: z.string(),
  method: z.enum(["GET", "POST"]),
  /** A form body, encoded; null for none. */
  body: z.nullable(z.string()),
  cache: z.enum(["default", "no-store", "reload"]),
  redirect: z.enum(["follow", "manual"]),
});
export type SiteRequest = z.infer<typeof siteRequestSchema>;

/** Tab to background: the answer, in the pieces in which it comes. Bodies are text: the site speaks UTF-8. */
export const siteReplySchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("head"), status: z.number(), headers: z.record(z.string(), z.string()) }),
  z.object({ type: z.literal("piece"), text: z.string() }),
  z.object({ type: z.literal("end") }),
  z.object({ type: z.literal("failed") }),
]);
export type SiteReply = z.infer<typeof siteReplySchema>;
