import type { StoredConversation } from "../../conversations/conversation.ts";
import type { FailedAnswer } from "./is-retry-wanted.ts";
import type { Turns } from "../turns.ts";

/**
 * Asks by itself for an answer that failed: on from where it broke off, or, where nothing of it had come, for a new version
 * under `answerId`. `site`: whom to ask; default: the site that the person has chosen.
 */
export type AskAgain = (answer: FailedAnswer, answerId: string, site?: string) => Promise<unknown>;

export function createAskAgain(
  turns: Pick<Turns, "retry" | "goOn">,
  open: (conversationId: string) => Promise<StoredConversation | undefined>,
): AskAgain {
  return async ({ conversationId, messageId }, answerId, site) => {
    const stored = await open(conversationId);
    const text = stored?.messages.find(({ id }) => id === messageId)?.text ?? "";
    return text === ""
      ? turns.retry(conversationId, messageId, answerId, site)
      : turns.goOn(conversationId, messageId, site);
  };
}
