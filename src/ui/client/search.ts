import { type ReadonlySignal, signal, type Signal } from "@preact/signals";
import type { Command } from "../../port/commands.ts";
import type { Event } from "../../port/events.ts";
import type { ShownConversation } from "./conversation-state.ts";

export type SearchResult = Extract<Event, { type: "found" }>;

/** A pause in typing after which is searched, in ms: not felt, and most words are typed as a whole within it. */
export const SEARCH_AFTER_MS = 120;

export interface Finding {
  /** What was found for the newest query that has an answer. */
  readonly found: ReadonlySignal<SearchResult | undefined>;
  /** The message that the person wants to see, until it has been scrolled to. */
  readonly sought: Signal<string | undefined>;
  search(query: string): void;
  take(result: SearchResult): void;
  /** Leads the person to a message of the shown conversation. */
  seek(messageId: string | undefined): void;
  /** Turns to the version of the conversation in which the sought message stands, once it is known. */
  turnToVersion(): void;
}

/** The search through all conversations, and the way to what it found. */
export function createFinding(
  send: (command: Command) => void,
  conversationId: ReadonlySignal<string>,
  shown: ShownConversation,
): Finding {
  const found = signal<SearchResult | undefined>();
  const sought = signal<string | undefined>();
  let newest = "";
  let timer: ReturnType<typeof setTimeout> | undefined;

  function turnToVersion(): void {
    const messageId = sought.value;
    if (messageId === undefined || shown.message(messageId) === undefined) return;
    if (shown.path.value.includes(messageId)) return;
    send({ type: "edit", conversationId: conversationId.value, edit: { type: "select", messageId } });
  }

  return {
    found,
    sought,
    turnToVersion,
    search(query) {
      newest = query;
      clearTimeout(timer);
      timer = setTimeout(() => send({ type: "search", query }), SEARCH_AFTER_MS);
    },
    take(result) {
      if (result.query === newest) found.value = result;
    },
    seek(messageId) {
      sought.value = messageId;
      turnToVersion();
    },
  };
}
