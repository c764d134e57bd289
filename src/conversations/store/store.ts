import type { BinPage } from "../bin.ts";
import type { Conversation, Message, StoredConversation } from "../conversation.ts";
import type { Snippet } from "../search/snippet.ts";

/** Holds a part of the list of conversations: the pinned ones, then the others, the latest first. */
export interface ConversationPage {
  conversations: Conversation[];
  /** Whether there are more than were asked for. */
  more: boolean;
}

/** A place where something was found. */
export interface SearchHit {
  conversation: Conversation;
  /** null means that the title was found. */
  messageId: string | null;
  snippet: Snippet;
}

/** What a search returns. */
export interface Found {
  hits: SearchHit[];
  /** Whether there are more places than these. */
  more: boolean;
}

/** How many conversations and deleted things there are. */
export interface Counts {
  /** How many conversations the list holds. */
  conversations: number;
  /** How many things the bin holds. */
  deleted: number;
}

/** Keeps conversations. A deletion marks them, and can be taken back until they are purged. */
export interface ConversationStore {
  /**
   * Returns one conversation with all its messages, oldest first. Returns undefined if there is none, or none any more.
   */
  open(id: string): Promise<StoredConversation | undefined>;
  /** Returns the pinned conversations and at most `limit` of the others, without deleted ones. */
  list(limit: number): Promise<ConversationPage>;
  /**
   * Returns at most `limit` hits. Those of the latest conversations come first, and few of each: its title, then its
   * messages, oldest first. All words of the query must stand in one message.
   */
  search(query: string, limit: number): Promise<Found>;
  /** Makes the next search fast. Call it when a person may be about to search. */
  prepareSearch(): Promise<void>;
  /** Call it when somebody else has written to what this store keeps. */
  changedElsewhere(): void;
  /** Writes a conversation and those of its messages that changed, all or none. */
  save(conversation: Conversation, messages: readonly Message[]): Promise<void>;
  /** Writes one message again, unless it has been purged meanwhile. */
  saveMessage(message: Message): Promise<void>;
  /** Marks a conversation as deleted at `now` (ms since 1970); null marks all. */
  delete(id: string | null, now: number): Promise<void>;
  /**
   * Takes back the deletion of a conversation, unless it is purged. null takes back all that were deleted at `at` (ms
   * since 1970), by default the last time that something was deleted.
   */
  restore(id: string | null, at?: number): Promise<void>;
  /**
   * Returns at most `limit` conversations and branches that were deleted after `since` (ms since 1970), the latest
   * first.
   */
  bin(since: number, limit: number): Promise<BinPage>;
  /** Counts conversations. In the bin, counts what was deleted after `since` (ms since 1970). */
  count(since: number): Promise<Counts>;
  /**
   * Gives up a deleted conversation, or a branch of one that begins with `messageId`; null gives up all that is
   * deleted. The next purge removes it. What is not deleted stays.
   */
  expire(id: string | null, messageId?: string): Promise<void>;
  /**
   * Removes for good the conversations and branches that were deleted up to `before` (ms since 1970). A deletion that
   * is dated long after `now` counts as one of now, because the clock ran ahead then. `now` defaults to Infinity, which
   * trusts all dates.
   */
  purge(before: number, now?: number): Promise<void>;
  /** Marks the messages that were running when the background ended as `interrupted`. */
  interruptRunning(): Promise<void>;
  /** Returns what was typed and not sent, under a key that the caller chooses. Returns "" if there is nothing. */
  readDraft(key: string): Promise<string>;
  saveDraft(key: string, text: string): Promise<void>;
}
