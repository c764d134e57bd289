import type { Conversation, QueuedQuestion } from "../conversations/conversation.ts";

/** Whether a question waits in the conversation's queue. */
export function isQueued({ queue = [] }: Conversation, questionId: string | undefined): boolean {
  return queue.some(({ id }) => id === questionId);
}

/** Returns the conversation with one more question in its queue. A question that waits already is not added again. */
export function enqueue(conversation: Conversation, question: QueuedQuestion): Conversation {
  const { queue = [] } = conversation;
  if (isQueued(conversation, question.id)) return conversation;
  return { ...conversation, queue: [...queue, question] };
}

/**
 * Returns the conversation after a message was replaced: queued questions that were to follow `before` (null: none)
 * follow `after`.
 */
export function followReplacement(conversation: Conversation, before: string | null, after: string): Conversation {
  const { queue } = conversation;
  if (queue === undefined) return conversation;
  return {
    ...conversation,
    queue: Array.from(queue, (queued) => (queued.parentId === before ? { ...queued, parentId: after } : queued)),
  };
}

/** Returns the conversation without this question in its queue. */
export function takeFromQueue(conversation: Conversation, questionId: string | undefined): Conversation {
  const { queue, ...rest } = conversation;
  const left = (queue ?? []).filter(({ id }) => id !== questionId);
  return left.length === 0 ? rest : { ...rest, queue: left };
}
