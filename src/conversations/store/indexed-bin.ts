import { editedKey, sourcesKey } from "../draft-keys.ts";
import {
  aheadOf,
  type BinItem,
  binItems,
  type BinPage,
  binPage,
  EXPIRED,
  expiredRow,
  withSoundDeletion,
} from "../bin.ts";
import type { Conversation, Message } from "../conversation.ts";
import { readConversation } from "../rows/conversation-row.ts";
import { readMessage } from "../rows/message-row.ts";
import { readRows } from "../rows/read-rows.ts";
import type { Database, MessageReader } from "./database.ts";
import { deletedIn } from "../path.ts";
import { type SearchText, withoutMessages } from "../search/search-text.ts";
import type { Counts } from "./store.ts";

/** So many conversations are removed in one transaction, because nothing else can be stored meanwhile. */
const PURGED_AT_ONCE = 10;

/**
 * Returns at most `limit` conversations and branches that were deleted after `since` (ms since 1970), the latest first.
 */
export async function readBin(database: Database, since: number, limit: number): Promise<BinPage> {
  const later = IDBKeyRange.lowerBound(since, true);
  const index = database.transaction("conversations").store.index("by-deletion");
  const conversations: Conversation[] = [];
  let cursor = await index.openCursor(later, "prev");
  while (cursor !== null && conversations.length <= limit) {
    conversations.push(cursor.value);
    cursor = await cursor.continue();
  }
  const whole = readRows(conversations, readConversation).flatMap((conversation) =>
    binItems({ conversation, messages: [] }, since),
  );
  return binPage([...whole, ...(await branchItems(database, since))], limit);
}

/** Counts the conversations in the list, and what was deleted after `since` (ms since 1970). */
export async function countBin(database: Database, since: number): Promise<Counts> {
  const index = database.transaction("conversations").store.index("by-deletion");
  const [all, deleted, inBin, branches] = await Promise.all([
    index.objectStore.count(),
    index.count(),
    index.count(IDBKeyRange.lowerBound(since, true)),
    branchItems(database, since),
  ]);
  return { conversations: all - deleted, deleted: inBin + branches.length };
}

/** Returns the deleted branches of conversations that are still there. */
async function branchItems(database: Database, since: number): Promise<BinItem[]> {
  const transaction = database.transaction(["conversations", "messages"]);
  const messages = transaction.objectStore("messages");
  const byConversation = new Map<string, Message[]>();
  const deletedMessages = await messages.index("by-deletion").getAll(IDBKeyRange.lowerBound(since, true));
  for (const message of readRows(deletedMessages, readMessage)) {
    byConversation.set(message.conversationId, [...(byConversation.get(message.conversationId) ?? []), message]);
  }
  const items = await Promise.all(
    Array.from(byConversation, async ([id, deleted]) => {
      const conversation = readConversation(await transaction.objectStore("conversations").get(id));
      if (conversation === undefined || conversation.deletedAt !== undefined) return [];
      // A single deleted message follows no other one, and mostly there is a single one.
      const all = deleted.length === 1 ? deleted : await messages.index("by-conversation").getAll(messagesOf(id));
      return binItems({ conversation, messages: readRows(all, readMessage) }, since);
    }),
  );
  return items.flat();
}

/**
 * Dates deletions back, so that the next purge removes what they deleted: of the conversation `id` (null: of all), or
 * of its branch that begins with `messageId` alone.
 */
export async function expireBin(database: Database, id: string | null, messageId: string | undefined): Promise<void> {
  const transaction = database.transaction(["conversations", "messages"], "readwrite");
  const conversations = transaction.objectStore("conversations");
  const messages = transaction.objectStore("messages");
  const kept = IDBKeyRange.lowerBound(EXPIRED, true);
  const whole = messageId === undefined ? await conversations.index("by-deletion").getAll(kept) : [];
  const branches = await messages.index("by-deletion").getAll(kept);
  await Promise.all([
    ...whole
      .filter((conversation) => id === null || conversation.id === id)
      .map((conversation) => conversations.put(expiredRow(conversation))),
    ...branches
      .filter((message) => id === null || message.conversationId === id)
      .filter((message) => messageId === undefined || message.id === messageId)
      .map((message) => messages.put(expiredRow(message))),
    transaction.done,
  ]);
}

/**
 * Removes for good what was deleted up to `before` (ms since 1970). Tells `written` which rows of the search have
 * changed, and of which conversations they are gone.
 */
