import type { BackendReference, Message } from "../conversations/conversation.ts";

/**
 * Returns the empty answer to a question.
 *
 * @param backend whom the question goes to; undefined: none could be found
 * @param createdAt milliseconds since 1970
 */
export function newAnswer(
  question: Message,
  id: string,
  backend: BackendReference | undefined,
  createdAt: number,
): Message {
  const { conversationId, id: parentId } = question;
  const answer = { id, conversationId, parentId, role: "assistant", text: "", state: "sending", createdAt } as const;
  return { ...answer, ...(backend !== undefined && { backend }) };
}
