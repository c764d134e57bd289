/**
 * So many quotes, lists and footnotes may stand in one another; signs of deeper ones are text. No person writes so, and what
 * reads and draws it would run out of stack.
 */
const MAX_DEPTH = 40;

/** Whether no more blocks may begin in others here. */
export function isDeep(lexer: object): boolean {
  return "depth" in lexer && typeof lexer.depth === "number" && lexer.depth > MAX_DEPTH;
}
