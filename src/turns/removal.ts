import type { Deletion } from "../conversations/deletion.ts";
import { deletedIn, soundLeaf } from "../conversations/path.ts";
import type { ConversationStore } from "../conversations/store.ts";
import type { LiveConversation } from "./live-conversation.ts";
import type { LiveConversations } from "./live-conversations.ts";
import type { Turns } from "./turns.ts";

/** One conversation, or all that a view lists. */
export interface Removed {
  /** null: all. */
  id: string | null;
  /** Where they are kept. */
  store: ConversationStore;
  /** The name of the list that they stand in. */
  list: string;
  /** Whether a conversation is one of them. */
  holds(conversationId: string): boolean;
}

/** Deletes and restores conversations for all who show them, and for what is still being written there. */
export interface Removal {
  delete(removed: Removed): Promise<void>;
  restore(removed: Removed): Promise<void>;
}

export function createRemoval(surroundings: {
  turns: Turns;
  conversations: LiveConversations;
  deletion: Deletion;
  now(): number;
  storageFailed(cause: unknown): void;
}): Removal {
  const { turns, conversations, deletion, now, storageFailed } = surroundings;
  /** When all of a list was deleted last: what is deleted there since is another deletion, with a way back of its own. */
  const allDeletedAt = new Map<string, number>();

  async function mark({ holds }: Removed, deletedAt: number): Promise<void> {
    for (const live of await conversations.held()) {
      const { conversation } = live;
      if (!holds(conversation.id) || conversation.deletedAt !== undefined) continue;
      live.apply({ type: "conversation", conversation: { ...conversation, deletedAt } });
    }
  }

  /** What is in memory is deleted only as long as what is stored is. */
  async function unmark({ holds, store }: Removed): Promise<void> {
    for (const live of await conversations.held()) {
      const { deletedAt, ...restored } = live.conversation;
      if (deletedAt === undefined || !holds(restored.id)) continue;
      const stored = await store.open(restored.id).catch(storageFailed);
      if (stored === undefined || stored.conversation.deletedAt !== undefined) continue;
      live.apply({ type: "conversation", conversation: restored });
    }
  }

  return {
    async delete(removed) {
      const { id, store, holds } = removed;
      const at = now();
      turns.abandon(holds);
      // Asked for twice, it is one deletion.
      if (id === null && !(await isEmpty(store))) allDeletedAt.set(removed.list, at);
      // Before, so that what is being saved is saved as deleted; and again for what was read meanwhile.
      await mark(removed, at);
      try {
        await deletion.delete(store, id, at);
        await mark(removed, at);
      } catch (cause) {
        storageFailed(cause);
        await unmark(removed);
      }
    },
    async restore(removed) {
      const { id, store, list } = removed;
      await store.restore(id, id === null ? allDeletedAt.get(list) : undefined).catch(storageFailed);
      await unmark(removed);
    },
  };
}

/** Whether a store lists nothing. One that cannot be read may hold something. */
async function isEmpty(store: ConversationStore): Promise<boolean> {
  const page = await store.list(1).catch(() => undefined);
  return page?.conversations.length === 0;
}

/** What was deleted up to `before` (ms since 1970) is gone from the store: drops it from memory, in every view. */
export async function dropPurged(conversations: LiveConversations, before: number): Promise<void> {
  for (const live of await conversations.held()) dropFrom(live, before);
}

function dropFrom(live: LiveConversation, before: number): void {
  const { conversation, messages } = live;
  const { id, createdAt, updatedAt } = conversation;
  const isGone = (conversation.deletedAt ?? Infinity) <= before;
  const gone = isGone ? new Set(messages.keys()) : deletedIn(messages.values(), (at) => at <= before);
  if (gone.size > 0) live.apply({ type: "removed", messageIds: [...gone] });
  if (isGone) live.apply({ type: "conversation", conversation: { id, title: "", createdAt, updatedAt, leafId: null } });
  else if (conversation.leafId !== null && gone.has(conversation.leafId)) {
    const leafId = soundLeaf(messages, conversation.leafId);
    live.apply({ type: "conversation", conversation: { ...conversation, leafId } });
  }
}
