import type { Place } from "./place.ts";

/** Where a dragged item lands, and the item beside which that is shown. */
export interface Landing {
  readonly beside: HTMLElement;
  readonly place: Place;
}

/**
 * Returns where an item lands that is let go at a height of the window; undefined: where it was.
 * @param items all items that change places with it, itself too, each with its id in `data-sorted`
 */
export function landingAt(height: number, item: HTMLElement, items: readonly HTMLElement[]): Landing | undefined {
  const others = items.filter((each) => each !== item);
  const index = items.indexOf(item);
  const below = others.findIndex((each) => middleOf(each) > height);
  if (below === index || (below === -1 && index === others.length)) return undefined;
  const beside = others.at(below);
  const id = beside?.dataset["sorted"];
  if (beside === undefined || id === undefined) return undefined;
  return { beside, place: below === -1 ? { after: id } : { before: id } };
}

function middleOf(item: HTMLElement): number {
  const { top, bottom } = item.getBoundingClientRect();
  return (top + bottom) / 2;
}
