import { effect, type ReadonlySignal, type Signal } from "@preact/signals";
import type { Target } from "../../../backends/target.ts";
import type { Event } from "../../../port/events.ts";
import type { PendingQuestions, Question } from "./pending-questions.ts";
import { marked } from "./marked.ts";
import type { Draft } from "../draft.ts";
import type { Problem } from "../problem.ts";
import type { Whom } from "./target.ts";

export interface SubmissionDependencies {
  conversationId: ReadonlySignal<string>;
  /** Whether an answer is being written there. */
  running: ReadonlySignal<boolean>;
  pending: PendingQuestions;
  draft: Draft;
  problem: Signal<Problem | undefined>;
  /** Whom the shown conversation asks now. */
  whom(): Whom;
  /** Whether the person has agreed that questions go there. */
  hasAgreed(target: Target | undefined): boolean;
  randomId(): string;
}

export interface Submission {
  /**
   * Asks in the shown conversation. If the person has not agreed yet, the text goes into the composer and is asked when
   * they agree.
   */
  ask(text: string, more?: Partial<Question>): void;
  /**
   * Asks the text in the composer and empties it. Returns false if the person has not agreed: the text stays, and is
   * asked when they agree.
   */
  askDraft(): boolean;
  /**
   * Asks the held questions, as they stand in their drafts by now, of whom their conversation asks by now. Those for
   * which the person has not agreed yet stay held. Call it when the person agrees, or asks somebody else.
   */
  agreed(): void;
  /** Puts a refused question back where the person wrote it. */
  takeRefusal(event: Extract<Event, { type: "refused" }>): void;
  /** Puts a question that could not be sent back where the person wrote it. */
  takeBack(questionId: string): void;
}

/** Sends questions from the composer to the background, and puts those that fail back. */
export function createSubmission(dependencies: SubmissionDependencies): Submission {
  const { conversationId, running, pending, draft, problem, whom, hasAgreed, randomId } = dependencies;
  const questionHere = (text: string): Question => ({
    conversationId: conversationId.value,
    questionId: randomId(),
    text,
    ...whom(),
  });

  function ask(text: string, more: Partial<Question> = {}): void {
    problem.value = undefined;
    const question = { ...questionHere(text), ...more };
    if (hasAgreed(question.target)) return pending.ask(question);
    draft.add(text, question.sources);
    pending.hold({ ...question, draftOwner: draft.owner });
  }

  effect(() => {
    if (!running.value && problem.peek() === "busy") problem.value = undefined;
  });

  return {
    ask,
    askDraft() {
      const agreed = hasAgreed(whom().target);
      const { owner } = draft;
      // Read before the text is taken, and they go with it.
      const sources = draft.sourcesOf(owner);
      if (agreed) ask(draft.take(owner) ?? "", marked(sources));
      else pending.hold({ ...questionHere(draft.text.value), draftOwner: draft.owner });
      return agreed;
    },
    agreed() {
      for (const held of pending.release()) {
        const { draftOwner, ...question } =
          held.conversationId === conversationId.value ? { ...held, ...whom() } : held;
        if (!hasAgreed(question.target)) {
          pending.hold({ ...question, draftOwner });
          continue;
        }
        const { sources: before = [], ...asked } = question;
        const now = draft.sourcesOf(draftOwner);
        const typed = draft.take(draftOwner);
        const text = typed ?? question.text;
        if (text.trim() !== "") pending.ask({ ...asked, text, ...marked(typed === undefined ? before : now) });
      }
    },
    takeBack(questionId) {
      const question = pending.refused(questionId);
      if (question !== undefined) draft.append(question.conversationId, question.text, question.sources);
    },
    takeRefusal({ questionId, reason }) {
      const question = pending.refused(questionId);
      const isHere = question === undefined || question.conversationId === conversationId.value;
      // A conversation that is gone takes no text, so the text goes to where the person is now.
      if (question !== undefined && reason === "gone") draft.add(question.text, question.sources);
      else if (question !== undefined) draft.append(question.conversationId, question.text, question.sources);
      if (reason === "gone") problem.value = "gone";
      else if (reason === "busy" && isHere) problem.value = "busy";
      else if (reason === "not-agreed" && question !== undefined)
        pending.hold({ ...question, draftOwner: question.conversationId });
    },
  };
}
