import type { StoredConversation } from "../../conversations/conversation.ts";
import type { FailedAnswer } from "./is-retry-wanted.ts";
import type { Turns } from "../turns.ts";

/**
 * Asks again for an answer that failed, without the person. Continues the answer. If nothing of it had come, asks for a new
 * version instead.
 * @param answerId the id of a new version
 * @param backendId whom to ask; default: the backend that the person has chosen
 */
export type AskAgain = (answer: FailedAnswer, answerId: string, backendId?: string) => Promise<unknown>;

export function createAskAgain(
  turns: Pick<Turns, "retry" | "goOn">,
  open: (conversationId: string) => Promise<StoredConversation | undefined>,
): AskAgain {
  return async ({ conversationId, messageId }, answerId, backendId) => {
    const stored = await open(conversationId);
    const text = stored?.messages.find(({ id }) => id === messageId)?.text ?? "";
    return text === ""
      ? turns.retry(conversationId, messageId, answerId, backendId)
      : turns.goOn(conversationId, messageId, backendId);
  };
}
