import { expiredRow } from "../conversations/bin.ts";
import type { Deletion } from "../conversations/deletion.ts";
import { deletedIn, soundLeaf } from "../conversations/path.ts";
import type { ConversationStore } from "../conversations/store/store.ts";
import type { LiveConversation } from "./live-conversation.ts";
import type { LiveConversations } from "./live-conversations.ts";
import type { Turns } from "./turns.ts";

/** One conversation, or all that a view lists. */
export interface DeletionScope {
  /** null: all. */
  id: string | null;
  /** Where they are kept. */
  store: ConversationStore;
  /** Whether a conversation is one of them. */
  includes(conversationId: string): boolean;
}

/** Deletes and restores conversations for all who show them, and for what is still being written there. */
export interface ConversationDeleter {
  /** `at` (ms since 1970, default now) names this deletion. */
  delete(scope: DeletionScope, at?: number): Promise<void>;
  /** `at`: of all, those that were deleted then; default: at the last time. */
  restore(scope: DeletionScope, at?: number): Promise<void>;
  /** Removes for good what is deleted: conversations with their branches, or the branch that begins with this message. */
  erase(scope: DeletionScope, messageId?: string): Promise<void>;
}

export function createConversationDeleter(dependencies: {
  turns: Turns;
  conversations: LiveConversations;
  deletion: Deletion;
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

  /** What is in memory is deleted only as long as what is stored is. */
  async function unmark({ includes, store }: DeletionScope): Promise<void> {
    for (const live of await conversations.held()) {
      const { deletedAt, ...restored } = live.conversation;
      if (deletedAt === undefined || !includes(restored.id)) continue;
      const stored = await store.open(restored.id).catch(storageFailed);
      if (stored === undefined || stored.conversation.deletedAt !== undefined) continue;
      live.apply({ type: "conversation", conversation: restored });
    }
  }

  /** So that what is in memory is not saved again as something that can be taken back. */
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
      // Before, so that what is being saved is saved as deleted; and again for what was read meanwhile.
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

/** What was deleted up to `before` (ms since 1970) is gone from the store: drops it from memory, in every view. */
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
