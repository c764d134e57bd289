import type { Conversation, QueuedQuestion } from "../conversations/conversation.ts";

/** What was sent to this background to be asked later. */
export interface Waiting {
  /** A question is being put into the queue; call what is given back when it stands there. */
  join(conversationId: string, questionId: string): () => void;
  /** Whether any question is being put into the queue of this conversation. */
  isJoining(conversationId: string): boolean;
  /** The first in the queue that was sent to this background. */
  next(conversation: Conversation): QueuedQuestion | undefined;
  forget(questionId: string): void;
}

export function createWaiting(): Waiting {
  const joining: string[] = [];
  const sent = new Set<string>();
  return {
    join(conversationId, questionId) {
      sent.add(questionId);
      joining.push(conversationId);
      return () => void joining.splice(joining.indexOf(conversationId), 1);
    },
    isJoining: (conversationId) => joining.includes(conversationId),
    next: ({ queue = [] }) => queue.find(({ id }) => sent.has(id)),
    forget: (questionId) => void sent.delete(questionId),
  };
}
