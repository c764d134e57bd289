import type { Token } from "marked";
import { closeOpenBlocks } from "./incomplete/close-open-blocks.ts";
import { changedLabels, labelsIn } from "./blocks/definition-use.ts";
import { findMathsBlocks } from "./maths/maths-blocks.ts";
import { type CodeGrowth, createOpenFence, type OpenFence } from "./incomplete/open-fence.ts";
import type { Definitions, MarkdownParser } from "./parser.ts";

/** A block counts as complete once this many blocks stand below it. */
const BLOCKS_BELOW = 2;

/** Long texts are parsed in windows of this many characters, so that the cost grows linearly with the length. */
const WINDOW_LENGTH = 16_384;

/** One change to the drawn blocks. `index` and `length` count blocks from the top of the answer. */
export type BlockChange =
  /** The block at `index` has this HTML now. It is a new block if there was none. */
  | { type: "set"; index: number; html: string }
  /** The open code block, always the last one, grows: drop `cut` characters from its end, then append `text`. */
  | ({ type: "code"; index: number } & CodeGrowth)
  /** The answer has only `length` blocks now. */
  | { type: "length"; length: number }
  /** The first `length` blocks are complete. */
  | { type: "settled"; length: number };

export interface BlockStream {
  /** Adds text. Parses nothing: `update` does that. */
  append(piece: string): void;
  /** Starts over with another text. */
  replace(text: string): void;
  /** Marks the text as whole. From now on unfinished markup is shown as it was written. */
  finish(): void;
  /** Returns what changed since the last call. The cost depends on the last few blocks, not on the whole text. */
  update(): BlockChange[];
  /** Draws again the blocks whose optional renderer was not loaded. */
  redraw(): BlockChange[];
  /** The loads that blocks wait for, started since the last call. */
  takeLoading(): Promise<void>[];
}

interface Block {
  raw: string;
  /** What the parser took from `raw`: it includes the last line end or not. */
  text: string | undefined;
  html: string;
  waiting: boolean;
}

/**
 * Splits a growing text into blocks. A block with two more below it is complete: it is parsed again only if a link or
 * footnote in it is defined later. How the text is cut into pieces does not change the result.
 */
