import type { BinPage } from "../bin.ts";
import { type Conversation, interrupt, type StoredConversation } from "../conversation.ts";
import type { ListedMemory } from "./listed-memory.ts";
import { type OverflowEvents, withOverflow } from "./overflow-memory.ts";
import { createFallbackDrafts } from "./fallback-drafts.ts";
import type { ConversationPage, ConversationStore } from "./store.ts";
import {
  binWithUnsaved,
  rebase,
  expiredRows,
  merge,
  purge,
  type Unsaved,
  withUnsaved,
  withUnsavedOnes,
} from "./pending-writes.ts";

/** A store that takes everything, even if its disk does not. */
export interface FallbackStore extends ConversationStore {
  /** Returns what waits to be written of a conversation. If `open` rejects, nothing else is known of it. */
  unsaved(id: string): Promise<StoredConversation | undefined>;
}

/** The keys of rows that could not be written begin with this. */
export const UNSAVED = "unsaved:";

/** Reads what waits to be written, by the conversation's id. */
export async function readUnsaved(spare: ListedMemory): Promise<Map<string, Unsaved>> {
  const unsaved = new Map<string, Unsaved>();
  for (const key of await spare.keys()) {
    if (!key.startsWith(UNSAVED)) continue;
    const rows = (await spare.get(key)) as Unsaved | undefined;
    if (rows !== undefined) unsaved.set(key.slice(UNSAVED.length), rows);
  }
  return unsaved;
}

/**
 * Writes to `disk`. If that fails, buffers the rows in `spare`, which outlives the background, and writes them with the
 * next save of any conversation that succeeds. Saving never rejects: `failed` gets the cause. Re-reads a row that
 * failed to load before it writes it, and never overwrites it with newer data from memory.
 */
