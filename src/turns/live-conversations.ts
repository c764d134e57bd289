import type { Conversation } from "../conversations/conversation.ts";
import type { ConversationStore } from "../conversations/store.ts";
import { createLiveConversation, type LiveConversation } from "./live-conversation.ts";

export interface Hold {
  readonly live: LiveConversation;
  release(): void;
}

export interface LiveConversations {
  /**
   * The conversation as it stands; where there is none, an empty one that is stored with its first question. All who
   * hold it share it; it leaves memory when the last has let go. A store that cannot be read counts as empty.
   */
  hold(conversationId: string): Promise<Hold>;
}

export function createLiveConversations(
  store: Pick<ConversationStore, "open">,
  now: () => number,
  storageFailed: (cause: unknown) => void,
): LiveConversations {
  const entries = new Map<string, { holds: number; loaded: Promise<LiveConversation> }>();

  async function load(id: string): Promise<LiveConversation> {
    const stored = await store.open(id).catch(storageFailed);
    const begun: Conversation = { id, title: "", createdAt: now(), updatedAt: now(), leafId: null };
    return createLiveConversation({
      conversation: stored?.conversation ?? begun,
      messages: new Map(stored?.messages.map((message) => [message.id, message])),
    });
  }

  return {
    async hold(conversationId) {
      const entry = entries.get(conversationId) ?? { holds: 0, loaded: load(conversationId) };
      entries.set(conversationId, entry);
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