export async function purgeBin(
  database: Database,
  before: number,
  now: number,
  written: (rows: readonly SearchText[], removed: readonly string[]) => void,
): Promise<void> {
  await setClockRight(database, now);
  const due = IDBKeyRange.upperBound(before);
  // These reads need no transaction that writes, so nothing waits for them. Mostly there is nothing to remove.
  const conversations = await database.getAllKeysFromIndex("conversations", "by-deletion", due);
  for (let first = 0; first < conversations.length; first += PURGED_AT_ONCE) {
    await purgeConversations(database, conversations.slice(first, first + PURGED_AT_ONCE), due, written);
  }
  if ((await database.countFromIndex("messages", "by-deletion", due)) > 0) await purgeBranches(database, due, written);
}

async function purgeConversations(
  database: Database,
  ids: readonly string[],
  due: IDBKeyRange,
  written: (rows: readonly SearchText[], removed: readonly string[]) => void,
): Promise<void> {
  const transaction = database.transaction(["conversations", "messages", "texts", "drafts"], "readwrite");
  const conversations = transaction.objectStore("conversations");
  const messages = transaction.objectStore("messages");
  const removed: string[] = [];
  const writes: Promise<void>[] = [];
  for (const id of ids) {
    // The conversation can have been restored since the keys were read.
    const { deletedAt } = (await conversations.get(id)) ?? {};
    if (deletedAt === undefined || !due.includes(deletedAt)) continue;
    const messageIds = await messages.index("by-conversation").getAllKeys(messagesOf(id));
    writes.push(
      ...messageIds.map((key) => messages.delete(key)),
      conversations.delete(id),
      transaction.objectStore("texts").delete(id),
      ...[id, sourcesKey(id), editedKey(id)].map((key) => transaction.objectStore("drafts").delete(key)),
    );
    removed.push(id);
  }
  await Promise.all([...writes, transaction.done]);
  written([], removed);
}

async function purgeBranches(
  database: Database,
  due: IDBKeyRange,
  written: (rows: readonly SearchText[], removed: readonly string[]) => void,
): Promise<void> {
  const transaction = database.transaction(["messages", "texts"], "readwrite");
  const messages = transaction.objectStore("messages");
  const texts = transaction.objectStore("texts");
  const rows: SearchText[] = [];
  const writes: Promise<unknown>[] = [];
  for (const [id, branch] of await deletedBranches(messages, { times: due })) {
    writes.push(...Array.from(branch, (messageId) => messages.delete(messageId)));
    const before = await texts.get(id);
    if (before === undefined) continue;
    const row = withoutMessages(before, branch);
    rows.push(row);
    writes.push(texts.put(row));
  }
  await Promise.all([...writes, transaction.done]);
  written(rows, []);
}

/** Counts what was deleted while the clock ran ahead as deleted now. */
async function setClockRight(database: Database, now: number): Promise<void> {
  if (now === Infinity) return;
  const ahead = IDBKeyRange.lowerBound(aheadOf(now), true);
  for (const name of ["conversations", "messages"] as const) {
    if ((await database.countFromIndex(name, "by-deletion", ahead)) === 0) continue;
    const { store, done } = database.transaction(name, "readwrite");
    const rows: (Conversation | Message)[] = await store.index("by-deletion").getAll(ahead);
    await Promise.all([...rows.map((row) => store.put(withSoundDeletion(row, now) as Conversation & Message)), done]);
  }
}

/**
 * Returns by conversation the messages that were deleted within `times`, with all that follows them. `times` defaults
 * to always, `among` to all conversations.
 */
export async function deletedBranches(
  messages: MessageReader,
  { times, among }: { times?: IDBKeyRange; among?: ReadonlySet<string> },
): Promise<Map<string, Set<string>>> {
  const branches = new Map<string, Set<string>>();
  for (const { conversationId } of await messages.index("by-deletion").getAll(times)) {
    if (branches.has(conversationId) || among?.has(conversationId) === false) continue;
    const all = await messages.index("by-conversation").getAll(messagesOf(conversationId));
    branches.set(
      conversationId,
      deletedIn(all, (at) => times === undefined || times.includes(at)),
    );
  }
  return branches;
}

/**
 * Returns the range of all messages of one conversation. In IndexedDB's order of keys, an array sorts after every
 * number.
 */
export function messagesOf(conversationId: string): IDBKeyRange {
  return IDBKeyRange.bound([conversationId], [conversationId, []]);
}
