import { applyChange, type Change, type ConversationContent } from "../conversations/change.ts";
import type { Message } from "../conversations/conversation.ts";

export type ChangeListener = (change: Change, sequence: number) => void;

/**
 * A conversation that is being watched or answered: the one truth while it is in memory. Each change raises `sequence`
 * by one and reaches every watcher before `apply` returns, so that a snapshot and what follows it fit without a gap.
 */
export interface LiveConversation extends Readonly<ConversationContent> {
  readonly sequence: number;
  apply(change: Change): void;
  watch(listener: ChangeListener): () => void;
}

export function createLiveConversation(content: ConversationContent): LiveConversation {
  const listeners = new Set<ChangeListener>();
  let sequence = 0;
  return {
    get conversation() {
      return content.conversation;
    },
    get messages() {
      return content.messages;
    },
    get sequence() {
      return sequence;
    },
    apply(change) {
      applyChange(content, change);
      sequence += 1;
      for (const listener of listeners) listener(change, sequence);
    },
    watch(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** A message that is written anew, deleted where the one that stands there has been deleted meanwhile. */
export function asStanding({ messages }: LiveConversation, message: Message): Message {
  const deletedAt = messages.get(message.id)?.deletedAt;
  return deletedAt === undefined ? message : { ...message, deletedAt };
}
