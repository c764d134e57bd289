import type { Message } from "../conversations/conversation.ts";
import { continuedBy } from "../conversations/writers.ts";
import type { Recipient } from "./backend.ts";
import type { LiveConversation } from "./live-conversation.ts";
import { type AnswerToBe, newAnswer } from "./new-answer.ts";
import type { TurnPlan } from "./turn-plan.ts";
import { CONTINUE_PROMPT, modelMessagesUpTo } from "./context/model-messages.ts";

/** Plans a new question with its answer, below `question.parentId`. */
export function planQuestion(
  { messages }: LiveConversation,
  asked: Required<Pick<TurnPlan, "question" | "wasQueued">> & Pick<TurnPlan, "title" | "target">,
  to: AnswerToBe,
): TurnPlan {
  const { question } = asked;
  const { parentId, text } = question;
  return {
    ...asked,
    answer: newAnswer(question, to),
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
  const answer = newAnswer(question, to);
  if (!alone || sent.length <= 1) return { answer, replaces, messages: sent };
  return { answer: { ...answer, leftOut: { reason: "too-long" } }, replaces, messages: sent.slice(-1) };
}

/** Plans the rest of an answer that broke off. */
export function planContinuation(
  { messages }: LiveConversation,
  answer: Message,
  { backend, asked }: Recipient,
): TurnPlan {
  const { error: _, incomplete: _incomplete, asked: _asked, ...broken } = answer;
  return {
    answer: { ...continuedBy(broken, backend), state: "sending", ...(asked !== undefined && { asked }) },
    replaces: answer.id,
    messages: modelMessagesUpTo(messages, answer.id, CONTINUE_PROMPT),
    continues: true,
  };
}
