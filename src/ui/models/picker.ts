import { type ReadonlySignal, signal } from "@preact/signals";
import type { Target } from "../../backends/target.ts";

/** Somebody who wants a model to be chosen. */
export interface PickRequest {
  /** Names the button, by the answer that is to be asked for again; null: it is about the conversation. */
  about: string | null;
  /** The button that was pressed. The list stands beside it, and gives the focus back to it. */
  source: HTMLElement;
  choose(target: Target): void;
}

/** The list of models of a view. There is one, and it stands beside whichever button was pressed. */
export interface ModelPicker {
  /** For whom it is open. undefined: it is closed. */
  readonly request: ReadonlySignal<PickRequest | undefined>;
  open(request: PickRequest): void;
  close(): void;
}

export function createModelPicker(): ModelPicker {
  const request = signal<PickRequest | undefined>();
  return {
    request,
    open: (wanted) => (request.value = wanted),
    close: () => (request.value = undefined),
  };
}
