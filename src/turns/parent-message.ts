import type { Message } from "../conversations/conversation.ts";
import { childrenByParent, isOnDeletedPath } from "../conversations/path.ts";
import type { LiveConversation } from "./live-conversation.ts";
import type { Question } from "./question.ts";

/** Whether the conversation is deleted, or the parent of a new message in it (null: none) is deleted or missing. */
export function isParentDeleted({ conversation, messages }: LiveConversation, parentId: string | null): boolean {
  if (conversation.deletedAt !== undefined) return true;
  return parentId !== null && (!messages.has(parentId) || isOnDeletedPath(messages, parentId));
}

/** Returns the question that a message is, or that it answers; undefined if there is none. */
export function questionOf({ messages }: LiveConversation, messageId: string): Message | undefined {
  const message = messages.get(messageId);
  return message?.role === "user" ? message : messages.get(message?.parentId ?? "");
}

/** Whether another question follows the same message. If so, this one is a version of it, with a path of its own. */
export function isBranch({ messages }: LiveConversation, { id, parentId }: Message): boolean {
  return (childrenByParent(messages).get(parentId) ?? []).some((other) => other.id !== id);
}

/**
 * Returns the id of the message that a question follows; null: none. It is the first of these that is there:
 *
 * - what the question names,
 * - what was shown when the question was queued, unless that is deleted,
 * - the last message of the path that is shown.
 */
export function resolveParent(live: LiveConversation, { questionId, parentId }: Question): string | null {
  if (parentId !== undefined) return parentId;
  const { queue = [], leafId } = live.conversation;
  const queued = queue.find(({ id }) => id === questionId)?.parentId;
  return queued === undefined || isParentDeleted(live, queued) ? leafId : queued;
}
