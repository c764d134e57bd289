import * as z from "zod/mini";
import type { Source } from "../conversations/conversation.ts";

/** Why a page has no text. `closed-frames`: all of it stands in frames of other sites. */
export const textless = ["pdf", "picture", "closed-frames"] as const;

/** Why a page cannot be asked about. `page-focus-closed`: the person is in a frame that cannot be read. */
export type PageProblem =
  | "page-unreadable"
  | "page-silent"
  | "page-focus-closed"
  | "page-empty"
  | `page-${(typeof textless)[number]}`;

/** The text that was read from the person's page. */
export const pageTextSchema = z.object({
  /** `selection`: the text that the person selected. `page`: the readable text of the whole page. */
  type: z.enum(["selection", "page"]),
  text: z.string(),
  /** Whether text is missing, because it was too long or took too long. */
  shortened: z.boolean(),
  /** The title of the page. Absent: it has none. */
  title: z.optional(z.string()),
  /** The address of the page. Absent: it is not known. */
  url: z.optional(z.string()),
  /** Why there is no text. Absent: there is text, or the reason is unknown. */
  textless: z.optional(z.enum(textless)),
});
export type PageText = z.infer<typeof pageTextSchema>;

/** Longest text taken from a page, in characters: about 6,000 words, which small models can still take. */
export const MAX_PAGE_TEXT = 40_000;

/** Trims a text and cuts it at `MAX_PAGE_TEXT`, at the end of a line or word if one is near. */
export function shorten(type: PageText["type"], text: string): PageText {
  const trimmed = text.trim();
  if (trimmed.length <= MAX_PAGE_TEXT) return { type, text: trimmed, shortened: false };
  const cut = trimmed.slice(0, MAX_PAGE_TEXT);
  const end = Math.max(cut.lastIndexOf("\n"), cut.lastIndexOf(" "));
  // Drops half of a character that takes two units, such as an emoji.
  const whole = end > MAX_PAGE_TEXT * 0.9 ? cut.slice(0, end) : cut.replace(/[\uD800-\uDBFF]$/, "");
  return { type, text: whole, shortened: true };
}

/** A longer address leads nowhere that a person would recognise, and is kept with each question. */
const LONGEST_ADDRESS = 2_000;

/** Returns what is kept of where a text of a page comes from. Its text is not. */
export function sourceOfPage({ type, url, title }: PageText): Source {
  const address = url === undefined ? undefined : withoutPassword(url);
  return { type, ...(address !== undefined && { url: address }), ...(title !== undefined && { title }) };
}

/** Returns a text with what the browser knows of the page in a tab. */
export function ofTab(
  page: PageText,
  { url, title }: { url?: string | undefined; title?: string | undefined },
): PageText {
  return { ...(title !== undefined && title !== "" && { title }), ...(url !== undefined && { url }), ...page };
}

function withoutPassword(url: string): string | undefined {
  if (!URL.canParse(url) || url.length > LONGEST_ADDRESS) return undefined;
  const address = new URL(url);
  [address.username, address.password] = ["", ""];
  return address.href;
}
