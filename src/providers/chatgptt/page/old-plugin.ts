/** Up to this version the plugin takes out of a message what stands behind `<`, `%xx`, and all but one of several blanks. */
const LAST_STRIPPING = [1, 8, 95];

/** Up to this one it puts a backslash before each quotation mark, too. */
const LAST_SLASHING = [1, 8, 90];

/** A message as it is sent. */
export interface WrittenMessage {
  text: string;
  /** Signs that mean something in code were written as others. */
  rewritten: boolean;
}

/**
 * A message in signs that an old version of the plugin hands on to its model, and that a model reads as what they stand for:
 * `＜` for `<`, `％` before two digits, curly quotation marks, blanks that do not break, and the separator of lines. Newer
 * versions hand on everything, and get it as it is.
 * @param version of the plugin, as its page tells it; absent: it does not, and is taken for a newer one
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

/** Told to the model, in the language that all of them understand. */
const EXPLANATION = "(In this text ＜ stands for the less-than sign, and ％ for the percent sign.)";

const TAB = "\u00A0".repeat(4);

function curlQuotes(text: string): string {
  return text
    .replaceAll(/(^|[\s\u00A0([{＜=>])"/g, "$1“")
    .replaceAll('"', "”")
    .replaceAll(/(^|[\s\u00A0([{＜=>])'/g, "$1‘")
    .replaceAll("'", "’");
}

/** Whether a version is this one or an older one. */
function isUpTo(version: string, last: readonly number[]): boolean {
  const numbers = version.split(".").map(Number);
  for (const [index, limit] of last.entries()) {
    const number = numbers[index] ?? 0;
    if (number !== limit) return number < limit;
  }
  return true;
}
