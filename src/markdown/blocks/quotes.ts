import { Tokenizer, type Tokens } from "marked";

/**
 * How deep quotes nest in which a line may go on without a `>`. `marked` reads such a line again in each quote around
 * it, so every further level doubles the time.
 */
const MAX_CONTINUED = 6;

/** How many quotes enclose what a lexer reads, including those that are read again for a line without a `>`. */
const quotesAround = new WeakMap<object, number>();

/** Reads a quote. Below the sixth level it ends above the first line without a `>`. */
export function readQuote(text: string, tokenizer: Tokenizer): Tokens.Blockquote | undefined {
  const { lexer } = tokenizer;
  const around = quotesAround.get(lexer) ?? 0;
  quotesAround.set(lexer, around + 1);
  try {
    return Tokenizer.prototype.blockquote.call(tokenizer, around < MAX_CONTINUED ? text : markedLines(text));
  } finally {
    quotesAround.set(lexer, around);
  }
}

/** Returns the lines at the start of a text that begin with a `>`. */
function markedLines(text: string): string {
  return /^(?: {0,3}>[^\n]*(?:\n|$))+/.exec(text)?.[0] ?? text;
}
