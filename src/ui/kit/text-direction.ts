import { RIGHT_TO_LEFT } from "../../i18n/right-to-left.ts";

/**
 * Longest text, in characters, whose direction the browser finds itself. With `auto`, Chromium lays out the whole text
 * again at each key: half a second and more for a line of 200,000 characters.
 */
const LONGEST_AUTO = 4_000;

const LETTER = /\p{L}/u;

/** Returns the `dir` of a text box: "auto" for a short text, else the direction of its first letter. */
export function textDirection(text: string): "auto" | "ltr" | "rtl" {
  if (text.length <= LONGEST_AUTO) return "auto";
  const [letter = ""] = LETTER.exec(text) ?? [];
  return RIGHT_TO_LEFT.test(letter) ? "rtl" : "ltr";
}
