import type { BinPage } from "../bin.ts";
import type { Conversation, Message, StoredConversation } from "../conversation.ts";
import type { Snippet } from "../search/snippet.ts";

/** Part of the list of conversations: the pinned ones, then the others, the latest first. */
export interface ConversationPage {
  conversations: Conversation[];
  /** There are more than were asked for. */
  more: boolean;
}

/** A place where something was found. */
export interface SearchHit {
  conversation: Conversation;
  /** null: the title. */
  messageId: string | null;
  snippet: Snippet;
}

/** What a search gives. */
export interface Found {
  hits: SearchHit[];
  /** There are more places than these. */
  more: boolean;
}

/** How many there are. */
export interface Counts {
  /** In the list. */
  conversations: number;
  /** In the bin. */
  deleted: number;
}

/** Where conversations are kept. What is deleted is marked, and can be taken back until it is purged. */
export interface ConversationStore {
  /** One conversation with all its messages, oldest first; undefined where there is none (any more). */
  open(id: string): Promise<StoredConversation | undefined>;
  /** The pinned conversations and at most `limit` of the others, without deleted ones. */
  list(limit: number): Promise<ConversationPage>;
  /**
   * At most `limit` hits, those of the latest conversations first, and few of each: its title, then its messages, oldest
   * first. All words of the query must stand in one message.
   */
  search(query: string, limit: number): Promise<Found>;
  /** Makes the next search fast: called where a person may be about to search. */
  prepareSearch(): Promise<void>;
  /** Somebody else has written to what this store keeps. */
  changedElsewhere(): void;
  /** Writes a conversation and those of its messages that changed, all or none. */
  save(conversation: Conversation, messages: readonly Message[]): Promise<void>;
  /** Writes one message again, unless it has been purged meanwhile. */
  saveMessage(message: Message): Promise<void>;
  /** Marks a conversation, or all (null), as deleted at `now` (ms since 1970). */
  delete(id: string | null, now: number): Promise<void>;
  /**
   * Takes back the deletion of a conversation, or (null) of all that were deleted at `at` (ms since 1970; default: the last
   * time), where they are not purged.
   */
  restore(id: string | null, at?: number): Promise<void>;
  /** At most `limit` conversations and branches that were deleted after `since` (ms since 1970), the latest first. */
  bin(since: number, limit: number): Promise<BinPage>;
  /** How many there are, in the bin those deleted after `since`. */
  count(since: number): Promise<Counts>;
  /**
   * Gives up a deleted conversation, or a branch of one that begins with `messageId`, or (null) all that is deleted: the
   * next purge removes it. What is not deleted stays.
   */
  expire(id: string | null, messageId?: string): Promise<void>;
  /**
   * Removes for good what was deleted up to `before` (ms since 1970): conversations, and branches of messages. What is said
   * to be deleted long after `now` counts as deleted now: the clock ran ahead when it was.
   */
  purge(before: number, now?: number): Promise<void>;
  /** Messages that were running when the background ended become `interrupted`. */
  interruptRunning(): Promise<void>;
  /** What was typed and not sent, under a key of the caller's; "" for nothing. */
  readDraft(key: string): Promise<string>;
  saveDraft(key: string, text: string): Promise<void>;
}
