import type { StoredConversation } from "../conversation.ts";
import { conversationRow } from "../rows/conversation-row.ts";
import { fileMessage } from "../rows/message-row.ts";
import { withoutDeleted } from "../path.ts";
import { lastingId } from "../temporary.ts";

export const EXPORT_FORMAT = "sidenote";

/**
 * Raised when the shape of the file changes. Older versions stay readable; see `file-rows.ts`.
 *
 * - 1: a message names its backend by a label, `site`.
 * - 2: by id and name, `backend`; further fields `trail`, `sources`, `usage`.
 */
export const EXPORT_VERSION = 2;

/** Writes conversations as one JSON file. */
export function exportFile(conversations: readonly StoredConversation[]): string {
  return exportHead + conversations.map(exportPiece).join("") + exportTail;
}

/** The file in pieces, for an export that does not fit into one string: a head, a piece for each conversation, a tail. */
export const exportHead = `{"format":"${EXPORT_FORMAT}","version":${EXPORT_VERSION},"conversations":[`;
export const exportTail = "\n]}\n";

export function exportPiece(stored: StoredConversation, index: number): string {
  return `${index === 0 ? "\n" : ",\n"}${JSON.stringify(lasting(stored))}`;
}

/**
 * A conversation as a file holds it: without deleted branches and without reasoning, under an id that does not say that it is
 * temporary. What only a later version understands is in it too.
 */
function lasting({ conversation, messages }: StoredConversation): StoredConversation {
  const id = lastingId(conversation.id);
  const kept = withoutDeleted({ conversation, messages });
  return {
    conversation: conversationRow({ ...kept.conversation, id }),
    messages: Array.from(kept.messages, (message) => {
      const { reasoning: _, ...shared } = fileMessage(message);
      return { ...shared, conversationId: id };
    }),
  };
}
