import { type BlockChange, createBlockStream } from "./block-stream.ts";
import { createBlockColourer } from "./code/colour-blocks.ts";
import type { Colouring } from "./code/colouring.ts";
import { nextShare, takeShare } from "./drawing/drawing-share.ts";
import { createDrawnBlocks } from "./drawing/drawn-blocks.ts";
import type { OptionalRenderers } from "./optional-renderers.ts";
import { type ControlDependencies, handleControls } from "./controls/handle-controls.ts";
import { markColourable } from "./code/mark-colourable.ts";
import { maths } from "./maths/maths.ts";
import { createParser } from "./parser.ts";
import { createScrollWatch } from "./drawing/scrollable.ts";

/** The share of time that drawing may take. If a block is so long that it takes more, it is drawn less often. */
const LARGEST_SHARE = 1 / 5;

const RENDERERS: OptionalRenderers = { maths, highlight: markColourable };

export interface MarkdownView {
  /** Adds text. It is on screen with the next frame, or a little later if blocks are very long. */
  append(piece: string): void;
  /** Replaces the text. The beginning of a long text is drawn at once, the rest in pieces. */
  show(text: string): void;
  /** Marks the text as whole. Unfinished markup is now shown as it was written. */
  finish(): void;
  /** Draws all text at once, also what waits for a frame. Resolves when its formulas and colours are there, too. */
  whenDrawn(): Promise<void>;
}

export interface MarkdownViewDependencies extends ControlDependencies {
  /** Called with blocks that are complete now. Each block is passed once. */
  onComplete?(blocks: readonly Element[]): void;
  /** Colours code. Default: none, and code stays uncoloured. */
  colouring?: Colouring;
  /** Ends the view: once it aborts, nothing more is drawn. */
  signal?: AbortSignal;
}

/** A change still to be drawn, or a callback to run after the ones before it. */
type Step = BlockChange | { type: "then"; run(): void };

/**
 * Draws a growing text into one element.
 * - Complete blocks are never touched again, so that a selection in them stays.
 * - In the growing block, unchanged parts stay as they are.
 * - While the page is hidden, nothing is drawn except the end.
 */
export function createMarkdownView(element: HTMLElement, dependencies: MarkdownViewDependencies): MarkdownView {
  const { labels, colouring, signal = new AbortController().signal } = dependencies;
  const page = element.ownerDocument;
  const stream = createBlockStream(createParser("chat", RENDERERS));
  const blocks = createDrawnBlocks(element, labels);
  const colourBlock = createBlockColourer(colouring, signal);
  const watchScrolling = createScrollWatch(signal);
  const loading = new Set<Promise<void>>();
  const steps: Step[] = [];
  /** How many blocks from the top are complete, and how many of these were announced. */
  let settledCount = 0;
  let announcedCount = 0;
  /** Whether text has arrived that is not drawn yet. */
  let isDue = false;
  let frame: number | undefined;
  let isWaiting = false;
  let earliest = 0;

  function wait(promise: Promise<void>, after?: () => void): void {
    if (loading.has(promise)) return;
    loading.add(promise);
    void promise.then(() => {
      loading.delete(promise);
      if (!signal.aborted) after?.();
    });
  }

  function drawn(block: HTMLElement): void {
    watchScrolling(block);
    for (const promise of colourBlock(block)) wait(promise);
  }

  function complete(length: number): void {
    settledCount = length;
    const announced = blocks.nodes.slice(announcedCount, length);
    if (announced.length > 0) dependencies.onComplete?.(announced);
    announcedCount = Math.max(announcedCount, length);
  }

  /** Takes the steps to draw now: all of them, or as many as the share allows. */
  function takeSteps(all: boolean): Step[] {
    const length = all ? steps.length : steps.findIndex((step) => step.type === "set" && !takeShare(step.html.length));
    return steps.splice(0, length === -1 ? steps.length : length);
  }

  function drawSteps(all: boolean): void {
    let changes: BlockChange[] = [];
    const apply = (): void => {
      blocks.apply(changes, drawn);
      changes = [];
    };
    for (const step of takeSteps(all)) {
      if (step.type === "then" || step.type === "settled") {
        apply();
        if (step.type === "then") step.run();
        else complete(step.length);
      } else changes.push(step);
    }
    apply();
    if (steps.length > 0 && !isWaiting) {
      isWaiting = true;
      void nextShare().then(() => {
        isWaiting = false;
        if (!signal.aborted) drawSteps(false);
      });
    }
  }

  function load(): void {
    for (const promise of new Set(stream.takeLoading())) {
      wait(promise, () => {
        steps.push(...stream.redraw());
        drawSteps(false);
        load();
      });
    }
  }

  function draw(all = false, after?: () => void): void {
    isDue = false;
    const start = performance.now();
    steps.push(...stream.update());
    if (after !== undefined) steps.push({ type: "then", run: after });
    drawSteps(all);
    load();
    void throttle(start);
  }

  /**
   * Sets the earliest time of the next drawing. Waits for the browser's layout and paint first, because they count as
   * drawing time.
   */
  async function throttle(start: number): Promise<void> {
    const setEarliest = (): void => {
      const end = performance.now();
      earliest = end + (end - start) * (1 / LARGEST_SHARE - 1);
    };
    setEarliest();
    await scheduler.yield();
    setEarliest();
  }

  function drawWhenTime(): void {
    frame = undefined;
    if (!isDue) return;
    if (!page.hidden && performance.now() >= earliest && steps.length === 0) draw();
    else schedule();
  }

  function schedule(): void {
    if (signal.aborted) return;
    isDue = true;
    if (page.hidden) page.addEventListener("visibilitychange", schedule, { once: true, signal });
    else frame ??= requestAnimationFrame(drawWhenTime);
  }

  signal.addEventListener("abort", () => frame !== undefined && cancelAnimationFrame(frame));
  handleControls(element, dependencies);

  return {
    append(piece) {
      stream.append(piece);
      // The first letters do not wait for a frame.
      if (blocks.nodes.length === 0 && steps.length === 0 && !page.hidden) draw();
      else schedule();
    },
    show(text) {
      stream.replace(text);
      const announced = blocks.nodes.slice(0, announcedCount).map(({ textContent }) => textContent);
      settledCount = 0;
      announcedCount = Number.POSITIVE_INFINITY;
      draw(false, () => {
        // Blocks that are unchanged were announced before.
        const changed = announced.findIndex((words, index) => blocks.nodes[index]?.textContent !== words);
        announcedCount = changed === -1 ? announced.length : changed;
        complete(settledCount);
      });
    },
    finish() {
      stream.finish();
      draw(false, () => complete(blocks.nodes.length));
    },
    async whenDrawn() {
      if (isDue || steps.length > 0) draw(true);
      while (loading.size > 0) {
        await Promise.all(loading);
        drawSteps(true);
      }
    },
  };
}
