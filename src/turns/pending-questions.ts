import type { Conversation, QueuedQuestion } from "../conversations/conversation.ts";

/** Queued questions that were sent to this background. */
export interface PendingQuestions {
  /** Notes that a question is being put into the queue. Returns a function to call when it is there. */
  join(conversationId: string, questionId: string): () => void;
  /** Whether any question is being put into the queue of this conversation. */
  isJoining(conversationId: string): boolean;
  /** Returns the first question in the queue that was sent to this background. */
  next(conversation: Conversation): QueuedQuestion | undefined;
  /** Notes that a question waits no longer. */
  forget(questionId: string): void;
}

/** Creates the list; at first nothing waits. */
export function createPendingQuestions(): PendingQuestions {
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
