import type { Message } from "../conversations/conversation.ts";
import { childrenByParent, isOnDeletedPath } from "../conversations/path.ts";
import type { LiveConversation } from "./live-conversation.ts";
import type { Question } from "./question.ts";

/** Whether the conversation, or the parent of a new message in it (null: none), is deleted. */
export function isParentDeleted({ conversation, messages }: LiveConversation, parentId: string | null): boolean {
  if (conversation.deletedAt !== undefined) return true;
  return parentId !== null && (!messages.has(parentId) || isOnDeletedPath(messages, parentId));
}

/** The question that a message is, or that it answers. */
export function questionOf({ messages }: LiveConversation, messageId: string): Message | undefined {
  const message = messages.get(messageId);
  return message?.role === "user" ? message : messages.get(message?.parentId ?? "");
}

/** Whether another question follows the same message: then this one is a version of that, and begins a path of its own. */
export function isBranch({ messages }: LiveConversation, { id, parentId }: Message): boolean {
  return (childrenByParent(messages).get(parentId) ?? []).some((other) => other.id !== id);
}

/** What a question follows: what it says, or what was shown when it was queued, or what is shown. */
export function resolveParent(live: LiveConversation, { questionId, parentId }: Question): string | null {
  if (parentId !== undefined) return parentId;
  const { queue = [], leafId } = live.conversation;
  const queued = queue.find(({ id }) => id === questionId)?.parentId;
  return queued === undefined || isParentDeleted(live, queued) ? leafId : queued;
}
