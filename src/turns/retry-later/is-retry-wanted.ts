import type { StoredConversation } from "../../conversations/conversation.ts";
import type { ChatErrorKind } from "../../providers/chat-error.ts";

/** An answer that failed, and is to be asked for again by itself. */
export interface FailedAnswer {
  conversationId: string;
  messageId: string;
}

/**
 * Whether an answer that failed for this reason is awaited still. It is not where the person has gone on without it: asked
 * something else there, or deleted it.
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
