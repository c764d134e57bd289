import { binItems, binPage, expired, withSoundTimes } from "../bin.ts";
import { type Conversation, interrupt, isRunning, type StoredConversation } from "../conversation.ts";
import type { ListedMemory } from "./listed-memory.ts";
import { createMemoryRows, DRAFT, KINDS } from "./memory-rows.ts";
import { type OverflowEvents, withOverflow } from "./overflow-memory.ts";
import { deletedIn } from "../path.ts";
import { searchIn } from "../search/search-in.ts";
import type { ConversationStore } from "./store.ts";

/** Keeps conversations that end with their window. */
export interface MemoryStore extends ConversationStore {
  /** Returns the same store, but its lists, searches and deletions of all cover only ids that begin like this. */
  within(prefix: string): ConversationStore;
  /** Removes all conversations whose ids begin like this. */
  clear(prefix: string): Promise<void>;
  /** Removes them too. From then on, this background takes nothing for them, however late it comes. */
  forget(prefix: string): Promise<void>;
}

/**
 * Keeps conversations in session memory, which is never written to disk, for private windows and temporary chats. If
 * session memory is full, `save`, `saveMessage` and `saveDraft` reject. What they were given is kept all the same, in
 * the background's memory, and `stayAwake` is held for it.
 */
export function createMemoryStore(storage: ListedMemory, options: Pick<OverflowEvents, "stayAwake"> = {}): MemoryStore {
  const refusals: unknown[] = [];
  const memory = withOverflow(storage, { ...options, refused: (cause) => void refusals.push(cause) });
  const rows = createMemoryRows(memory);
  /**
   * Makes one change after the other. An entry is read, changed and written, so two changes at once would undo each
   * other.
   */
  let changing: Promise<unknown> = Promise.resolve();
  const forgotten: string[] = [];

  /** Rejects if session memory has refused a part of the change. */
  function alone(change: () => Promise<void>): Promise<void> {
    const changed = changing.then(async () => {
      refusals.length = 0;
      await change();
      if (refusals.length > 0) throw refusals[0];
    });
    changing = changed.catch(() => undefined);
    return changed;
  }

  const isForgotten = (id: string) => forgotten.some((prefix) => id.startsWith(prefix));

  function changeAll(
    prefix: string,
    change: (stored: StoredConversation) => StoredConversation | undefined,
  ): Promise<void> {
    return alone(async () => {
      for (const stored of await rows.all(prefix)) {
        const changed = change(stored);
        if (changed === undefined) await rows.remove(stored);
        else if (changed !== stored && !isForgotten(stored.conversation.id)) await rows.replace(stored, changed);
      }
    });
  }

  function within(prefix: string): ConversationStore {
    return {
      open: rows.read,
      prepareSearch: async () => undefined,
      changedElsewhere: () => undefined,

      async list(limit) {
        const conversations = (await rows.conversations(prefix)).filter(isThere);
        const pinned = conversations.filter(({ pinnedAt }) => pinnedAt !== undefined);
        const others = conversations.filter(({ pinnedAt }) => pinnedAt === undefined);
        pinned.sort((one, other) => (other.pinnedAt ?? 0) - (one.pinnedAt ?? 0));
        return { conversations: [...pinned, ...others.slice(0, limit)], more: others.length > limit };
      },

      async search(query, limit) {
        const there = (await rows.all(prefix)).filter(({ conversation }) => isThere(conversation));
        return searchIn(there, query, limit);
      },

      save: (conversation, changed) =>
        alone(async () => {
          if (!isForgotten(conversation.id)) await rows.add(conversation, changed);
        }),

      saveMessage: (message) =>
        alone(async () => {
          if (!isForgotten(message.conversationId)) await rows.rewrite(message);
        }),

      delete: (id, now) =>
        changeAll(prefix, (stored) => {
          if ((id !== null && stored.conversation.id !== id) || !isThere(stored.conversation)) return stored;
          return { ...stored, conversation: { ...stored.conversation, deletedAt: now } };
        }),

      async restore(id, at) {
        const last = at ?? Math.max(...(await rows.conversations(prefix)).map(({ deletedAt = 0 }) => deletedAt));
        await changeAll(prefix, (stored) => {
          const { deletedAt, ...conversation } = stored.conversation;
          const asked = id === null ? deletedAt === last : conversation.id === id;
          return asked && deletedAt !== undefined ? { ...stored, conversation } : stored;
        });
      },

      bin: async (since, limit) =>
        binPage(
          (await rows.all(prefix)).flatMap((stored) => binItems(stored, since)),
          limit,
        ),

      async count(since) {
        const stored = await rows.all(prefix);
        return {
          conversations: stored.filter(({ conversation }) => isThere(conversation)).length,
          deleted: stored.flatMap((each) => binItems(each, since)).length,
        };
      },

      expire: (id, messageId) =>
        changeAll(prefix, (stored) =>
          id !== null && stored.conversation.id !== id ? stored : expired(stored, messageId),
        ),

      purge: (before, now = Infinity) =>
        changeAll(prefix, (row) => {
          const stored = withSoundTimes(row, now);
          if ((stored.conversation.deletedAt ?? Infinity) <= before) return undefined;
          const gone = deletedIn(stored.messages, (at) => at <= before);
          return gone.size === 0 ? stored : { ...stored, messages: stored.messages.filter(({ id }) => !gone.has(id)) };
        }),

      interruptRunning: () =>
        changeAll(prefix, (stored) => {
          if (!stored.messages.some(({ state }) => isRunning(state))) return stored;
          return { ...stored, messages: stored.messages.map(interrupt) };
        }),

      async readDraft(key) {
        const text = await memory.get(DRAFT + key);
        return typeof text === "string" ? text : "";
      },

      saveDraft: (key, text) =>
        alone(() => (text === "" || isForgotten(key) ? memory.delete(DRAFT + key) : memory.set(DRAFT + key, text))),
    };
  }

  async function clear(prefix: string): Promise<void> {
    for (const key of await memory.keys()) {
      if (KINDS.some((kind) => key.startsWith(kind + prefix))) await memory.delete(key);
    }
  }

  return {
    ...within(""),
    within,
    clear: (prefix) => alone(() => clear(prefix)),
    forget(prefix) {
      // Comes before anything is awaited, so that what is being saved is not taken either.
      forgotten.push(prefix);
      return alone(() => clear(prefix));
    },
  };
}

function isThere({ deletedAt }: Conversation): boolean {
  return deletedAt === undefined;
}
