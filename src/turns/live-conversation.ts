import { applyChange, type Change, type ConversationContent } from "../conversations/change.ts";
import type { Message } from "../conversations/conversation.ts";

/** Told of each change, with its number. */
export type ChangeListener = (change: Change, sequence: number) => void;

/** A conversation that is being watched or answered. While it is in memory, it is the one truth. */
export interface LiveConversation extends Readonly<ConversationContent> {
  /** The number of the last change. Begins at 0. */
  readonly sequence: number;
  /** Raises `sequence` by one and tells every watcher before it returns, so no change falls behind a snapshot. */
  apply(change: Change): void;
  /** Calls back with each change from now on. Returns a function that ends that. */
  watch(listener: ChangeListener): () => void;
}

/** Makes a conversation live. Changes are made in `content` itself. */
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

/** Returns the message to write in place of the current one: deleted, if that has been deleted meanwhile. */
export function asStanding({ messages }: LiveConversation, message: Message): Message {
  const deletedAt = messages.get(message.id)?.deletedAt;
  return deletedAt === undefined ? message : { ...message, deletedAt };
}
