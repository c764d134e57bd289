import { type ReadonlySignal, signal } from "@preact/signals";
import type { Conversation } from "../../conversations/conversation.ts";
import type { Command } from "../../port/commands.ts";

export interface ConversationPage {
  conversations: readonly Conversation[];
  more: boolean;
}

/** The list of conversations, as long as somebody looks at it. */
export interface Listing {
  /** undefined until they have come. */
  readonly conversations: ReadonlySignal<ConversationPage | undefined>;
  /** Keeps the pinned ones and so many others up to date from now on; null: nobody looks at them any more. */
  list(limit: number | null): void;
  take(page: ConversationPage): void;
  /** It is wanted, and has not come. */
  readonly awaits: boolean;
  /** The commands that a new connection begins with. */
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
