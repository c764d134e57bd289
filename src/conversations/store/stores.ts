import type { MemoryStore } from "./memory-store.ts";
import type { FallbackStore } from "./fallback-store.ts";
import type { ConversationStore } from "./store.ts";
import { isTemporary } from "../temporary.ts";

/** The two stores in which conversations are kept. */
export interface Stores {
  /** Finds the store of each conversation by its id. Lists and searches are of one store, so use `of` for them. */
  readonly anyStore: Pick<FallbackStore, "open" | "unsaved" | "save" | "saveMessage">;
  readonly persistent: FallbackStore;
  readonly temporary: MemoryStore;
  /** Returns the store of a conversation, or of a key that begins with its id. */
  of(id: string): ConversationStore;
}

/** Joins the two stores. The id of a conversation says which one keeps it. */
export function createStores(persistent: FallbackStore, temporary: MemoryStore): Stores {
  const of = (id: string) => (isTemporary(id) ? temporary : persistent);
  return {
    persistent,
    temporary,
    of,
    anyStore: {
      open: (id) => of(id).open(id),
      unsaved: async (id) => (isTemporary(id) ? undefined : persistent.unsaved(id)),
      save: (conversation, messages) => of(conversation.id).save(conversation, messages),
      saveMessage: (message) => of(message.conversationId).saveMessage(message),
    },
  };
}
