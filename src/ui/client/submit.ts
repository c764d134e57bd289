import { effect, type ReadonlySignal, type Signal } from "@preact/signals";
import type { Event } from "../../port/events.ts";
import type { PendingQuestions, Question } from "./pending-questions.ts";
import type { Draft } from "./draft.ts";
import type { Problem } from "./problem.ts";

export interface SubmissionDependencies {
  conversationId: ReadonlySignal<string>;
  /** Whether an answer is being written there. */
  running: ReadonlySignal<boolean>;
  pending: PendingQuestions;
  draft: Draft;
  problem: Signal<Problem | undefined>;
  hasAgreed(): boolean;
  randomId(): string;
}

export interface Submission {
  /** Asks here. Where the person has not agreed yet, the text goes into the composer, and is asked when they have. */
  ask(text: string, more?: Partial<Question>): void;
  /** Asks what stands in the composer, and empties it. False: it stays there, and is asked when the person has agreed. */
  askDraft(): boolean;
  /** The person has agreed: what was held is asked, as it stands in its draft by now. */
  agreed(): void;
  /** What the background did not take goes back to where the person wrote it. */
  takeRefusal(event: Extract<Event, { type: "refused" }>): void;
  /** The background could not take it: it goes back to where the person wrote it. */
  takeBack(questionId: string): void;
}

/** Questions on their way from the composer to the background, and where they cannot go, back. */
export function createSubmission(dependencies: SubmissionDependencies): Submission {
  const { conversationId, running, pending, draft, problem, hasAgreed, randomId } = dependencies;
  const questionHere = (text: string) => ({ conversationId: conversationId.value, questionId: randomId(), text });

  function ask(text: string, more: Partial<Question> = {}): void {
    problem.value = undefined;
    const question = { ...questionHere(text), ...more };
    if (hasAgreed()) return pending.ask(question);
    draft.add(text);
    pending.hold({ ...question, draftOwner: draft.owner });
  }

  effect(() => {
    if (!running.value && problem.peek() === "busy") problem.value = undefined;
  });

  return {
    ask,
    askDraft() {
      const agreed = hasAgreed();
      if (agreed) ask(draft.take(draft.owner) ?? "");
      else pending.hold({ ...questionHere(draft.text.value), draftOwner: draft.owner });
      return agreed;
    },
    agreed() {
      for (const { draftOwner, ...question } of pending.release()) {
        const text = draft.take(draftOwner) ?? question.text;
        if (text.trim() !== "") pending.ask({ ...question, text });
      }
    },
    takeBack(questionId) {
      const question = pending.refused(questionId);
      if (question !== undefined) draft.append(question.conversationId, question.text);
    },
    takeRefusal({ questionId, reason }) {
      const question = pending.refused(questionId);
      const isHere = question === undefined || question.conversationId === conversationId.value;
      // What cannot be asked there any more is kept where the person is now.
      if (question !== undefined && reason === "gone") draft.add(question.text);
      else if (question !== undefined) draft.append(question.conversationId, question.text);
      if (reason === "gone") problem.value = "gone";
      else if (reason === "busy" && isHere) problem.value = "busy";
      else if (reason === "not-agreed" && question !== undefined)
        pending.hold({ ...question, draftOwner: question.conversationId });
    },
  };
}
