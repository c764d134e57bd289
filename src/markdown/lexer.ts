import { Lexer, type MarkedOptions, type Token, type TokensList } from "marked";
import type { Dialect } from "./inline/flanking.ts";
import { readInline } from "./inline/read-inline.ts";

/** The library's reading of blocks, with our own of what stands in them. */
export class ChatLexer extends Lexer {
  /** The words of cells: lists may stand in them as markup. */
  readonly cells = new WeakSet<Token[]>();
  readonly #dialect: Dialect;
  /** How many blocks stand around what is being read; see `isDeep`. */
  depth = 0;

  /** `isWhole`: no more text comes. */
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
