import type { StoredConversation } from "../../conversations/conversation.ts";
import type { ChatErrorKind } from "../../providers/chat-error.ts";

/** A failed answer that is to be asked for again without the person. */
export interface FailedAnswer {
  conversationId: string;
  messageId: string;
}

/**
 * Whether a failed answer is still wanted. It is not if the person has gone on without it: asked something else there,
 * or deleted it.
 * @param open reads a stored conversation. If it rejects, so does this
 * @param kind why the answer failed
 */
export async function isRetryWanted(
  open: (conversationId: string) => Promise<StoredConversation | undefined>,
  { conversationId, messageId }: FailedAnswer,
  kind: ChatErrorKind,
): Promise<boolean> {
  const stored = await open(conversationId);
  if (stored === undefined || stored.conversation.deletedAt !== undefined) return false;
  const answer = stored.messages.find(({ id }) => id === messageId);
  return stored.conversation.leafId === messageId && answer?.error?.kind === kind;
}
