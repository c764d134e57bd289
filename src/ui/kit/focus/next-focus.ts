import type { Gap } from "./restore-focus.ts";

/**
 * Among messages, after a switch to another version: returns the button that leads on in the same direction. At the
 * last version, returns the one that leads back.
 */
export function nextVersionButton(messages: HTMLElement, lost: HTMLElement): HTMLElement | undefined {
  const place = lost.closest<HTMLElement>("[data-versions-of]")?.dataset["versionsOf"];
  const switches = [...messages.querySelectorAll<HTMLElement>("[data-versions-of]")];
  const buttons = switches.find(({ dataset }) => dataset["versionsOf"] === place)?.querySelectorAll("button") ?? [];
  const usable = [...buttons].filter(({ disabled }) => !disabled);
  return usable.find(({ ariaLabel }) => ariaLabel === lost.ariaLabel) ?? usable[0];
}

/**
 * In a list of conversations: returns the same button of a row that has moved. If the row is gone, returns the first
 * button of the next row, or of the one before.
 */
export function nextRow(list: HTMLElement, lost: HTMLElement, { before, after }: Gap): HTMLElement | undefined {
  const row = lost.closest<HTMLElement>("[data-conversation]");
  if (row === null) return undefined;
  const rows = [...list.querySelectorAll<HTMLElement>("[data-conversation]")];
  const moved = rows.find(({ dataset }) => dataset["conversation"] === row.dataset["conversation"]);
  if (moved !== undefined) return buttonsIn(moved)[buttonsIn(row).indexOf(lost)];
  const next = rows.find((each) => after?.contains(each)) ?? rows.findLast((each) => before?.contains(each));
  return next && buttonsIn(next)[0];
}

function buttonsIn(row: HTMLElement): HTMLElement[] {
  return [...row.querySelectorAll("button")];
}

/**
 * Among things that can be deleted: returns the button of the next one, or of the one before. If none is left, returns
 * the first button beside them.
 */
export function nextItem(container: HTMLElement, lost: HTMLElement, { before, after }: Gap): HTMLElement | undefined {
  if (lost.closest("[data-item]") === null) return undefined;
  const items = [...container.querySelectorAll<HTMLElement>("[data-item]")];
  const next = items.find((each) => after?.contains(each)) ?? items.findLast((each) => before?.contains(each));
  if (next !== undefined) return next.querySelector<HTMLElement>("button") ?? next.querySelector("input") ?? undefined;
  return (before ?? after)?.parentElement?.querySelector<HTMLElement>("button") ?? undefined;
}
