import { type ReadonlySignal, signal } from "@preact/signals";

/** How long an offer stands in sight after it was made, and after it was last hovered or focused, in ms. */
export const OFFERED_MS = 10_000;

/** So many ways back are kept: more than anybody goes step by step. */
const MAX_OFFERS = 100;

export interface UndoOffer {
  text: string;
  /** What it is about. Where that is gone for good, the offer goes too. */
  about?: string;
  undo(): void;
}

/** What was done, with ways back: the last goes first. */
export interface Undo {
  /** The latest offer that is in sight. */
  readonly offer: ReadonlySignal<UndoOffer | undefined>;
  /** The text of the offer that was taken last, until another is made or some time has passed; "" for none. */
  readonly undone: ReadonlySignal<string>;
  /** Shows what was done, with a way back; it stands before the offers that were made earlier. */
  show(offer: UndoOffer): void;
  /** Goes the last way back, also where its offer is out of sight by now. False: there is none. */
  undoLast(): boolean;
  /** Takes the offers out of sight. The ways back stay. */
  close(): void;
  /** Keeps the offers in sight as long as anybody (`holder`) turns to them. */
  hold(holder: object, holds: boolean): void;
  /** Drops the offers about something, or (null) about anything. */
  forget(about: string | null): void;
}

export function createUndo(): Undo {
  const offer = signal<UndoOffer | undefined>();
  const undone = signal("");
  const holders = new Set<object>();
  let offers: UndoOffer[] = [];
  /** How many of the latest are in sight. */
  let inSight = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let toldTimer: ReturnType<typeof setTimeout> | undefined;

  function tell(text: string): void {
    clearTimeout(toldTimer);
    undone.value = text;
    if (text !== "") toldTimer = setTimeout(() => tell(""), OFFERED_MS);
  }

  function draw(): void {
    clearTimeout(timer);
    offer.value = inSight > 0 ? offers.at(-1) : undefined;
    if (offer.value !== undefined && holders.size === 0) timer = setTimeout(close, OFFERED_MS);
  }

  function close(): void {
    inSight = 0;
    draw();
  }

  return {
    offer,
    undone,
    show(made) {
      offers = [...offers, made].slice(-MAX_OFFERS);
      inSight += 1;
      tell("");
      draw();
    },
    undoLast() {
      const last = offers.pop();
      if (last === undefined) return false;
      inSight = Math.max(0, inSight - 1);
      tell(last.text);
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
      const shown = offers.slice(offers.length - inSight);
      inSight = shown.filter((each) => !isGone(each)).length;
      offers = offers.filter((each) => !isGone(each));
      draw();
    },
  };
}
