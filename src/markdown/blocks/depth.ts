/**
 * How deep quotes, lists and footnotes may nest. Deeper markers stay text, because parsing and drawing them would
 * overflow the stack.
 */
const MAX_DEPTH = 40;

/** Whether the lexer has reached the greatest depth, so that no further block may nest here. */
export function isDeep(lexer: object): boolean {
  return "depth" in lexer && typeof lexer.depth === "number" && lexer.depth > MAX_DEPTH;
}
