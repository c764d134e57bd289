import type { Conversation, QueuedQuestion } from "../conversations/conversation.ts";

export function isQueued({ queue = [] }: Conversation, questionId: string | undefined): boolean {
  return queue.some(({ id }) => id === questionId);
}

/** The conversation with one more question to ask later; one that waits already is not added again. */
export function enqueue(conversation: Conversation, question: QueuedQuestion): Conversation {
  const { queue = [] } = conversation;
  if (isQueued(conversation, question.id)) return conversation;
  return { ...conversation, queue: [...queue, question] };
}

/** The conversation, in which what waits to follow one message (null: none) follows another one instead. */
export function followReplacement(conversation: Conversation, before: string | null, after: string): Conversation {
  const { queue } = conversation;
  if (queue === undefined) return conversation;
  return {
    ...conversation,
    queue: Array.from(queue, (queued) => (queued.parentId === before ? { ...queued, parentId: after } : queued)),
  };
}

/** The conversation without this question in its queue. */
export function takeFromQueue(conversation: Conversation, questionId: string | undefined): Conversation {
  const { queue, ...rest } = conversation;
  const left = (queue ?? []).filter(({ id }) => id !== questionId);
  return left.length === 0 ? rest : { ...rest, queue: left };
}
