import { Lexer, type MarkedOptions, type Token, type TokensList } from "marked";
import type { Dialect } from "./inline/flanking.ts";
import { readInline } from "./inline/read-inline.ts";

/** The block lexer of `marked`, with our own inline parser. */
export class ChatLexer extends Lexer {
  /** The tokens of table cells, in which lists may be written as tags. */
  readonly cells = new WeakSet<Token[]>();
  readonly #dialect: Dialect;
  /** How many blocks enclose the text being read. See `isDeep`. */
  depth = 0;

  /** @param isWhole whether the text is complete */
  constructor(
    options: MarkedOptions,
    dialect: Dialect,
    readonly isWhole: boolean,
  ) {
    super(options);
    this.#dialect = dialect;
  }

  override blockTokens(text: string, tokens?: Token[], clipped?: boolean): Token[];
  override blockTokens(text: string, tokens?: TokensList, clipped?: boolean): TokensList;
  override blockTokens(text: string, tokens: Token[] = [], clipped = false): Token[] {
    this.depth += 1;
    try {
      return super.blockTokens(text, tokens, clipped);
    } finally {
      this.depth -= 1;
    }
  }

  override inlineTokens(text: string, tokens: Token[] = []): Token[] {
    const read = readInline(text, {
      dialect: this.#dialect,
      definitions: this.tokens.links,
      inCell: this.cells.has(tokens),
    });
    for (const token of read) tokens.push(token);
    return tokens;
  }
}
