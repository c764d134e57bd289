import { type ReadonlySignal, signal, type Signal } from "@preact/signals";
import type { Command } from "../../port/commands.ts";
import type { Event } from "../../port/events.ts";
import type { ShownConversation } from "./conversation-state.ts";

export type SearchResult = Extract<Event, { type: "found" }>;

/** Pause in typing after which the search starts, in ms. Nobody notices it, and most words are complete by then. */
export const SEARCH_AFTER_MS = 120;

export interface Search {
  /** The result of the newest query that has one. */
  readonly found: ReadonlySignal<SearchResult | undefined>;
  /** The message to scroll to, until that has happened. */
  readonly scrollTarget: Signal<string | undefined>;
  search(query: string): void;
  take(result: SearchResult): void;
  /** Scrolls to a message of the shown conversation. */
  seek(messageId: string | undefined): void;
  /** Selects the version of the conversation that holds the scroll target, once it is known. */
  revealTarget(): void;
}

/** The search through all conversations, and the way to its results. */
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
