import type { Conversation, StoredConversation } from "../conversations/conversation.ts";
import { soundLeaf } from "../conversations/path.ts";
import type { FallbackStore } from "../conversations/store/fallback-store.ts";
import { rebase } from "../conversations/store/pending-writes.ts";
import { createLiveConversation, type LiveConversation } from "./live-conversation.ts";

/** Keeps a conversation in memory. */
export interface Hold {
  readonly live: LiveConversation;
  /** Must be called at the end; a second call does nothing. */
  release(): void;
}

/** The conversations that are in memory. */
export interface LiveConversations {
  /**
   * Loads the conversation, or shares the one in memory. It leaves memory when its last hold is released. Never
   * rejects.
   *
   * - If none is stored, it is empty, and is stored with its first question.
   * - If it cannot be read, it holds what waits to be written. Each new hold reads again, and adds what is stored.
   */
  hold(conversationId: string): Promise<Hold>;
  /** Returns all that are in memory now. */
  held(): Promise<LiveConversation[]>;
}

interface Entry {
  holds: number;
  loaded: Promise<LiveConversation>;
  /** Whether the last read failed, so that the stored part is missing. */
  unread: boolean;
}

/**
 * Creates the conversations in memory; at first there is none.
 * @param now in ms since 1970
 * @param storageFailed told of each read that fails
 */
export function createLiveConversations(
  store: Pick<FallbackStore, "open" | "unsaved">,
  now: () => number,
  storageFailed: (cause: unknown) => void,
): LiveConversations {
  const entries = new Map<string, Entry>();

  async function read(id: string, entry: Pick<Entry, "unread">): Promise<StoredConversation | undefined> {
    try {
      const stored = await store.open(id);
      entry.unread = false;
      return stored;
    } catch (cause) {
      entry.unread = true;
      storageFailed(cause);
      return store.unsaved(id);
    }
  }

  async function load(id: string, entry: Pick<Entry, "unread">): Promise<LiveConversation> {
    const stored = await read(id, entry);
    const begun: Conversation = { id, title: "", createdAt: now(), updatedAt: now(), leafId: null };
    const messages = new Map(stored?.messages.map((message) => [message.id, message]));
    const { conversation } = stored ?? { conversation: begun };
    return createLiveConversation({
      conversation: { ...conversation, leafId: soundLeaf(messages, conversation.leafId) },
      messages,
    });
  }

  /** Reads again, and adds what could not be read before to what was said since. */
  async function loadAgain(id: string, entry: Entry): Promise<LiveConversation> {
    const live = await entry.loaded;
    const stored = await read(id, entry);
    if (entry.unread || stored === undefined) return live;
    const isNew = live.messages.size === 0;
    for (const message of stored.messages) if (!live.messages.has(message.id)) live.apply({ type: "message", message });
    const { conversation } = live;
    live.apply({
      type: "conversation",
      conversation: isNew ? stored.conversation : rebase(stored.conversation, conversation),
    });
    return live;
  }

  function begin(id: string): Entry {
    const state = { holds: 0, unread: false };
    const entry: Entry = Object.assign(state, { loaded: load(id, state) });
    entries.set(id, entry);
    return entry;
  }

  return {
    held: () => Promise.all(Array.from(entries.values(), ({ loaded }) => loaded)),

    async hold(conversationId) {
      const entry = entries.get(conversationId) ?? begin(conversationId);
      if (entry.unread) entry.loaded = loadAgain(conversationId, entry);
      entry.holds += 1;
      let held = true;
      return {
        live: await entry.loaded,
        release() {
          if (!held) return;
          held = false;
          entry.holds -= 1;
          if (entry.holds === 0) entries.delete(conversationId);
        },
      };
    },
  };
}
