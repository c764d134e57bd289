import type { StoredConversation } from "../conversation.ts";
import { conversationRow } from "../rows/conversation-row.ts";
import { fileMessage } from "../rows/message-row.ts";
import { withoutDeleted } from "../path.ts";
import { lastingId } from "../temporary.ts";

/** Marks a file as one of Sidenote's. */
export const EXPORT_FORMAT = "sidenote";

/**
 * The version of the file format. Raised when the format changes. Older versions stay readable; see `file-rows.ts`.
 *
 * - 1: a message names its backend by a label, `site`.
 * - 2: by id and name, `backend`; further fields `trail`, `sources`, `usage`.
 */
export const EXPORT_VERSION = 2;

/** Returns the text of a JSON file with these conversations. */
export function exportFile(conversations: readonly StoredConversation[]): string {
  return exportHead + conversations.map(exportPiece).join("") + exportTail;
}

/** Begins a file that is written in pieces, because it may not fit into one string. A piece a conversation follows. */
export const exportHead = `{"format":"${EXPORT_FORMAT}","version":${EXPORT_VERSION},"conversations":[`;
/** Ends a file that is written in pieces. */
export const exportTail = "\n]}\n";

/**
 * Returns one conversation's piece of a file.
 * @param index of the piece, from 0
 */
export function exportPiece(stored: StoredConversation, index: number): string {
  return `${index === 0 ? "\n" : ",\n"}${JSON.stringify(lasting(stored))}`;
}

/**
 * Returns a conversation as a file holds it.
 *
 * - Deleted branches are left out, and so is what was thought.
 * - Its id does not say that it is temporary.
 * - Values that only a later version understands are kept.
 */
function lasting({ conversation, messages }: StoredConversation): StoredConversation {
  const id = lastingId(conversation.id);
  const kept = withoutDeleted({ conversation, messages });
  return {
    conversation: conversationRow({ ...kept.conversation, id }),
    messages: Array.from(kept.messages, (message) => {
      const { reasoning: _, thoughtMs: _thoughtMs, ...shared } = fileMessage(message);
      return { ...shared, conversationId: id };
    }),
  };
}
