import { type ReadonlySignal, signal } from "@preact/signals";
import type { Conversation } from "../../conversations/conversation.ts";
import type { Command } from "../../port/commands.ts";

export interface ConversationPage {
  conversations: readonly Conversation[];
  more: boolean;
}

/** The list of conversations, as long as somebody looks at it. */
export interface Listing {
  /** undefined until they have arrived. */
  readonly conversations: ReadonlySignal<ConversationPage | undefined>;
  /** Watches the pinned conversations and `limit` others. null: stops watching. */
  list(limit: number | null): void;
  take(page: ConversationPage): void;
  /** Whether the list is wanted and has not arrived. */
  readonly awaits: boolean;
  /** Returns the first commands of a new connection. */
  greet(): Command[];
}

export function createListing(send: (command: Command) => void): Listing {
  const conversations = signal<ConversationPage | undefined>();
  let wanted: number | null = null;
  return {
    conversations,
    list(limit) {
      wanted = limit;
      send({ type: "list", limit });
    },
    take: (page) => (conversations.value = page),
    get awaits() {
      return wanted !== null && conversations.value === undefined;
    },
    greet: () => (wanted === null ? [] : [{ type: "list", limit: wanted, resumed: true }]),
  };
}
