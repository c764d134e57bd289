import type { Message } from "../conversations/conversation.ts";
import { goneOnBy } from "../conversations/writers.ts";
import type { LiveConversation } from "./live-conversation.ts";
import { newAnswer } from "./new-answer.ts";
import type { TurnPlan } from "./turn-plan.ts";
import { CONTINUE_PROMPT, modelMessagesUpTo } from "./context/model-messages.ts";

/** An answer to be written: its id, the site that writes it, and when it is begun, in ms since 1970. */
export interface AnswerToBe {
  id: string;
  site: string;
  createdAt: number;
}

/** A new question with its answer, below `question.parentId`. */
export function planQuestion(
  { messages }: LiveConversation,
  asked: Required<Pick<TurnPlan, "question" | "wasQueued">> & Pick<TurnPlan, "title">,
  to: AnswerToBe,
): TurnPlan {
  const { question } = asked;
  const { parentId, text } = question;
  return {
    ...asked,
    answer: newAnswer(question, to.id, to.site, to.createdAt),
    replaces: parentId,
    messages: modelMessagesUpTo(messages, parentId, { role: "user", text }),
  };
}

/** Another answer to a question. `alone`: the site is sent nothing that was said before it. */
export function planRetry(
  { messages }: LiveConversation,
  question: Message,
  { replaces, alone }: { replaces: string; alone: boolean },
  to: AnswerToBe,
): TurnPlan {
  const sent = modelMessagesUpTo(messages, question.id);
  const answer = newAnswer(question, to.id, to.site, to.createdAt);
  if (!alone || sent.length <= 1) return { answer, replaces, messages: sent };
  return { answer: { ...answer, leftOut: { reason: "too-long" } }, replaces, messages: sent.slice(-1) };
}

/** More of an answer that broke off. */
export function planContinuation({ messages }: LiveConversation, answer: Message, site: string): TurnPlan {
  const { error: _, incomplete: _incomplete, ...broken } = answer;
  return {
    answer: { ...goneOnBy(broken, site), state: "sending" },
    replaces: answer.id,
    messages: modelMessagesUpTo(messages, answer.id, CONTINUE_PROMPT),
    continues: true,
  };
}
