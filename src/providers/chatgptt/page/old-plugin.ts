/** Up to this version, the plugin removes from a message what follows `<`, `%xx`, and all but one of several spaces. */
const LAST_STRIPPING = [1, 8, 95];

/** Up to this version, it also puts a backslash before each quotation mark. */
const LAST_SLASHING = [1, 8, 90];

/** A message as it is sent. */
export interface WrittenMessage {
  text: string;
  /** Whether characters that matter in code were replaced. */
  rewritten: boolean;
}

/**
 * Writes a message in characters that an old version of the plugin passes on and that a model reads as the originals:
 * `＜` for `<`, `％` before two hex digits, curly quotation marks, no-break spaces, line separators. Newer versions pass
 * on everything, so their messages stay as they are.
 * @param version the plugin's version, as its page names it. undefined: unknown, taken for a newer one
 */
export function writeForPlugin(message: string, version: string | undefined): WrittenMessage {
  if (version === undefined || !isUpTo(version, LAST_STRIPPING)) return { text: message, rewritten: false };
  const plain = message.replaceAll(/\r\n?/g, "\n");
  const stripped = plain.replaceAll("<", "＜").replaceAll(/%(?=[\da-f]{2})/gi, "％");
  const explained = stripped === plain ? plain : `${EXPLANATION}\n\n${stripped}`;
  const indented = explained.replaceAll(/ {2,}/g, (blanks) => "\u00A0".repeat(blanks.length)).replaceAll("\t", TAB);
  const quoted = isUpTo(version, LAST_SLASHING) ? curlQuotes(indented) : indented;
  return { text: quoted.replaceAll("\n", "\u2028"), rewritten: indented !== plain };
}

/** An explanation for the model, in the language that all models understand. */
const EXPLANATION = "(In this text ＜ stands for the less-than sign, and ％ for the percent sign.)";

const TAB = "\u00A0".repeat(4);

function curlQuotes(text: string): string {
  return text
    .replaceAll(/(^|[\s\u00A0([{＜=>])"/g, "$1“")
    .replaceAll('"', "”")
    .replaceAll(/(^|[\s\u00A0([{＜=>])'/g, "$1‘")
    .replaceAll("'", "’");
}

/** Whether a version is at most `last`. */
function isUpTo(version: string, last: readonly number[]): boolean {
  const numbers = version.split(".").map(Number);
  for (const [index, limit] of last.entries()) {
    const number = numbers[index] ?? 0;
    if (number !== limit) return number < limit;
  }
  return true;
}
