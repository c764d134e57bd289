import type { SessionMemory } from "../providers/provider.ts";
import { isRunning } from "./conversation.ts";
import { branchOf } from "./path.ts";
import { fold, queryTerms } from "./search-text.ts";
import { snippetOf } from "./snippet.ts";
import type { ConversationStore, SearchHit, StoredConversation } from "./store.ts";

/** Session memory that can tell which keys it holds. */
export interface ListedMemory extends SessionMemory {
  keys(): Promise<string[]>;
}

const CONVERSATION = "conversation:";
const DRAFT = "draft:";

/**
 * Keeps conversations in session memory, which is never written to disk: for private windows and temporary chats. They are
 * few and short-lived, so one entry holds a whole conversation.
 */
export function createMemoryStore(memory: ListedMemory): ConversationStore {
  /** An entry is read, changed and written: one change after the other, or the second would undo the first. */
  let changing: Promise<unknown> = Promise.resolve();

  function alone(change: () => Promise<void>): Promise<void> {
    const changed = changing.then(change);
    changing = changed.catch(() => undefined);
    return changed;
  }

  async function read(id: string): Promise<StoredConversation | undefined> {
    return (await memory.get(CONVERSATION + id)) as StoredConversation | undefined;
  }

  async function write(stored: StoredConversation): Promise<void> {
    await memory.set(CONVERSATION + stored.conversation.id, stored);
  }

  async function all(): Promise<StoredConversation[]> {
    const keys = (await memory.keys()).filter((key) => key.startsWith(CONVERSATION));
    const stored = await Promise.all(keys.map((key) => read(key.slice(CONVERSATION.length))));
    return stored
      .filter((entry) => entry !== undefined)
      .toSorted((one, other) => other.conversation.updatedAt - one.conversation.updatedAt);
  }

  function changeAll(change: (stored: StoredConversation) => StoredConversation | undefined): Promise<void> {
    return alone(async () => {
      for (const stored of await all()) {
        const changed = change(stored);
        if (changed === undefined) {
          const { id } = stored.conversation;
          await Promise.all([memory.delete(CONVERSATION + id), memory.delete(DRAFT + id)]);
        } else if (changed !== stored) await write(changed);
      }
    });
  }

  function there({ conversation }: StoredConversation): boolean {
    return conversation.deletedAt === undefined;
  }

  return {
    open: read,
    prepareSearch: async () => undefined,
    changedElsewhere: () => undefined,

    async list(limit) {
      const conversations = (await all()).filter(there).map(({ conversation }) => conversation);
      const pinned = conversations.filter(({ pinnedAt }) => pinnedAt !== undefined);
      const others = conversations.filter(({ pinnedAt }) => pinnedAt === undefined);
      pinned.sort((one, other) => (other.pinnedAt ?? 0) - (one.pinnedAt ?? 0));
      return { conversations: [...pinned, ...others.slice(0, limit)], more: others.length > limit };
    },

    async search(query, limit) {
      const terms = queryTerms(query);
      const fits = (text: string) => terms.length > 0 && terms.every((term) => fold(text).includes(term));
      const hits: SearchHit[] = [];
      for (const { conversation, messages } of (await all()).filter(there)) {
        const hit = (messageId: string | null, text: string) => {
          if (fits(text)) hits.push({ conversation, messageId, snippet: snippetOf(text, terms) });
        };
        hit(null, conversation.title);
        for (const { id, text, deletedAt } of messages) if (deletedAt === undefined) hit(id, text);
      }
      return hits.slice(0, limit);
    },

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
      changeAll((stored) => {
        if ((id !== null && stored.conversation.id !== id) || !there(stored)) return stored;
        return { ...stored, conversation: { ...stored.conversation, deletedAt: now } };
      }),

    restore: (id) =>
      changeAll((stored) => {
        if ((id !== null && stored.conversation.id !== id) || there(stored)) return stored;
        const { deletedAt: _, ...conversation } = stored.conversation;
        return { ...stored, conversation };
      }),

    purge: (before) =>
      changeAll((stored) => {
        const gone = ({ deletedAt }: { deletedAt?: number | undefined }) =>
          deletedAt !== undefined && deletedAt <= before;
        if (gone(stored.conversation)) return undefined;
        const messages = new Map(stored.messages.map((message) => [message.id, message]));
        const roots = stored.messages.filter(gone);
        for (const { id } of roots) for (const removed of branchOf(messages, id)) messages.delete(removed);
        return roots.length === 0 ? stored : { ...stored, messages: [...messages.values()] };
      }),

    interruptRunning: () =>
      changeAll((stored) => {
        if (!stored.messages.some(({ state }) => isRunning(state))) return stored;
        const messages = stored.messages.map((message) => {
          if (!isRunning(message.state)) return message;
          const { inLine: _, ...rest } = message;
          return { ...rest, state: "interrupted" as const };
        });
        return { ...stored, messages };
      }),

    async readDraft(key) {
      const text = await memory.get(DRAFT + key);
      return typeof text === "string" ? text : "";
    },

    saveDraft: (key, text) => (text === "" ? memory.delete(DRAFT + key) : memory.set(DRAFT + key, text)),
  };
}