export function createBlockStream(parser: MarkdownParser): BlockStream {
  let source = "";
  let finished = false;
  let endedInReturn = false;
  let blocks: Block[] = [];
  /** How many blocks are complete, and the position in the text where they end. */
  let settledCount = 0;
  let settledEnd = 0;
  let settledDefinitions: Definitions = {};
  /** All definitions, as of the last drawing. */
  let definitions: Definitions = {};
  /** For each label, the complete blocks that may use it. */
  let users = new Map<string, Set<number>>();
  let openFence: OpenFence | undefined;
  let loading: Promise<void>[] = [];

  /** Turns all line ends into "\n", also where a piece ends between "\r" and "\n". */
  function normalise(piece: string): string {
    const text = endedInReturn && piece.startsWith("\n") ? piece.slice(1) : piece;
    if (piece !== "") endedInReturn = piece.endsWith("\r");
    return text.replace(/\r\n?/g, "\n").replaceAll("\0", "\uFFFD");
  }

  function render(tokens: Token[], raw: string): Block {
    const rendered = parser.render(tokens);
    loading.push(...rendered.loading);
    return { raw, text: textOf(tokens[0]), html: rendered.html, waiting: rendered.loading.length > 0 };
  }

  function put(index: number, block: Block, changes: BlockChange[]): void {
    if (blocks[index]?.html !== block.html) changes.push({ type: "set", index, html: block.html });
    blocks[index] = block;
  }

  /** Draws one block from its own source, which works because no block depends on those before it. */
  function drawAgain(index: number, changes: BlockChange[]): void {
    const block = blocks[index];
    if (block !== undefined)
      put(index, render(parser.parse(block.raw, definitions, finished).blocks, block.raw), changes);
  }

  /** Adds blocks to the complete ones. They must begin where these end. */
  function settle(tokens: readonly Token[]): void {
    const from = settledEnd;
    for (const token of tokens) {
      settledEnd += token.raw.length;
      if (!isShown(token)) continue;
      for (const label of labelsIn(token.raw)) users.set(label, (users.get(label) ?? new Set()).add(settledCount));
      settledCount += 1;
    }
    const text = source.slice(from, settledEnd);
    if (text.includes("]:")) settledDefinitions = parser.parse(text, settledDefinitions).definitions;
  }

  /** Draws the tokens after the complete blocks. With `reuse`, unchanged blocks are not rendered again. */
  function draw(tokens: readonly Token[], reuse: boolean, changes: BlockChange[]): void {
    let index = settledCount;
    for (const token of tokens) {
      if (!isShown(token)) continue;
      const before = blocks[index];
      const same = reuse && before?.raw === token.raw && before.text === textOf(token);
      if (!same) put(index, render([token], token.raw), changes);
      index += 1;
    }
  }

  /**
   * Returns how many tokens are complete: those with enough blocks below them. Does not count tokens that differ from
   * the source (they were closed early), nor anything after a place where maths may have begun.
   */
  function countComplete(tokens: readonly Token[], text: string): number {
    const limit = settledEnd + (findMathsBlocks(text).open ?? text.length);
    let end = settledEnd;
    let same = 0;
    for (const { raw } of tokens) {
      if (!source.startsWith(raw, end) || end + raw.length > limit) break;
      end += raw.length;
      same += 1;
    }
    let below = 0;
    for (let index = same - 1; index >= 0; index -= 1) {
      const token = tokens[index];
      if (token === undefined) continue;
      if (below >= BLOCKS_BELOW && separates(token)) return index + 1;
      if (token.type !== "space") below += 1;
    }
    return 0;
  }

  /** Parses all but the last window. Returns the definitions each window was drawn with. */
  function readWindows(changes: BlockChange[]): Definitions[] {
    const used: Definitions[] = [];
    let length = WINDOW_LENGTH;
    while (source.length - settledEnd > length) {
      const end = source.lastIndexOf("\n\n", settledEnd + length);
      const text = source.slice(settledEnd, end);
      const parsed = end > settledEnd ? parser.parse(text, settledDefinitions, false) : { blocks: [], definitions };
      const complete = parsed.blocks.slice(0, countComplete(parsed.blocks, text));
      if (complete.length === 0) {
        length *= 2;
        continue;
      }
      draw(complete, false, changes);
      settle(complete);
      used.push(parsed.definitions);
      length = WINDOW_LENGTH;
    }
    return used;
  }

  function updateAll(changes: BlockChange[]): void {
    const usedDefinitions = [definitions, ...readWindows(changes)];
    const rest = source.slice(settledEnd);
    const parsed = parser.parse(finished ? rest : closeOpenBlocks(rest), settledDefinitions, finished);
    definitions = parsed.definitions;
    const changed = new Set(usedDefinitions.flatMap((used) => changedLabels(used, definitions)));
    for (const label of changed) {
      for (const index of users.get(label) ?? []) drawAgain(index, changes);
    }
    draw(parsed.blocks, changed.size === 0, changes);
    const shown = settledCount + parsed.blocks.filter(isShown).length;
    if (shown < blocks.length) {
      blocks.length = shown;
      changes.push({ type: "length", length: shown });
    }
    const last = parsed.blocks.at(-1);
    const lastStart = settledEnd + parsed.blocks.slice(0, -1).reduce((sum, { raw }) => sum + raw.length, 0);
    settle(parsed.blocks.slice(0, countComplete(parsed.blocks, rest)));
    openFence = finished || last === undefined ? undefined : createOpenFence(last, source, lastStart);
  }

  return {
    append(piece) {
      source += normalise(piece);
    },
    replace(text) {
      endedInReturn = false;
      source = normalise(text);
      finished = false;
      settledCount = 0;
      settledEnd = 0;
      settledDefinitions = {};
      definitions = {};
      users = new Map();
      // An open code block shows more than its HTML, and the other blocks may be drawn differently now.
      openFence = undefined;
      blocks = blocks.map((block) => ({ ...block, raw: "", html: "" }));
    },
    finish() {
      finished = true;
      openFence = undefined;
    },
    update() {
      const changes: BlockChange[] = [];
      const growth = openFence?.follow(source);
      if (growth !== undefined) {
        if (growth.text === "") return changes;
        const index = blocks.length - 1;
        changes.push({ type: "code", index, ...growth });
        // The page shows more than is recorded here, so nothing of this block can be reused.
        blocks[index] = { raw: "", text: undefined, html: "", waiting: false };
        return changes;
      }
      const before = settledCount;
      updateAll(changes);
      if (settledCount !== before) changes.push({ type: "settled", length: settledCount });
      return changes;
    },
    redraw() {
      const changes: BlockChange[] = [];
      for (const [index, { waiting }] of blocks.entries()) if (waiting) drawAgain(index, changes);
      return changes;
    },
    takeLoading() {
      const taken = loading;
      loading = [];
      return taken;
    },
  };
}

/** Blank lines and link definitions draw nothing. */
function isShown({ type }: Token): boolean {
  return type !== "space" && type !== "def";
}

function textOf(token: Token | undefined): string | undefined {
  return token !== undefined && "text" in token ? token.text : undefined;
}

/** Whether the block ends here, whatever follows. A paragraph ends only at the blank line after it. */
function separates({ type }: Token): boolean {
  return type !== "paragraph" && type !== "text";
}
