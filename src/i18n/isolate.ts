import { RIGHT_TO_LEFT } from "./right-to-left.ts";

const FIRST_STRONG_ISOLATE = "\u2068";
const POP_DIRECTIONAL_ISOLATE = "\u2069";
const LETTER = /\p{L}/u;
/** Signs that change the direction of what follows them, to the end of the line. */
const DIRECTION_SIGN = /[\u202A-\u202E\u2066-\u2068]/;

/**
 * A value as it is put into a text of the interface. What can change the order of the words around it stands between
 * U+2068 and U+2069: in a text from the left letters from the right, in one from the right all letters (names of sites,
 * mostly), and in both a sign that changes the direction.
 *
 * Everything else stays bare: numbers, and names in the direction of the text. So nothing that most people copy, search for
 * or have read out to them holds signs that they cannot see.
 * @param direction of the text: `ltr` or `rtl`
 */
export function isolate(value: string, direction: string): string {
  const disturbing = direction === "rtl" ? LETTER : RIGHT_TO_LEFT;
  const isSafe = !disturbing.test(value) && !DIRECTION_SIGN.test(value);
  return isSafe ? value : FIRST_STRONG_ISOLATE + value + POP_DIRECTIONAL_ISOLATE;
}
