import * as z from "zod/mini";

/** What the background asks of the offscreen document. */
export const parseRequestSchema = z.object({
  type: z.literal("parse-html"),
  html: z.string(),
  selector: z.string(),
});
export type ParseRequest = z.infer<typeof parseRequestSchema>;

export const parsedElementsSchema = z.array(
  z.object({ tagName: z.string(), attributes: z.record(z.string(), z.string()), text: z.string() }),
);