export function createFallbackStore(
  disk: ConversationStore,
  storage: ListedMemory,
  failed: (cause: unknown) => void,
  events: Pick<OverflowEvents, "stayAwake"> = {},
): FallbackStore {
  const spare = withOverflow(storage, events);
  const unsaved = new Map<string, Unsaved>();
  const unread = new Set<string>();
  /** The ids of conversations that no longer wait and could not be removed from `spare`. */
  const undeleted = new Set<string>();
  /** Runs one task after the other for each conversation. */
  const tasks = new Map<string, Promise<unknown>>();
  const loaded = load().catch(failed);

  async function load(): Promise<void> {
    for (const [id, rows] of await readUnsaved(spare)) unsaved.set(id, rows);
  }

  function alone<Result>(id: string, task: () => Promise<Result>): Promise<Result> {
    const done = (tasks.get(id) ?? loaded).then(task);
    const over = done.catch(() => undefined);
    tasks.set(id, over);
    void over.then(() => tasks.get(id) === over && tasks.delete(id));
    return done;
  }

  async function keep(id: string, rows: Unsaved | undefined): Promise<void> {
    if (rows === undefined) unsaved.delete(id);
    else unsaved.set(id, rows);
    try {
      await (rows === undefined ? spare.delete(UNSAVED + id) : spare.set(UNSAVED + id, rows));
      undeleted.delete(id);
    } catch (cause) {
      if (rows === undefined) undeleted.add(id);
      failed(cause);
    }
  }

  /**
   * Replaces older rows that wait by those that are about to be written, because a background can be killed before it
   * removes them.
   */
  async function renew(id: string, rows: Unsaved): Promise<void> {
    if (!unsaved.has(id) && !undeleted.has(id)) return;
    await storage
      .set(UNSAVED + id, rows)
      .catch(() => storage.delete(UNSAVED + id))
      .catch(failed);
  }

  /** Writes rows together with all that waits there. Returns false if they have to wait too. */
  async function write(id: string, rows: Unsaved, tell: boolean): Promise<boolean> {
    const before = unsaved.get(id);
    // Rows without the conversation keep the one that waits, and what was known of it then.
    const all = merge(before, { ...rows, ...(rows.conversation !== undefined && { unread: unread.has(id) }) });
    try {
      await renew(id, all);
      await writeToDisk(id, all);
    } catch (cause) {
      if (tell || before === undefined) failed(cause);
      await keep(id, all);
      return false;
    }
    if (before !== undefined || undeleted.has(id)) await keep(id, undefined);
    return true;
  }

  async function writeToDisk(id: string, { conversation, messages, unread: blind }: Unsaved): Promise<void> {
    if (conversation === undefined) {
      for (const message of messages) await disk.saveMessage(message);
      return;
    }
    const stored = blind ? await disk.open(id) : undefined;
    await disk.save(stored === undefined ? conversation : rebase(stored.conversation, conversation), messages);
  }

  /** Writes what waits, until a write fails. */
  async function flush(): Promise<void> {
    for (const id of unsaved.keys()) {
      const written = await alone(id, async () => unsaved.has(id) && write(id, { messages: [] }, false));
      if (!written) return;
    }
  }

  async function save(id: string, rows: Unsaved, tell: boolean): Promise<void> {
    if (await alone(id, () => write(id, rows, tell))) void flush();
  }

  /** Changes what waits. `change` returns undefined for rows that need not be written any more. */
  async function changeUnsaved(change: (rows: Unsaved, id: string) => Unsaved | undefined): Promise<void> {
    await loaded;
    await Promise.all(tasks.values());
    for (const [id, rows] of unsaved) {
      const changed = change(rows, id);
      if (changed !== rows) await keep(id, changed);
    }
  }

  function changeConversations(id: string | null, change: (conversation: Conversation) => Conversation): Promise<void> {
    return changeUnsaved((rows, rowsId) => {
      if (rows.conversation === undefined || (id !== null && id !== rowsId)) return rows;
      return { ...rows, conversation: change(rows.conversation) };
    });
  }

  return {
    open: (id) =>
      alone(id, async () => {
        unread.add(id);
        const stored = await disk.open(id);
        unread.delete(id);
        return withUnsaved(stored, unsaved.get(id));
      }),

    async unsaved(id) {
      await loaded;
      return withUnsaved(undefined, unsaved.get(id));
    },

    async list(limit) {
      const page = await disk.list(limit).catch((cause): ConversationPage => {
        failed(cause);
        return { conversations: [], more: false };
      });
      await loaded;
      return unsaved.size === 0 ? page : withUnsavedOnes(page, unsaved);
    },

    search: (query, limit) =>
      disk.search(query, limit).catch((cause) => {
        failed(cause);
        return { hits: [], more: false };
      }),

    prepareSearch: () => disk.prepareSearch(),
    changedElsewhere: () => disk.changedElsewhere(),
    save: (conversation, messages) => save(conversation.id, { conversation, messages: [...messages] }, true),
    saveMessage: (message) => save(message.conversationId, { messages: [message] }, false),

    async delete(id, now) {
      await changeConversations(id, (conversation) => ({ deletedAt: now, ...conversation }));
      await disk.delete(id, now);
    },

    async restore(id, at) {
      const times = [...unsaved.values()].map(({ conversation }) => conversation?.deletedAt ?? 0);
      const last = at ?? Math.max(...times);
      await changeConversations(id, (conversation) => {
        const { deletedAt, ...restored } = conversation;
        return id === null && deletedAt !== last ? conversation : restored;
      });
      await disk.restore(id, at);
    },

    async bin(since, limit) {
      const page = await disk.bin(since, limit).catch((cause): BinPage => {
        failed(cause);
        return { items: [], more: false };
      });
      await loaded;
      return binWithUnsaved(page, unsaved, since, limit);
    },

    async count(since) {
      const counts = await disk.count(since).catch(failed);
      // What waits is mostly on the disk too. If the disk cannot count, it is all that is known.
      return counts ?? { conversations: unsaved.size, deleted: 0 };
    },

    async expire(id, messageId) {
      await changeUnsaved((rows, rowsId) => (id === null || id === rowsId ? expiredRows(rows, messageId) : rows));
      await disk.expire(id, messageId);
    },

    async purge(before, now = Infinity) {
      await changeUnsaved((rows) => purge(rows, before, now));
      await disk.purge(before, now);
      void flush();
    },

    async interruptRunning() {
      await changeUnsaved((rows) => ({ ...rows, messages: rows.messages.map(interrupt) }));
      await disk.interruptRunning();
      await flush();
    },

    ...createFallbackDrafts(disk, spare, failed),
  };
}
