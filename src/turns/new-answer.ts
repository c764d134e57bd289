import type { Message } from "../conversations/conversation.ts";
import type { Recipient } from "./backend.ts";

/** An answer to be written. */
export interface AnswerToBe extends Recipient {
  id: string;
  /** Milliseconds since 1970. */
  createdAt: number;
}

/** Returns the empty answer to a question, in the state `sending`. */
export function newAnswer(question: Message, { id, backend, asked, createdAt }: AnswerToBe): Message {
  const { conversationId, id: parentId } = question;
  const answer = { id, conversationId, parentId, role: "assistant", text: "", state: "sending", createdAt } as const;
  return { ...answer, ...(backend !== undefined && { backend }), ...(asked !== undefined && { asked }) };
}
