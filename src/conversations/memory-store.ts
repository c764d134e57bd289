import type { SessionMemory } from "../providers/provider.ts";
import { binItems, binPage, expired, withSoundTimes } from "./bin.ts";
import { interrupt, isRunning } from "./conversation.ts";
import { limitHits } from "./limit-hits.ts";
import { deletedIn } from "./path.ts";
import { fold, queryTerms } from "./search-text.ts";
import { snippetOf } from "./snippet.ts";
import type { ConversationStore, Found, StoredConversation } from "./store.ts";

/** Session memory that can tell which keys it holds. */
export interface ListedMemory extends SessionMemory {
  keys(): Promise<string[]>;
}

/** Where a conversation is kept. */
export const CONVERSATION = "conversation:";
/** Where what was typed for one is kept. */
export const DRAFT = "draft:";

/** Conversations that end with their window. */
export interface MemoryStore extends ConversationStore {
  /** The same store, whose lists, searches, and deletions of all are of ids that begin like this alone. */
  within(prefix: string): ConversationStore;
  /** Removes all under ids that begin like this, and takes nothing for them any more, however late it comes. */
  forget(prefix: string): Promise<void>;
}

/**
 * Keeps conversations in session memory, which is never written to disk: for private windows and temporary chats. They are
 * few and short-lived, so one entry holds a whole conversation. Where session memory is full, `save` and `saveMessage`
 * reject, and the conversation lives as long as the background.
 */
export function createMemoryStore(memory: ListedMemory): MemoryStore {
  /** An entry is read, changed and written: one change after the other, or the second would undo the first. */
  let changing: Promise<unknown> = Promise.resolve();
  /** What session memory did not take. */
  const untaken = new Map<string, StoredConversation>();
  const forgotten: string[] = [];

  function alone(change: () => Promise<void>): Promise<void> {
    const changed = changing.then(change);
    changing = changed.catch(() => undefined);
    return changed;
  }

  const isForgotten = (id: string) => forgotten.some((prefix) => id.startsWith(prefix));

  async function read(id: string): Promise<StoredConversation | undefined> {
    return untaken.get(id) ?? ((await memory.get(CONVERSATION + id)) as StoredConversation | undefined);
  }

  async function write(stored: StoredConversation): Promise<void> {
    const { id } = stored.conversation;
    if (isForgotten(id)) return;
    untaken.set(id, stored);
    await memory.set(CONVERSATION + id, stored);
    untaken.delete(id);
  }

  async function remove(id: string): Promise<void> {
    untaken.delete(id);
    await Promise.all([memory.delete(CONVERSATION + id), memory.delete(DRAFT + id)]);
  }

  async function all(prefix: string): Promise<StoredConversation[]> {
    const keys = (await memory.keys()).filter((key) => key.startsWith(CONVERSATION + prefix));
    const ids = new Set([...keys.map((key) => key.slice(CONVERSATION.length)), ...untaken.keys()]);
    const stored = await Promise.all([...ids].filter((id) => id.startsWith(prefix)).map(read));
    return stored
      .filter((entry) => entry !== undefined)
      .toSorted((one, other) => other.conversation.updatedAt - one.conversation.updatedAt);
  }

  function changeAll(
    prefix: string,
    change: (stored: StoredConversation) => StoredConversation | undefined,
  ): Promise<void> {
    return alone(async () => {
      for (const stored of await all(prefix)) {
        const changed = change(stored);
        if (changed === undefined) await remove(stored.conversation.id);
        else if (changed !== stored) await write(changed);
      }
    });
  }

  function there({ conversation }: StoredConversation): boolean {
    return conversation.deletedAt === undefined;
  }

  function within(prefix: string): ConversationStore {
    return {
      open: read,
      prepareSearch: async () => undefined,
      changedElsewhere: () => undefined,

      async list(limit) {
        const conversations = (await all(prefix)).filter(there).map(({ conversation }) => conversation);
        const pinned = conversations.filter(({ pinnedAt }) => pinnedAt !== undefined);
        const others = conversations.filter(({ pinnedAt }) => pinnedAt === undefined);
        pinned.sort((one, other) => (other.pinnedAt ?? 0) - (one.pinnedAt ?? 0));
        return { conversations: [...pinned, ...others.slice(0, limit)], more: others.length > limit };
      },

      search: async (query, limit) => searchIn((await all(prefix)).filter(there), query, limit),

      save: (conversation, changed) =>
        alone(async () => {
          const messages = new Map((await read(conversation.id))?.messages.map((message) => [message.id, message]));
          for (const message of changed) messages.set(message.id, message);
          const ordered = [...messages.values()].toSorted((one, other) => one.createdAt - other.createdAt);
          await write({ conversation, messages: ordered });
        }),

      saveMessage: (message) =>
        alone(async () => {
          const stored = await read(message.conversationId);
          if (stored === undefined) return;
          const messages = stored.messages.map((each) => (each.id === message.id ? message : each));
          await write({ ...stored, messages });
        }),

      delete: (id, now) =>
        changeAll(prefix, (stored) => {
          if ((id !== null && stored.conversation.id !== id) || !there(stored)) return stored;
          return { ...stored, conversation: { ...stored.conversation, deletedAt: now } };
        }),

      async restore(id, at) {
        const last = at ?? Math.max(...(await all(prefix)).map(({ conversation }) => conversation.deletedAt ?? 0));
        await changeAll(prefix, (stored) => {
          const { deletedAt, ...conversation } = stored.conversation;
          const asked = id === null ? deletedAt === last : conversation.id === id;
          return asked && deletedAt !== undefined ? { ...stored, conversation } : stored;
        });
      },

      bin: async (since, limit) =>
        binPage(
          (await all(prefix)).flatMap((stored) => binItems(stored, since)),
          limit,
        ),

      async count(since) {
        const stored = await all(prefix);
        return {
          conversations: stored.filter(there).length,
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

  return {
    ...within(""),
    within,
    forget(prefix) {
      forgotten.push(prefix);
      return alone(async () => {
        for (const id of untaken.keys()) if (id.startsWith(prefix)) untaken.delete(id);
        for (const key of await memory.keys()) {
          if ([CONVERSATION, DRAFT].some((kind) => key.startsWith(kind + prefix))) await memory.delete(key);
        }
      });
    },
  };
}

function searchIn(all: readonly StoredConversation[], query: string, limit: number): Found {
  const terms = queryTerms(query);
  const fits = (text: string) => terms.length > 0 && terms.every((term) => fold(text).includes(term));
  const found = all.map(({ conversation, messages }) => {
    const gone = deletedIn(messages);
    const texts = messages
      .filter(({ id }) => !gone.has(id))
      .map(({ id, text }) => ({ conversation, messageId: id, text }));
    return [{ conversation, messageId: null, text: conversation.title }, ...texts].filter(({ text }) => fits(text));
  });
  const { places, more } = limitHits(found, limit);
  const hits = places.map(({ conversation, messageId, text }) => {
    return { conversation, messageId, snippet: snippetOf(text, terms) };
  });
  return { hits, more };
}
