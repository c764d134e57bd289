import type { StoredConversation } from "../../conversations/conversation.ts";
import type { FailedAnswer } from "./is-retry-wanted.ts";
import type { Turns } from "../turns.ts";

/**
 * Asks again for a failed answer, without the person. Continues the answer; if it has no text, asks for a new version
 * instead.
 * @param answerId the id of a new version
 * @param backendId whom to ask, for the same model as before; default: as for `Turns.retry`
 */
export type AskAgain = (answer: FailedAnswer, answerId: string, backendId?: string) => Promise<unknown>;

/**
 * Creates that function.
 * @param open reads a stored conversation. If it rejects, so does the function
 */
export function createAskAgain(
  turns: Pick<Turns, "retry" | "goOn">,
  open: (conversationId: string) => Promise<StoredConversation | undefined>,
): AskAgain {
  return async ({ conversationId, messageId }, answerId, backendId) => {
    const stored = await open(conversationId);
    const { text = "", asked } = stored?.messages.find(({ id }) => id === messageId) ?? {};
    const target = backendId === undefined ? undefined : { backendId, ...asked };
    return text === ""
      ? turns.retry(conversationId, messageId, answerId, target)
      : turns.goOn(conversationId, messageId, target);
  };
}
