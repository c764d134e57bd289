import { addControls } from "./add-controls.ts";
import { type BlockChange, createBlockStream } from "./block-stream.ts";
import { drawRoots } from "./draw-roots.ts";
import type { Extras } from "./extras.ts";
import { type ControlSurroundings, handleControls } from "./handle-controls.ts";
import { highlight } from "./highlight.ts";
import { keepSelection } from "./keep-selection.ts";
import { maths } from "./maths.ts";
import { morphChildren } from "./morph.ts";
import { createParser } from "./parser.ts";
import { setSafeHtml } from "./safe-html.ts";

/**
 * Drawing may take this part of the time at most: where a block has become so long that it takes more, it is drawn less
 * often.
 */
const LARGEST_SHARE = 1 / 5;

/**
 * So many blocks stand in one group. The browser leaves out groups that are far from sight, so that what is drawn with each
 * frame does not grow with the answer.
 */
const GROUP_LENGTH = 16;

const EXTRAS: Extras = { maths, highlight };

export interface MarkdownView {
  /** More of the answer. It is on screen with the next frame at the latest, or a little later where blocks are very long. */
  append(piece: string): void;
  /** Another text than before, at once. */
  show(text: string): void;
  /** No more comes: what is half-finished is shown as it was written, at once. */
  finish(): void;
  /** When all that has come is on screen, also what needed code that was still on its way. */
  whenDrawn(): Promise<void>;
}

export interface MarkdownViewSurroundings extends ControlSurroundings {
  /** These blocks are complete. Each is told once. */
  onComplete?(blocks: readonly Element[]): void;
}

/**
 * Keeps one element showing a text that grows. Blocks that are complete are never touched again, so that a selection in them
 * stays; in the growing one, what did not change stays as it is.
 */
export function createMarkdownView(element: HTMLElement, surroundings: MarkdownViewSurroundings): MarkdownView {
  const stream = createBlockStream(createParser("chat", EXTRAS));
  const nodes: HTMLElement[] = [];
  const loading = new Set<Promise<void>>();
  /** How many blocks from the top are complete, and how many of them were told. */
  let settledCount = 0;
  let toldCount = 0;
  let scheduled: number | undefined;
  let earliest = 0;

  function newElement(className: string): HTMLElement {
    const node = element.ownerDocument.createElement("div");
    node.className = className;
    return node;
  }

  /** The group of the block that comes next. */
  function lastGroup(): Element {
    const last = element.lastElementChild;
    return last === null || last.childElementCount >= GROUP_LENGTH ? element.appendChild(newElement("blocks")) : last;
  }

  function removeBlock(node: HTMLElement): void {
    const group = node.parentElement;
    node.remove();
    if (group?.childElementCount === 0) group.remove();
  }

  /** Adds what an answer's own HTML cannot hold. */
  function complement(block: HTMLElement): void {
    drawRoots(block);
    addControls(block, surroundings.labels);
  }

  function changeBlock(index: number, html: string): void {
    const shown = nodes[index];
    if (shown === undefined) return;
    const wanted = newElement("");
    setSafeHtml(wanted, html);
    complement(wanted);
    keepSelection(shown, () => morphChildren(shown, wanted));
  }

  /** Many are parsed at once: to begin takes the browser longer than to read one. */
  function addBlocks(htmls: readonly string[]): void {
    if (htmls.length === 0) return;
    const wanted = newElement("");
    setSafeHtml(wanted, htmls.map((html) => `<div class="block">${html}</div>`).join(""));
    for (const block of wanted.querySelectorAll<HTMLElement>(":scope > .block")) {
      block.dir = "auto";
      complement(block);
      nodes.push(block);
      lastGroup().append(block);
    }
  }

  function growCode(index: number, cut: number, text: string): void {
    const code = nodes[index]?.querySelector("pre > code");
    if (!code) return;
    const shown = code.firstChild ?? code.appendChild(element.ownerDocument.createTextNode(""));
    if (shown instanceof Text) shown.replaceData(shown.length - cut, cut, text);
  }

  function complete(length: number): void {
    settledCount = length;
    const blocks = nodes.slice(toldCount, length);
    if (blocks.length > 0) surroundings.onComplete?.(blocks);
    toldCount = Math.max(toldCount, length);
  }

  function applyAll(changes: readonly BlockChange[]): void {
    let added: string[] = [];
    for (const change of changes) {
      if (change.type === "set" && change.index === nodes.length + added.length) added.push(change.html);
      else {
        addBlocks(added);
        added = [];
        apply(change);
      }
    }
    addBlocks(added);
  }

  function apply(change: BlockChange): void {
    switch (change.type) {
      case "set":
        return changeBlock(change.index, change.html);
      case "code":
        return growCode(change.index, change.cut, change.text);
      case "length":
        for (const node of nodes.splice(change.length)) removeBlock(node);
        return;
      case "settled":
        return complete(change.length);
      default:
        change satisfies never;
    }
  }

  function load(): void {
    for (const promise of new Set(stream.takeLoading())) {
      if (loading.has(promise)) continue;
      loading.add(promise);
      void promise.then(() => {
        loading.delete(promise);
        applyAll(stream.redraw());
        load();
      });
    }
  }

  function draw(): void {
    if (scheduled !== undefined) cancelAnimationFrame(scheduled);
    scheduled = undefined;
    const start = performance.now();
    applyAll(stream.update());
    load();
    const end = performance.now();
    earliest = end + (end - start) * (1 / LARGEST_SHARE - 1);
  }

  function drawWhenTime(): void {
    scheduled = undefined;
    if (performance.now() >= earliest) draw();
    else schedule();
  }

  function schedule(): void {
    scheduled ??= requestAnimationFrame(drawWhenTime);
  }

  handleControls(element, surroundings);

  return {
    append(piece) {
      stream.append(piece);
      // The first letters are not kept waiting for a frame.
      if (nodes.length === 0) draw();
      else schedule();
    },
    show(text) {
      stream.replace(text);
      const told = nodes.slice(0, toldCount).map(({ textContent }) => textContent);
      settledCount = 0;
      toldCount = Number.POSITIVE_INFINITY;
      draw();
      // What is still the same was told.
      const changed = told.findIndex((words, index) => nodes[index]?.textContent !== words);
      toldCount = changed === -1 ? told.length : changed;
      complete(settledCount);
    },
    finish() {
      stream.finish();
      draw();
      complete(nodes.length);
    },
    async whenDrawn() {
      if (scheduled !== undefined) draw();
      while (loading.size > 0) await Promise.all(loading);
    },
  };
}
