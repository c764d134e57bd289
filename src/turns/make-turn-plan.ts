import type { BackendReference, Message } from "../conversations/conversation.ts";
import { continuedBy } from "../conversations/writers.ts";
import type { LiveConversation } from "./live-conversation.ts";
import { newAnswer } from "./new-answer.ts";
import type { TurnPlan } from "./turn-plan.ts";
import { CONTINUE_PROMPT, modelMessagesUpTo } from "./context/model-messages.ts";

/** An answer to be written. */
export interface AnswerToBe {
  id: string;
  /** Whom the question goes to. undefined: none could be found. */
  backend: BackendReference | undefined;
  /** Milliseconds since 1970. */
  createdAt: number;
}

/** Plans a new question with its answer, below `question.parentId`. */
export function planQuestion(
  { messages }: LiveConversation,
  asked: Required<Pick<TurnPlan, "question" | "wasQueued">> & Pick<TurnPlan, "title">,
  to: AnswerToBe,
): TurnPlan {
  const { question } = asked;
  const { parentId, text } = question;
  return {
    ...asked,
    answer: newAnswer(question, to.id, to.backend, to.createdAt),
    replaces: parentId,
    messages: modelMessagesUpTo(messages, parentId, { role: "user", text }),
  };
}

/**
 * Plans another answer to a question.
 * @param options `replaces`: see `TurnPlan`. `alone`: the backend gets nothing that was said before the question
 */
export function planRetry(
  { messages }: LiveConversation,
  question: Message,
  { replaces, alone }: { replaces: string; alone: boolean },
  to: AnswerToBe,
): TurnPlan {
  const sent = modelMessagesUpTo(messages, question.id);
  const answer = newAnswer(question, to.id, to.backend, to.createdAt);
  if (!alone || sent.length <= 1) return { answer, replaces, messages: sent };
  return { answer: { ...answer, leftOut: { reason: "too-long" } }, replaces, messages: sent.slice(-1) };
}

/**
 * Plans the rest of an answer that broke off.
 * @param backend who continues it; undefined: none could be found
 */
export function planContinuation(
  { messages }: LiveConversation,
  answer: Message,
  backend?: BackendReference,
): TurnPlan {
  const { error: _, incomplete: _incomplete, ...broken } = answer;
  return {
    answer: { ...continuedBy(broken, backend), state: "sending" },
    replaces: answer.id,
    messages: modelMessagesUpTo(messages, answer.id, CONTINUE_PROMPT),
    continues: true,
  };
}
