import type { StoredConversation } from "../conversation.ts";
import { withoutDeleted } from "../path.ts";
import { lastingId } from "../temporary.ts";

export const EXPORT_FORMAT = "sidenote";

/** Raised when the shape of the file changes; older versions stay readable. */
export const EXPORT_VERSION = 1;

/** Conversations as one JSON file. */
export function exportFile(conversations: readonly StoredConversation[]): string {
  return exportHead + conversations.map(exportPiece).join("") + exportTail;
}

/** The file in pieces, for an export that does not fit into one string: head, a piece a conversation, tail. */
export const exportHead = `{"format":"${EXPORT_FORMAT}","version":${EXPORT_VERSION},"conversations":[`;
export const exportTail = "\n]}\n";

export function exportPiece(stored: StoredConversation, index: number): string {
  return `${index === 0 ? "\n" : ",\n"}${JSON.stringify(lasting(stored))}`;
}

/** What of a conversation outlives it here: no deleted branch, no reasoning, and an id that does not say that it is temporary. */
function lasting({ conversation, messages }: StoredConversation): StoredConversation {
  const id = lastingId(conversation.id);
  const kept = withoutDeleted({ conversation, messages });
  return {
    conversation: { ...kept.conversation, id },
    messages: Array.from(kept.messages, ({ reasoning: _, ...message }) => ({ ...message, conversationId: id })),
  };
}
