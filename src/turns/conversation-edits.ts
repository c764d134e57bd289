import type { Target } from "../backends/target.ts";
import type { Conversation, Message } from "../conversations/conversation.ts";
import { isOnDeletedPath, latestLeaf, leafWithout, pathTo } from "../conversations/path.ts";
import type { LiveConversation } from "./live-conversation.ts";
import { takeFromQueue } from "./queue.ts";

/** What a person changes in a conversation besides asking. */
export type ConversationEdit =
  /** A blank title changes nothing. */
  | { type: "rename"; title: string }
  | { type: "pin"; pinned: boolean }
  /** Shows the latest path through this message, e.g. another version of an answer. */
  | { type: "select"; messageId: string }
  /** Deletes a message with all that follows it. */
  | { type: "delete-branch"; messageId: string }
  /** `leafId`: the last message of the path that was shown when the branch was deleted. */
  | { type: "restore-branch"; messageId: string; leafId?: string | undefined }
  /** Takes a question out of the queue. */
  | { type: "take-back"; questionId: string }
  /** Chooses whom to ask here from now on. */
  | { type: "target"; target: Target };

/** What is to be stored after an edit. */
export interface Edited {
  conversation: Conversation;
  messages: Message[];
}

/**
 * Works out what an edit changes. Stores and applies nothing.
 * @param now in ms since 1970
 * @returns undefined if it changes nothing, e.g. because another view was faster
 */
export function editConversation(live: LiveConversation, edit: ConversationEdit, now: number): Edited | undefined {
  const { conversation, messages } = live;
  const edited = "messageId" in edit ? messages.get(edit.messageId) : undefined;
  if ("messageId" in edit && edited === undefined) return undefined;
  switch (edit.type) {
    case "rename":
      return { conversation: { ...conversation, title: edit.title.trim() || conversation.title }, messages: [] };
    case "pin": {
      const { pinnedAt: _, ...unpinned } = conversation;
      return { conversation: edit.pinned ? { ...conversation, pinnedAt: now } : unpinned, messages: [] };
    }
    case "take-back":
      return { conversation: takeFromQueue(conversation, edit.questionId), messages: [] };
    case "target":
      return { conversation: { ...conversation, target: edit.target }, messages: [] };
    case "select":
      if (edited === undefined || pathTo(messages, edited.id).some(({ deletedAt }) => deletedAt !== undefined)) return;
      return { conversation: { ...conversation, leafId: latestLeaf(messages, edited.id) }, messages: [] };
    case "delete-branch": {
      if (edited === undefined || edited.deletedAt !== undefined) return undefined;
      const shown = pathTo(messages, conversation.leafId).some(({ id }) => id === edited.id);
      const leafId = shown ? leafWithout(messages, edited) : conversation.leafId;
      return { conversation: { ...conversation, leafId }, messages: [{ ...edited, deletedAt: now }] };
    }
    case "restore-branch": {
      if (edited?.deletedAt === undefined) return undefined;
      const { deletedAt: _, ...restored } = edited;
      const { leafId = "" } = edit;
      const after = new Map(messages).set(edited.id, restored);
      const wasShown = pathTo(after, leafId).includes(restored) && !isOnDeletedPath(after, leafId);
      return {
        conversation: { ...conversation, leafId: wasShown ? leafId : latestLeaf(after, edited.id) },
        messages: [restored],
      };
    }
    default:
      return edit satisfies never;
  }
}
