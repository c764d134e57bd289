/** After this sign everything is calculated that can be: a number, a name, a bracket, a text, another sign. */
const AFTER_EQUALS = /^=[=\s]*[\p{L}\p{N}_("'{[+\-@#$.%\\]/u;
/** A function of the oldest spreadsheets, and whatever calls one. */
const AFTER_AT = /^@\s*(?:\p{Lu}[\p{Lu}\p{N}._]*$|[^\s(]*\()/u;
/** A telephone number: its signs are no operators. */
const PHONE = /^\+\d[\d\s()./-]{6,}$/;

/** What makes more than a sign of a sign, where a text begins with one. */
const CALCULATIONS: readonly RegExp[] = [
  // A function: `-sum(1)`.
  /[\p{L}\p{N}_.]\(/u,
  // Another program, or another sheet: `+cmd|'/c calc'!A1`.
  /[\p{L}\p{N}_']\|/u,
  /[\p{L}\p{N}_']!\$?\p{L}/u,
  // A cell: `+A1`.
  /[-+*/^&=<>(,;]\s*\$?[A-Z]{1,3}\$?\d+(?![\p{L}\p{N}])/iu,
  // Numbers: `-1+2`.
  /[\d)%]\s*[-+*/^&]\s*[-+(]*\d/,
  // A text that is put together: `+"a"&"b"`.
  /["']\s*&/,
];

/**
 * Whether a spreadsheet would calculate a cell instead of showing it: what it calculates may fetch, or start programs. Only
 * numbers, telephone numbers, names, dashes and other words are what they seem to be.
 */
export function isSpreadsheetFormula(cell: string): boolean {
  // Some take the wide forms of signs for the signs.
  const text = cell.normalize("NFKC").trim();
  switch (text.charAt(0)) {
    case "=":
      return AFTER_EQUALS.test(text);
    case "@":
      return AFTER_AT.test(text);
    case "+":
    case "-":
      return !PHONE.test(text) && CALCULATIONS.some((calculation) => calculation.test(text));
    default:
      return false;
  }
}
