import { effect, signal, type Signal } from "@preact/signals";
import type { Message } from "../../conversations/conversation.ts";

/** Pause in typing after which the text is stored, in ms. A crash loses what was typed after it. */
const KEEP_AFTER_MS = 300;

/** A question that the person is changing in its place. */
export interface EditedQuestion {
  readonly text: Signal<string>;
  /** Whether its editor is open. A closed editor keeps its text as long as the view lives. */
  readonly open: Signal<boolean>;
}

export interface EditedQuestions {
  of(message: Pick<Message, "id" | "conversationId" | "text">): EditedQuestion;
  /** Takes in the stored texts, by message. Texts that this view is editing itself stay. */
  load(kept: Readonly<Record<string, string>>): void;
  /** Stores at once all that is not stored yet. */
  keepNow(): void;
}

export interface KeptEdit {
  conversationId: string;
  messageId: string;
  /** "": nothing is kept any more. */
  text: string;
}

/**
 * Holds questions that are being changed. Stores them through `keep` whenever the person pauses, so that leaving them
 * loses nothing.
 */
export function createEditedQuestions(keep: (kept: KeptEdit) => void): EditedQuestions {
  const known = new Map<string, EditedQuestion>();
  /** Stored texts, which come back with their messages. */
  const loaded = new Map<string, string>();
  const waiting = new Map<string, () => void>();

  function begin(message: Pick<Message, "id" | "conversationId" | "text">): EditedQuestion {
    const { id: messageId, conversationId } = message;
    let kept = loaded.get(messageId) ?? "";
    const question = { text: signal(kept || message.text), open: signal(kept !== "") };
    let timer: ReturnType<typeof setTimeout> | undefined;

    function store(): void {
      clearTimeout(timer);
      waiting.delete(messageId);
      const text = current();
      if (text === kept) return;
      kept = text;
      keep({ conversationId, messageId, text });
    }

    function current(): string {
      return question.open.peek() && question.text.peek() !== message.text ? question.text.peek() : "";
    }

    effect(() => {
      void question.text.value;
      void question.open.value;
      clearTimeout(timer);
      waiting.delete(messageId);
      if (current() === kept) return;
      waiting.set(messageId, store);
      timer = setTimeout(store, KEEP_AFTER_MS);
    });
    return question;
  }

  return {
    of(message) {
      const question = known.get(message.id) ?? begin(message);
      known.set(message.id, question);
      return question;
    },
    load(kept) {
      for (const [messageId, text] of Object.entries(kept)) loaded.set(messageId, text);
    },
    keepNow() {
      for (const store of waiting.values()) store();
    },
  };
}
