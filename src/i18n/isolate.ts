import { RIGHT_TO_LEFT } from "./right-to-left.ts";

const FIRST_STRONG_ISOLATE = "\u2068";
const POP_DIRECTIONAL_ISOLATE = "\u2069";
const LETTER = /\p{L}/u;
/** Characters that change the direction of what follows, up to the end of the line. */
const DIRECTION_SIGN = /[\u202A-\u202E\u2066-\u2068]/;

/**
 * Returns a value as it is put into a text of the interface. A value that can change the order of the words around it
 * is put between U+2068 and U+2069. Such a value holds
 *
 * - in a left-to-right text: letters that run from the right,
 * - in a right-to-left text: any letters, mostly names of sites,
 * - in both: a character that changes the direction.
 *
 * Everything else stays as it is, so that what most people copy, search for or have read out to them holds no invisible
 * characters.
 * @param direction of the text: `ltr` or `rtl`
 */
export function isolate(value: string, direction: string): string {
  const disturbing = direction === "rtl" ? LETTER : RIGHT_TO_LEFT;
  const isSafe = !disturbing.test(value) && !DIRECTION_SIGN.test(value);
  return isSafe ? value : FIRST_STRONG_ISOLATE + value + POP_DIRECTIONAL_ISOLATE;
}
