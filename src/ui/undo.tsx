import { type ReadonlySignal, signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { translate } from "./translate.ts";

/** As long as the background keeps what was deleted, less the time that a late click needs on its way, in ms. */
const OFFERED_MS = 9_500;

export interface UndoOffer {
  text: string;
  undo(): void;
}

export interface Undo {
  readonly offer: ReadonlySignal<UndoOffer | undefined>;
  /** Shows what was done, with a way back; it takes the place of the offer before. */
  show(offer: UndoOffer): void;
  close(): void;
}

export function createUndo(): Undo {
  const offer = signal<UndoOffer | undefined>();
  return {
    offer,
    show: (shown) => (offer.value = shown),
    close: () => (offer.value = undefined),
  };
}

/** What was done last, and its Undo; goes by itself when it is too late. */
export function UndoNotice({ undo }: { undo: Undo }) {
  const offer = undo.offer.value;
  useEffect(() => {
    if (offer === undefined) return undefined;
    const timer = setTimeout(undo.close, OFFERED_MS);
    return () => clearTimeout(timer);
  }, [offer]);
  return (
    <p class="undo" role="status">
      {offer !== undefined && (
        <>
          <span class="undo-text">{offer.text}</span>
          <button
            type="button"
            class="link-button"
            onClick={() => {
              undo.close();
              offer.undo();
            }}
          >
            {translate("undo")}
          </button>
        </>
      )}
    </p>
  );
}
