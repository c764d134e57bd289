import { type ReadonlySignal, signal } from "@preact/signals";
import type { Command } from "../port/commands.ts";

/** A question on its way to the background. */
export interface Question {
  conversationId: string;
  questionId: string;
  text: string;
  /** The message that it follows; absent: the last one shown. */
  parentId?: string | null;
}

export interface Asking {
  /** Sent, and not confirmed by the background yet, oldest first. */
  readonly unconfirmed: ReadonlySignal<readonly Question[]>;
  /** Waits until the person has agreed. */
  readonly held: ReadonlySignal<Question | undefined>;
  /** False: the question is held. */
  ask(question: Question): boolean;
  /** The person has agreed: gives the question that was held and is asked now. */
  agreed(): Question | undefined;
  /** The background has taken the question, or another view shows that it has. */
  confirm(isThere: (questionId: string) => boolean): void;
  /** The background did not take it; gives the question, if it was ours. */
  refused(questionId: string, hold: boolean): Question | undefined;
  forget(): void;
}

/** Keeps questions until the background has it: they are sent again after every break, and held before the agreement. */
export function createAsking(hasAgreed: () => boolean, send: (question: Question) => void): Asking {
  const unconfirmed = signal<readonly Question[]>([]);
  const held = signal<Question | undefined>();

  function sendNow(question: Question): void {
    send(question);
    unconfirmed.value = [...unconfirmed.value, question];
  }

  return {
    unconfirmed,
    held,
    ask(question) {
      if (hasAgreed()) sendNow(question);
      else held.value = question;
      return held.value === undefined;
    },
    agreed() {
      const question = held.value;
      held.value = undefined;
      if (question !== undefined) sendNow(question);
      return question;
    },
    confirm(isThere) {
      const left = unconfirmed.value.filter(({ questionId }) => !isThere(questionId));
      if (left.length < unconfirmed.value.length) unconfirmed.value = left;
    },
    refused(questionId, hold) {
      const question = unconfirmed.value.find((sent) => sent.questionId === questionId);
      if (question === undefined) return undefined;
      unconfirmed.value = unconfirmed.value.filter((sent) => sent !== question);
      if (hold) held.value = question;
      return question;
    },
    forget() {
      unconfirmed.value = [];
    },
  };
}

export function askCommand(question: Question): Command {
  return { type: "ask", ...question };
}
