/** "=" starts a formula before a number, a name, a bracket, a string or another operator. */
const AFTER_EQUALS = /^=[=\s]*[\p{L}\p{N}_("'{[+\-@#$.%\\]/u;
/** "@" starts a function of old spreadsheets (`@SUM`), and any call. */
const AFTER_AT = /^@\s*(?:\p{Lu}[\p{Lu}\p{N}._]*$|[^\s(]*\()/u;
/** A telephone number. Its "+" and "-" are no operators. */
const PHONE = /^\+\d[\d\s()./-]{6,}$/;

/** What turns a leading "+" or "-" into a formula. */
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
  // A concatenation: `+"a"&"b"`.
  /["']\s*&/,
];

/**
 * Whether a spreadsheet would evaluate a cell instead of showing it. A formula may fetch addresses or start programs.
 * Numbers, telephone numbers, names, dashes and other words are no formulas.
 */
export function isSpreadsheetFormula(cell: string): boolean {
  // Some spreadsheets treat full-width signs like the usual ones.
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
