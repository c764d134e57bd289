import { type ReadonlySignal, signal } from "@preact/signals";
import type { Target } from "../../../backends/target.ts";
import type { Source } from "../../../conversations/conversation.ts";
import type { Command } from "../../../port/commands.ts";
import type { DraftOwner } from "../draft.ts";

/** A question on its way to the background. */
export interface Question {
  conversationId: string;
  questionId: string;
  text: string;
  /** What it holds that the person has not typed, e.g. text of a page. Absent: nothing. */
  sources?: Source[];
  /** The title of the conversation if the question begins it. Absent: made from its text. */
  title?: string;
  /** The message that it follows. Absent: the last one shown. */
  parentId?: string | null;
  /** Whom the person saw as the one that is asked. Absent: that was not known yet. */
  target?: Target;
  /** The person has chosen `target` for this conversation. */
  binds?: true;
}

/**
 * A question that waits until the person agrees. It stands in a draft, where the person can change it or take it back,
 * and is asked as it stands there then.
 */
export interface HeldQuestion extends Question {
  draftOwner: DraftOwner;
}

export interface PendingQuestions {
  /** Sent questions of all conversations that the background has not confirmed yet, oldest first. */
  readonly unconfirmed: ReadonlySignal<readonly Question[]>;
  /** Held questions in the order they were asked, one for each draft. */
  readonly held: ReadonlySignal<readonly HeldQuestion[]>;
  ask(question: Question): void;
  hold(question: HeldQuestion): void;
  /** Returns the held questions and holds them no longer. */
  release(): readonly HeldQuestion[];
  /** Drops questions that the background has accepted, as it or another view shows. */
  confirm(isAcknowledged: (question: Question) => boolean): void;
  /** The background has carried out the command. The question is shown until its message arrives. */
  delivered(questionId: string): void;
  /** Drops all delivered questions of a conversation: by now they are shown, or were taken back. */
  acknowledgeAll(conversationId: string): void;
  /** Drops a question that the background refused, and returns it if it was sent here. */
  refused(questionId: string): Question | undefined;
}

/** Holds questions until the person agrees, and keeps them until the background has confirmed them. */
export function createPendingQuestions(send: (question: Question) => void): PendingQuestions {
  const unconfirmed = signal<readonly Question[]>([]);
  const held = signal<readonly HeldQuestion[]>([]);
  const delivered = new Set<string>();

  function confirm(isAcknowledged: (question: Question) => boolean): void {
    const acknowledged = unconfirmed.value.filter(isAcknowledged);
    if (acknowledged.length > 0) forget(acknowledged);
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
      // A refused question is no longer pending and may be sent again under the same id.
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
