import * as z from "zod/mini";

/** Why a page has no text. `closed-frames`: all of it is in frames of other sites. */
export const textless = ["pdf", "picture", "closed-frames"] as const;

/** What stands in the way of asking about a page. `page-focus-closed`: the person is in a frame that cannot be read. */
export type PageProblem =
  | "page-unreadable"
  | "page-silent"
  | "page-focus-closed"
  | "page-empty"
  | `page-${(typeof textless)[number]}`;

/** What was read from the person's page. */
export const pageTextSchema = z.object({
  /** `selection`: what the person marked. `page`: the readable text of the whole page. */
  type: z.enum(["selection", "page"]),
  text: z.string(),
  /** There was more than `MAX_PAGE_TEXT`. */
  shortened: z.boolean(),
  /** The title of the page; absent where it has none. */
  title: z.optional(z.string()),
  /** Where there is no text, why; absent where that is not known. */
  textless: z.optional(z.enum(textless)),
});
export type PageText = z.infer<typeof pageTextSchema>;

/** Longest text taken from a page, in characters: about 6,000 words, what small models can still keep in view. */
export const MAX_PAGE_TEXT = 40_000;

/** Cuts a text at the limit, at a line or word end where one is near. */
export function shorten(type: PageText["type"], text: string): PageText {
  const trimmed = text.trim();
  if (trimmed.length <= MAX_PAGE_TEXT) return { type, text: trimmed, shortened: false };
  const cut = trimmed.slice(0, MAX_PAGE_TEXT);
  const end = Math.max(cut.lastIndexOf("\n"), cut.lastIndexOf(" "));
  // Half of a character that takes two units, e.g. an emoji, is left out.
  const whole = end > MAX_PAGE_TEXT * 0.9 ? cut.slice(0, end) : cut.replace(/[\uD800-\uDBFF]$/, "");
  return { type, text: whole, shortened: true };
}
