import { addControls } from "../controls/add-controls.ts";
import type { BlockChange } from "../block-stream.ts";
import { setDirections } from "./directions.ts";
import { drawRoots } from "./draw-roots.ts";
import { keepSelection } from "./keep-selection.ts";
import type { MarkdownLabels } from "../controls/labels.ts";
import { morphChildren } from "./morph.ts";
import { setSafeHtml } from "./safe-html.ts";

/**
 * Blocks in one group. The browser skips groups far out of view, so that the work of a frame does not grow with the
 * answer.
 */
const GROUP_LENGTH = 16;

/** Length in characters of HTML from which a block is skipped on its own. */
const LONG_BLOCK = 6_000;

export interface DrawnBlocks {
  /** The blocks on screen, from the top. */
  readonly nodes: readonly HTMLElement[];
  /** Applies changes in order. Calls `drawn` with each block that is new or was drawn again. */
  apply(changes: readonly BlockChange[], drawn: (block: HTMLElement) => void): void;
}

/** Draws the blocks of an answer as elements, in groups. */
export function createDrawnBlocks(element: HTMLElement, labels: MarkdownLabels): DrawnBlocks {
  const nodes: HTMLElement[] = [];

  function newElement(className: string): HTMLElement {
    const node = element.ownerDocument.createElement("div");
    node.className = className;
    return node;
  }

  /** Returns the group for the next block. */
  function lastGroup(): Element {
    const last = element.lastElementChild;
    return last === null || last.childElementCount >= GROUP_LENGTH ? element.appendChild(newElement("blocks")) : last;
  }

  function removeBlock(node: HTMLElement): void {
    const group = node.parentElement;
    node.remove();
    if (group?.childElementCount === 0) group.remove();
  }

  function markLength(block: HTMLElement, html: string): void {
    block.classList.toggle("long", html.length > LONG_BLOCK);
  }

  /** Adds directions, radical signs and controls, which the answer's own HTML cannot hold. */
  function complement(block: HTMLElement): void {
    const direction = setDirections(block);
    if (direction !== undefined) block.dir = direction;
    drawRoots(block);
    addControls(block, labels);
  }

  function changeBlock(block: HTMLElement, html: string): void {
    const wanted = newElement("");
    setSafeHtml(wanted, html);
    complement(wanted);
    markLength(block, html);
    if (wanted.dir === "") block.removeAttribute("dir");
    else block.dir = wanted.dir;
    keepSelection(block, () => morphChildren(block, wanted));
  }

  /** Parses many blocks in one call, because a call costs more than reading one block. */
  function addBlocks(htmls: readonly string[]): HTMLElement[] {
    if (htmls.length === 0) return [];
    const wanted = newElement("");
    setSafeHtml(wanted, htmls.map((html) => `<div class="block">${html}</div>`).join(""));
    const added = [...wanted.querySelectorAll<HTMLElement>(":scope > .block")];
    for (const [index, block] of added.entries()) {
      complement(block);
      nodes.push(block);
      markLength(block, htmls[index] ?? "");
      lastGroup().append(block);
    }
    return added;
  }

  function growCode(index: number, cut: number, text: string): void {
    const code = nodes[index]?.querySelector("pre > code");
    if (!code) return;
    const shown = code.firstChild ?? code.appendChild(element.ownerDocument.createTextNode(""));
    if (shown instanceof Text && shown.nextSibling === null) shown.replaceData(shown.length - cut, cut, text);
    else code.textContent = code.textContent.slice(0, code.textContent.length - cut) + text;
  }

  function applyOne(change: BlockChange, drawn: (block: HTMLElement) => void): void {
    switch (change.type) {
      case "set": {
        const block = nodes[change.index];
        if (block === undefined) return;
        changeBlock(block, change.html);
        return drawn(block);
      }
      case "code":
        return growCode(change.index, change.cut, change.text);
      case "length":
        for (const node of nodes.splice(change.length)) removeBlock(node);
        return;
      case "settled":
        return;
      default:
        change satisfies never;
    }
  }

  return {
    nodes,
    apply(changes, drawn) {
      let added: string[] = [];
      const add = (): void => {
        for (const block of addBlocks(added)) drawn(block);
        added = [];
      };
      for (const change of changes) {
        if (change.type === "set" && change.index === nodes.length + added.length) added.push(change.html);
        else {
          add();
          applyOne(change, drawn);
        }
      }
      add();
    },
  };
}
