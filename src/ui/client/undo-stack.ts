import { type ReadonlySignal, signal } from "@preact/signals";

/** How long an offer is shown, in ms, after it was made or last hovered or focused. */
export const OFFERED_MS = 10_000;

/** How many offers are kept: more than anybody undoes step by step. */
const MAX_OFFERS = 100;

/** An action that can be undone, with its text in the person's language. */
export interface UndoOffer {
  text: string;
  /** What it is about. When that is gone for good, the offer goes, too. */
  about?: string;
  undo(): void;
}

/** Undoable actions. The latest is undone first. */
export interface Undo {
  /** The latest offer that is shown. */
  readonly offer: ReadonlySignal<UndoOffer | undefined>;
  /** The text of the offer that was undone last, until the next offer or for `OFFERED_MS`. "": none. */
  readonly undone: ReadonlySignal<string>;
  /** Shows an offer. It stands before earlier ones. */
  show(offer: UndoOffer): void;
  /** Undoes the latest offer, also one that is no longer shown. Returns false if there is none. */
  undoLast(): boolean;
  /** Hides the offers. They can still be undone. */
  close(): void;
  /** Keeps the offers shown as long as any `holder` holds them. */
  hold(holder: object, holds: boolean): void;
  /** Drops the offers about something, or (null) all offers with an `about`. */
  forget(about: string | null): void;
}

export function createUndo(): Undo {
  const offer = signal<UndoOffer | undefined>();
  const undone = signal("");
  const holders = new Set<object>();
  let offers: UndoOffer[] = [];
  /** How many of the latest offers are shown. */
  let shownCount = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let undoneTimer: ReturnType<typeof setTimeout> | undefined;

  function setUndone(text: string): void {
    clearTimeout(undoneTimer);
    undone.value = text;
    if (text !== "") undoneTimer = setTimeout(() => setUndone(""), OFFERED_MS);
  }

  function draw(): void {
    clearTimeout(timer);
    offer.value = shownCount > 0 ? offers.at(-1) : undefined;
    if (offer.value !== undefined && holders.size === 0) timer = setTimeout(close, OFFERED_MS);
  }

  function close(): void {
    shownCount = 0;
    draw();
  }

  return {
    offer,
    undone,
    show(added) {
      offers = [...offers, added].slice(-MAX_OFFERS);
      shownCount += 1;
      setUndone("");
      draw();
    },
    undoLast() {
      const last = offers.pop();
      if (last === undefined) return false;
      shownCount = Math.max(0, shownCount - 1);
      setUndone(last.text);
      draw();
      last.undo();
      return true;
    },
    close,
    hold(holder, holds) {
      if (holders.has(holder) === holds) return;
      if (holds) holders.add(holder);
      else holders.delete(holder);
      draw();
    },
    forget(about) {
      const isGone = (each: UndoOffer) => each.about !== undefined && (about === null || each.about === about);
      const shown = offers.slice(offers.length - shownCount);
      shownCount = shown.filter((each) => !isGone(each)).length;
      offers = offers.filter((each) => !isGone(each));
      draw();
    },
  };
}
