import type { Token } from "marked";
import { completeConstructs } from "./incomplete/close-open-blocks.ts";
import { changedLabels, labelsIn } from "./blocks/definition-use.ts";
import { findMathsBlocks } from "./maths/maths-blocks.ts";
import { type CodeGrowth, createOpenFence, type OpenFence } from "./incomplete/open-fence.ts";
import type { Definitions, MarkdownParser } from "./parser.ts";

/** So many blocks must stand below a block before it is taken to be complete. */
const BLOCKS_BELOW = 2;

/** A long text is read in windows of about so many characters, so that the cost of one that comes at once grows as it does. */
const WINDOW_LENGTH = 16_384;

/** What to change in what is shown. Blocks are counted from the top of the answer. */
export type BlockChange =
  /** The block has this HTML now; it is new where there was none. */
  | { type: "set"; index: number; html: string }
  /** The open code block, shown last, grows: so many characters at its end go, and the text comes. */
  | ({ type: "code"; index: number } & CodeGrowth)
  /** There are only so many blocks. */
  | { type: "length"; length: number }
  /** So many from the top are complete. */
  | { type: "settled"; length: number };

export interface BlockStream {
  /** Adds text; costs next to nothing. What became of it, `update` says. */
  append(piece: string): void;
  /** Begins again with another text. */
  replace(text: string): void;
  /** No more text comes: what is half-finished is shown as it was written. */
  finish(): void;
  /** What changed since the last time. Costs as much as the last few blocks are long, however long the text is. */
  update(): BlockChange[];
  /** Draws those blocks again for which code was missing. */
  redraw(): BlockChange[];
  /** What such blocks wait for, since this was asked last. */
  takeLoading(): Promise<void>[];
}

interface Block {
  raw: string;
  /** What the parser makes of `raw`; now and then it takes a line end for a part of the block, or not. */
  text: string | undefined;
  html: string;
  waiting: boolean;
}

/**
 * Splits a growing text into blocks. A block with two more below it is complete: it is not read again, unless a link or
 * footnote that it uses is defined later. The text may come in any pieces; what comes out in the end is the same.
 */
export function createBlockStream(parser: MarkdownParser): BlockStream {
  let source = "";
  let finished = false;
  let endedInReturn = false;
  let blocks: Block[] = [];
  /** How many blocks are complete, and where in the text they end. */
  let settledCount = 0;
  let settledEnd = 0;
  let settledDefinitions: Definitions = {};
  /** All definitions, with which the blocks were drawn. */
  let definitions: Definitions = {};
  /** The complete blocks that use a label, perhaps. */
  let users = new Map<string, Set<number>>();
  let openFence: OpenFence | undefined;
  let loading: Promise<void>[] = [];

  /** One form of line ends, also where a piece ends between the two characters of one. */
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

  /** Draws a block from what was written, alone: that a block does not depend on those before it makes this work. */
  function drawAgain(index: number, changes: BlockChange[]): void {
    const block = blocks[index];
    if (block !== undefined)
      put(index, render(parser.parse(block.raw, definitions, finished).blocks, block.raw), changes);
  }

  /** Takes blocks that begin where the complete ones end, and adds them to these. */
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

  /** Draws tokens that begin where the complete blocks end. What did not change is not rendered. */
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
   * How many tokens are complete: those with enough below them. Only what stands so in the text counts, not what was
   * completed, and nothing from where maths may have begun.
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

  /** Reads what is longer than a window, as far as it is complete. Gives the definitions it was drawn with. */
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
    const parsed = parser.parse(finished ? rest : completeConstructs(rest), settledDefinitions, finished);
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
      // What is shown of an open code block is more than its HTML says; and what else is shown may be drawn differently now.
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
        // What is shown is more than this block knows, and may have to go again.
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

/** Blank lines and definitions of links are not seen. */
function isShown({ type }: Token): boolean {
  return type !== "space" && type !== "def";
}

function textOf(token: Token | undefined): string | undefined {
  return token !== undefined && "text" in token ? token.text : undefined;
}

/** Whether the block ends here whatever follows. A paragraph ends only with the blank line after it. */
function separates({ type }: Token): boolean {
  return type !== "paragraph" && type !== "text";
}
