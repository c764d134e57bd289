import type { Message } from "../conversations/conversation.ts";
import { goneOnBy } from "../conversations/writers.ts";
import type { LiveConversation } from "./live-conversation.ts";
import { newAnswer } from "./new-answer.ts";
import type { Task } from "./turn-plan.ts";
import { GO_ON, toldUpTo } from "./context/model-messages.ts";

/** An answer to be written: its id, the site that writes it, and when it is begun, in ms since 1970. */
export interface AnswerToBe {
  id: string;
  site: string;
  createdAt: number;
}

/** A new question with its answer, below `question.parentId`. */
export function taskToAsk(
  { messages }: LiveConversation,
  asked: Required<Pick<Task, "question" | "waited">> & Pick<Task, "title">,
  to: AnswerToBe,
): Task {
  const { question } = asked;
  const { parentId, text } = question;
  return {
    ...asked,
    answer: newAnswer(question, to.id, to.site, to.createdAt),
    instead: parentId,
    messages: [...toldUpTo(messages, parentId), { role: "user", text }],
  };
}

/** Another answer to a question. `alone`: the site is told nothing that was said before it. */
export function taskToRetry(
  { messages }: LiveConversation,
  question: Message,
  { instead, alone }: { instead: string; alone: boolean },
  to: AnswerToBe,
): Task {
  const told = toldUpTo(messages, question.id);
  const answer = newAnswer(question, to.id, to.site, to.createdAt);
  if (!alone || told.length <= 1) return { answer, instead, messages: told };
  return { answer: { ...answer, leftOut: { reason: "too-long" } }, instead, messages: told.slice(-1) };
}

/** More of an answer that broke off. */
export function taskToGoOn({ messages }: LiveConversation, answer: Message, site: string): Task {
  const { error: _, incomplete: _incomplete, ...broken } = answer;
  return {
    answer: { ...goneOnBy(broken, site), state: "sending" },
    instead: answer.id,
    messages: [...toldUpTo(messages, answer.id), GO_ON],
    continues: true,
  };
}
