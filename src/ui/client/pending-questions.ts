import { type ReadonlySignal, signal } from "@preact/signals";
import type { Command } from "../../port/commands.ts";
import type { DraftOwner } from "./draft.ts";

/** A question on its way to the background. */
export interface Question {
  conversationId: string;
  questionId: string;
  text: string;
  /** What the conversation is called if the question begins it; absent: made of its text. */
  title?: string;
  /** The message that it follows; absent: the last one shown. */
  parentId?: string | null;
}

/**
 * A question that waits until the person has agreed. It stands in a draft, where the person sees it and can change it or
 * take it back, and is asked as it stands there then.
 */
export interface HeldQuestion extends Question {
  draftOwner: DraftOwner;
}

export interface PendingQuestions {
  /** Sent, and not confirmed by the background yet, oldest first, in all conversations. */
  readonly unconfirmed: ReadonlySignal<readonly Question[]>;
  /** In the order in which they were asked, one for each draft. */
  readonly held: ReadonlySignal<readonly HeldQuestion[]>;
  ask(question: Question): void;
  hold(question: HeldQuestion): void;
  /** Gives what was held, and holds it no more. */
  release(): readonly HeldQuestion[];
  /** The background has taken these questions, or another view shows that it has. */
  confirm(isTaken: (question: Question) => boolean): void;
  /** The background has carried out the command; the question is shown until its message has come. */
  delivered(questionId: string): void;
  /** All that had been delivered there is shown by now, or was taken back meanwhile. */
  acknowledgeAll(conversationId: string): void;
  /** The background did not take it; gives the question, if it was ours. */
  refused(questionId: string): Question | undefined;
}

/** Keeps questions until the background has them, and before that until the person has agreed. */
export function createPendingQuestions(send: (question: Question) => void): PendingQuestions {
  const unconfirmed = signal<readonly Question[]>([]);
  const held = signal<readonly HeldQuestion[]>([]);
  const delivered = new Set<string>();

  function confirm(isTaken: (question: Question) => boolean): void {
    const taken = unconfirmed.value.filter(isTaken);
    if (taken.length > 0) forget(taken);
  }

  function forget(questions: readonly Question[]): void {
    unconfirmed.value = unconfirmed.value.filter((question) => !questions.includes(question));
    for (const { questionId } of questions) delivered.delete(questionId);
  }

  return {
    unconfirmed,
    held,
    ask(question) {
      send(question);
      unconfirmed.value = [...unconfirmed.value, question];
    },
    hold(question) {
      if (held.value.some(({ draftOwner }) => draftOwner === question.draftOwner)) return;
      held.value = [...held.value, question];
    },
    release() {
      const questions = held.value;
      held.value = [];
      return questions;
    },
    confirm,
    delivered(questionId) {
      // One that was refused is not on its way any more, and can be sent again under the same id.
      if (unconfirmed.value.some((question) => question.questionId === questionId)) delivered.add(questionId);
    },
    acknowledgeAll(conversationId) {
      confirm((question) => question.conversationId === conversationId && delivered.has(question.questionId));
    },
    refused(questionId) {
      const question = unconfirmed.value.find((sent) => sent.questionId === questionId);
      if (question !== undefined) forget([question]);
      return question;
    },
  };
}

export function askCommand(question: Question): Command {
  return { type: "ask", ...question };
}
