import { RIGHT_TO_LEFT } from "../../i18n/right-to-left.ts";

/**
 * A longer text in a text box has its direction named. With `auto`, Chromium lays all of it out anew with each key: half a
 * second, and more, for a line of 200,000 characters.
 */
const LONGEST_AUTO = 4_000;

const LETTER = /\p{L}/u;

/** The `dir` of a box with this text: what the browser finds by itself where it is short, else that of its first letter. */
export function textDirection(text: string): "auto" | "ltr" | "rtl" {
  if (text.length <= LONGEST_AUTO) return "auto";
  const [letter = ""] = LETTER.exec(text) ?? [];
  return RIGHT_TO_LEFT.test(letter) ? "rtl" : "ltr";
}
