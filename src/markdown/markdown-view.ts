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

/**
 * Drawing may take this part of the time at most: where a block has become so long that it takes more, it is drawn less
 * often.
 */
const LARGEST_SHARE = 1 / 5;

const EXTRAS: OptionalRenderers = { maths, highlight: markColourable };

export interface MarkdownView {
  /** More of the answer. It is on screen with the next frame at the latest, or a little later where blocks are very long. */
  append(piece: string): void;
  /** Another text than before: what is first in it at once, the rest of a long one in pieces. */
  show(text: string): void;
  /** No more comes: what is half-finished is shown as it was written. */
  finish(): void;
  /** Draws what has come, at once. Ends when that has its formulas and colours, too. */
  whenDrawn(): Promise<void>;
}

export interface MarkdownViewDependencies extends ControlDependencies {
  /** These blocks are complete. Each is announced once. */
  onComplete?(blocks: readonly Element[]): void;
  /** Where code gets its colours; without it, code has none. */
  colouring?: Colouring;
  /** Ends the view: from then on nothing is drawn. */
  signal?: AbortSignal;
}

/** What is still to be drawn, and what is to be done after that. */
type Step = BlockChange | { type: "then"; run(): void };

/**
 * Keeps one element showing a text that grows. Blocks that are complete are never touched again, so that a selection in them
 * stays; in the growing one, what did not change stays as it is. While the page is hidden nothing is drawn but the end.
 */
export function createMarkdownView(element: HTMLElement, dependencies: MarkdownViewDependencies): MarkdownView {
  const { labels, colouring, signal = new AbortController().signal } = dependencies;
  const page = element.ownerDocument;
  const stream = createBlockStream(createParser("chat", EXTRAS));
  const blocks = createDrawnBlocks(element, labels);
  const colourBlock = createBlockColourer(colouring, signal);
  const watchScrolling = createScrollWatch(signal);
  const loading = new Set<Promise<void>>();
  const steps: Step[] = [];
  /** How many blocks from the top are complete, and how many of them were announced. */
  let settledCount = 0;
  let announcedCount = 0;
  /** More has come than was drawn. */
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

  /** The steps that are drawn next; `all`, or as many as there is a share for. */
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
    void restAfter(start);
  }

  /** Says when to draw again, once the browser has laid out and painted what was drawn: that is a part of what it takes. */
  async function restAfter(start: number): Promise<void> {
    const rest = (): void => {
      const end = performance.now();
      earliest = end + (end - start) * (1 / LARGEST_SHARE - 1);
    };
    rest();
    await scheduler.yield();
    rest();
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
      // The first letters are not kept waiting for a frame.
      if (blocks.nodes.length === 0 && steps.length === 0 && !page.hidden) draw();
      else schedule();
    },
    show(text) {
      stream.replace(text);
      const announced = blocks.nodes.slice(0, announcedCount).map(({ textContent }) => textContent);
      settledCount = 0;
      announcedCount = Number.POSITIVE_INFINITY;
      draw(false, () => {
        // What is still the same was announced.
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
