import * as z from "zod/mini";

/** Tab to background: the answer, in the pieces in which it comes. Bodies are text: the site speaks UTF-8. */
export const siteReplySchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("head"), status: z.number(), headers: z.record(z.string(), z.string()) }),
  z.object({ type: z.literal("piece"), text: z.string() }),
  z.object({ type: z.literal("end") }),
  z.object({ type: z.literal("failed") }),
]);
export type SiteReply = z.infer<typeof siteReplySchema>;
