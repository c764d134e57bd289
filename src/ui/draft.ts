import { effect, signal, type Signal } from "@preact/signals";

/** A pause in typing after which the text is kept, in ms: what a crash may take. */
const KEEP_AFTER_MS = 300;

export interface Draft {
  /** What stands in the composer. */
  readonly text: Signal<string>;
  /** Adds a text below what is there already. */
  add(text: string): void;
  /** What was kept for the conversation that is shown now; what the person has typed meanwhile stays. */
  load(kept: string): void;
  /** Goes over to another conversation (null: a new one); its own text comes with `load`. */
  turnTo(conversationId: string | null): void;
  /** The text has been sent, to this conversation: nothing is left of it. */
  sent(conversationId: string): void;
}

/** The text of the composer, kept with its conversation by `keep` whenever the person pauses. */
export function createDraft(keep: (conversationId: string | null, text: string) => void): Draft {
  const text = signal("");
  let owner: string | null = null;
  let kept = "";
  /** What was typed for a new chat, while another conversation is shown. */
  let forNewChat = "";
  let timer: ReturnType<typeof setTimeout> | undefined;

  function keepNow(): void {
    clearTimeout(timer);
    if (text.value === kept) return;
    kept = text.value;
    keep(owner, kept);
  }

  function replace(newOwner: string | null, known: string): void {
    owner = newOwner;
    kept = known;
    text.value = known;
  }

  effect(() => {
    clearTimeout(timer);
    if (text.value !== kept) timer = setTimeout(keepNow, KEEP_AFTER_MS);
  });

  return {
    text,
    add(more) {
      text.value = text.value.trim() === "" ? more : `${text.value.trimEnd()}\n\n${more}`;
    },
    load(known) {
      if (text.value === "") replace(owner, known);
    },
    turnTo(conversationId) {
      keepNow();
      if (owner === null) forNewChat = text.value;
      replace(conversationId, conversationId === null ? forNewChat : "");
    },
    sent(conversationId) {
      text.value = "";
      keepNow();
      if (owner === null) forNewChat = "";
      replace(conversationId, "");
    },
  };
}
