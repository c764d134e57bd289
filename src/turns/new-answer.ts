import type { Message } from "../conversations/conversation.ts";

/** The empty answer to a question. `site`: how people know the site that is asked; "" where there is none. */
export function newAnswer(question: Message, id: string, site: string, createdAt: number): Message {
  const { conversationId, id: parentId } = question;
  const answer = { id, conversationId, parentId, role: "assistant", text: "", state: "sending", createdAt } as const;
  return { ...answer, ...(site !== "" && { site }) };
}
