import { type ReadonlySignal, signal, type Signal } from "@preact/signals";
import type { Command } from "../../port/commands.ts";
import type { Event } from "../../port/events.ts";
import type { ShownConversation } from "./conversation-state.ts";

export type SearchResult = Extract<Event, { type: "found" }>;

/** A pause in typing after which is searched, in ms: not felt, and most words are typed as a whole within it. */
export const SEARCH_AFTER_MS = 120;

export interface Search {
  /** What was found for the newest query that has an answer. */
  readonly found: ReadonlySignal<SearchResult | undefined>;
  /** The message that the person wants to see, until it has been scrolled to. */
  readonly scrollTarget: Signal<string | undefined>;
  search(query: string): void;
  take(result: SearchResult): void;
  /** Leads the person to a message of the shown conversation. */
  seek(messageId: string | undefined): void;
  /** Turns to the version of the conversation in which the scroll target stands, once it is known. */
  revealTarget(): void;
}

/** The search through all conversations, and the way to what it found. */
export function createSearch(
  send: (command: Command) => void,
  conversationId: ReadonlySignal<string>,
  shown: ShownConversation,
): Search {
  const found = signal<SearchResult | undefined>();
  const scrollTarget = signal<string | undefined>();
  let newest = "";
  let timer: ReturnType<typeof setTimeout> | undefined;

  function revealTarget(): void {
    const messageId = scrollTarget.value;
    if (messageId === undefined || shown.message(messageId) === undefined) return;
    if (shown.path.value.includes(messageId)) return;
    send({ type: "edit", conversationId: conversationId.value, edit: { type: "select", messageId } });
  }

  return {
    found,
    scrollTarget,
    revealTarget,
    search(query) {
      newest = query;
      clearTimeout(timer);
      timer = setTimeout(() => send({ type: "search", query }), SEARCH_AFTER_MS);
    },
    take(result) {
      if (result.query === newest) found.value = result;
    },
    seek(messageId) {
      scrollTarget.value = messageId;
      revealTarget();
    },
  };
}
