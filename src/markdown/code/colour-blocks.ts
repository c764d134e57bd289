import type { Colouring } from "./colouring.ts";
import { COLOURABLE_CLASS, drawColours } from "./draw-colours.ts";

/** Returns a function that colours the code in a block. It colours the same code only once. */
export function createBlockColourer(
  colouring: Colouring | undefined,
  signal: AbortSignal,
): (block: Element) => Promise<void>[] {
  const requested = new WeakMap<Element, string>();

  async function colour(code: HTMLElement, name: string): Promise<void> {
    const steps = await colouring?.colour(code.textContent, name, signal);
    if (steps !== undefined && !signal.aborted) await drawColours(code, steps, signal);
  }

  return (block) => {
    const started: Promise<void>[] = [];
    for (const code of block.querySelectorAll<HTMLElement>(`.${COLOURABLE_CLASS}`)) {
      const name = /\blanguage-(\S+)/.exec(code.parentElement?.className ?? "")?.[1] ?? "";
      const key = `${name} ${code.textContent}`;
      if (requested.get(code) === key) continue;
      requested.set(code, key);
      started.push(colour(code, name));
    }
    return started;
  };
}
