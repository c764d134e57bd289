import { binItems, type BinPage, binPage, expiredRow, withSoundDeletion } from "../bin.ts";
import type { Conversation, Message, StoredConversation } from "../conversation.ts";
import { deletedIn } from "../path.ts";
import type { ConversationPage } from "./store.ts";

/** Rows of one conversation that could not be written. */
export interface Unsaved {
  conversation?: Conversation;
  messages: Message[];
  /** Set if nobody knows what the disk holds, so that title, pin and age here say nothing. */
  unread?: boolean;
}

/** Puts the later rows over the earlier ones. */
export function merge(before: Unsaved = { messages: [] }, { messages, ...rows }: Unsaved): Unsaved {
  const byId = new Map([...before.messages, ...messages].map((message) => [message.id, message]));
  return { ...before, ...rows, messages: [...byId.values()] };
}

/**
 * Puts what happened while a stored conversation could not be read over the stored one. What was said is new, and all
 * else stays.
 */
export function rebase(stored: Conversation, { title, updatedAt, leafId, queue }: Conversation): Conversation {
  return { ...stored, title: stored.title || title, updatedAt, leafId, ...(queue !== undefined && { queue }) };
}

/** Returns what is stored, with what waits to be written put over it. */
export function withUnsaved(
  stored: StoredConversation | undefined,
  rows: Unsaved | undefined,
): StoredConversation | undefined {
  if (rows === undefined) return stored;
  const { conversation = stored?.conversation, messages, unread } = rows;
  if (conversation === undefined) return undefined;
  const all = merge({ messages: stored?.messages ?? [] }, { messages }).messages;
  return {
    conversation: unread && stored !== undefined ? rebase(stored.conversation, conversation) : conversation,
    messages: all.toSorted((one, other) => one.createdAt - other.createdAt),
  };
}

/** Returns the list, with the conversations that wait to be written. */
export function withUnsavedOnes(page: ConversationPage, unsaved: ReadonlyMap<string, Unsaved>): ConversationPage {
  const byId = new Map(page.conversations.map((conversation) => [conversation.id, conversation]));
  for (const { conversation, unread } of unsaved.values()) {
    if (conversation === undefined || (unread && byId.has(conversation.id))) continue;
    if (conversation.deletedAt === undefined) byId.set(conversation.id, conversation);
    else byId.delete(conversation.id);
  }
  const conversations = [...byId.values()].toSorted(
    (one, other) => (other.pinnedAt ?? 0) - (one.pinnedAt ?? 0) || other.updatedAt - one.updatedAt,
  );
  return { ...page, conversations };
}

/** Returns the bin, with the whole conversations that wait to be written. */
export function binWithUnsaved(
  page: BinPage,
  unsaved: ReadonlyMap<string, Unsaved>,
  since: number,
  limit: number,
): BinPage {
  const waiting = [...unsaved.values()].flatMap(({ conversation }) =>
    conversation === undefined ? [] : binItems({ conversation, messages: [] }, since),
  );
  if (unsaved.size === 0) return page;
  const isThere = (id: string) => unsaved.get(id)?.conversation !== undefined;
  const items = page.items.filter(({ conversationId, branch }) => branch !== null || !isThere(conversationId));
  const merged = binPage([...items, ...waiting], limit);
  return { items: merged.items, more: page.more || merged.more };
}

/**
 * Marks deleted rows so that the next purge removes them: all of them, or the branch that begins with `messageId`
 * alone.
 */
export function expiredRows(rows: Unsaved, messageId?: string): Unsaved {
  return {
    ...rows,
    ...(rows.conversation !== undefined && messageId === undefined && { conversation: expiredRow(rows.conversation) }),
    messages: rows.messages.map((message) =>
      messageId === undefined || message.id === messageId ? expiredRow(message) : message,
    ),
  };
}

/**
 * Returns the rows that are left to write when all that was deleted up to `before` is gone. Returns undefined if none
 * are left.
 */
export function purge(rows: Unsaved, before: number, now: number): Unsaved | undefined {
  const conversation = rows.conversation && withSoundDeletion(rows.conversation, now);
  if ((conversation?.deletedAt ?? Infinity) <= before) return undefined;
  const messages = rows.messages.map((message) => withSoundDeletion(message, now));
  const gone = deletedIn(messages, (at) => at <= before);
  const isSame = conversation === rows.conversation && messages.every((row, index) => row === rows.messages[index]);
  if (gone.size === 0 && isSame) return rows;
  return {
    ...rows,
    ...(conversation !== undefined && { conversation }),
    messages: messages.filter(({ id }) => !gone.has(id)),
  };
}
