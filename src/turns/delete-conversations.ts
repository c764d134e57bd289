import { expiredRow } from "../conversations/bin.ts";
import type { Deletion } from "../conversations/deletion.ts";
import { deletedIn, soundLeaf } from "../conversations/path.ts";
import type { ConversationStore } from "../conversations/store/store.ts";
import type { LiveConversation } from "./live-conversation.ts";
import type { LiveConversations } from "./live-conversations.ts";
import type { Turns } from "./turns.ts";

/** What is deleted or restored: one conversation, or all that a view lists. */
export interface DeletionScope {
  /** null: all. */
  id: string | null;
  /** The store that keeps them. */
  store: ConversationStore;
  /** Whether a conversation is one of them. */
  includes(conversationId: string): boolean;
}

/**
 * Deletes and restores conversations, in the store and in memory, so that every view learns of it. If the store fails,
 * `storageFailed` is told, and the methods do not reject.
 */
export interface ConversationDeleter {
  /**
   * Deletes, and ends the answers that are being written there. If the store fails, nothing is deleted.
   * @param at names this deletion, in ms since 1970. Default: now
   */
  delete(scope: DeletionScope, at?: number): Promise<void>;
  /**
   * Restores what is deleted.
   * @param at where all are meant: restores those that were deleted then, in ms since 1970. Default: the latest
   *   deletion
   */
  restore(scope: DeletionScope, at?: number): Promise<void>;
  /**
   * Removes for good what is deleted.
   * @param messageId removes only the branch that begins with this message. Default: conversations with their branches
   */
  erase(scope: DeletionScope, messageId?: string): Promise<void>;
}

/** Creates what deletes and restores conversations. */
export function createConversationDeleter(dependencies: {
  turns: Turns;
  conversations: LiveConversations;
  deletion: Deletion;
  /** Milliseconds since 1970. */
  now(): number;
  storageFailed(cause: unknown): void;
}): ConversationDeleter {
  const { turns, conversations, deletion, now, storageFailed } = dependencies;
  async function mark({ includes }: DeletionScope, deletedAt: number): Promise<void> {
    for (const live of await conversations.held()) {
      const { conversation } = live;
      if (!includes(conversation.id) || conversation.deletedAt !== undefined) continue;
      live.apply({ type: "conversation", conversation: { ...conversation, deletedAt } });
    }
  }

  /** Restores what is in memory, but only where the stored conversation is not deleted. */
  async function unmark({ includes, store }: DeletionScope): Promise<void> {
    for (const live of await conversations.held()) {
      const { deletedAt, ...restored } = live.conversation;
      if (deletedAt === undefined || !includes(restored.id)) continue;
      const stored = await store.open(restored.id).catch(storageFailed);
      if (stored === undefined || stored.conversation.deletedAt !== undefined) continue;
      live.apply({ type: "conversation", conversation: restored });
    }
  }

  /** Marks what is in memory as expired. Otherwise it would be saved again as something that can be restored. */
  async function expireHeld({ includes }: DeletionScope, messageId?: string): Promise<void> {
    for (const live of await conversations.held()) {
      const { conversation } = live;
      if (!includes(conversation.id)) continue;
      if (messageId === undefined && conversation.deletedAt !== undefined) {
        live.apply({ type: "conversation", conversation: expiredRow(conversation) });
      }
      for (const message of live.messages.values()) {
        const isMeant = messageId === undefined || message.id === messageId;
        if (isMeant && message.deletedAt !== undefined) live.apply({ type: "message", message: expiredRow(message) });
      }
    }
  }

  return {
    async delete(scope, at = now()) {
      const { id, store, includes } = scope;
      turns.abandon(includes);
      // Marked before, so that a save under way stores it as deleted, and again for what was read meanwhile.
      await mark(scope, at);
      try {
        await store.delete(id, at);
        await mark(scope, at);
      } catch (cause) {
        storageFailed(cause);
        await unmark(scope);
      }
    },
    async restore(scope, at) {
      const { id, store } = scope;
      await store.restore(id, at).catch(storageFailed);
      await unmark(scope);
    },
    async erase(scope, messageId) {
      const { id, store } = scope;
      await expireHeld(scope, messageId);
      await store.expire(id, messageId).catch(storageFailed);
      await deletion.purgeOld(store);
    },
  };
}

/**
 * Drops from memory, and from every view, what was purged from the store.
 * @param before what was deleted up to then is dropped, in ms since 1970
 */
export async function dropPurged(conversations: LiveConversations, before: number): Promise<void> {
  for (const live of await conversations.held()) dropFrom(live, before);
}

function dropFrom(live: LiveConversation, before: number): void {
  const { conversation, messages } = live;
  const { id, createdAt, updatedAt } = conversation;
  const isParentDeleted = (conversation.deletedAt ?? Infinity) <= before;
  const gone = isParentDeleted ? new Set(messages.keys()) : deletedIn(messages.values(), (at) => at <= before);
  if (gone.size > 0) live.apply({ type: "removed", messageIds: [...gone] });
  if (isParentDeleted)
    live.apply({ type: "conversation", conversation: { id, title: "", createdAt, updatedAt, leafId: null } });
  else if (conversation.leafId !== null && gone.has(conversation.leafId)) {
    const leafId = soundLeaf(messages, conversation.leafId);
    live.apply({ type: "conversation", conversation: { ...conversation, leafId } });
  }
}
