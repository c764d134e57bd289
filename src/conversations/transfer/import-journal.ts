import type { IDBPObjectStore, StoreNames } from "idb";
import type { Conversation } from "../conversation.ts";
import { inBatches } from "../store/batches.ts";
import type { Database, SidenoteSchema } from "../store/database.ts";
import { IMPORT, type ImportJournal, type ShownByImport } from "../store/import-row.ts";
import { messagesOf } from "../store/indexed-bin.ts";

type WritableConversations = IDBPObjectStore<
  SidenoteSchema,
  StoreNames<SidenoteSchema>[],
  "conversations",
  "readwrite"
>;

/**
 * Writes the journal in place of an earlier one.
 * @throws DOMException if the database refuses; so do all functions here
 */
export async function writeJournal(database: Database, journal: ImportJournal): Promise<void> {
  const transaction = database.transaction(["imports"], "readwrite");
  await Promise.all([transaction.objectStore("imports").put(journal), transaction.done]);
}

async function endJournal(database: Database): Promise<void> {
  const transaction = database.transaction(["imports"], "readwrite");
  await Promise.all([transaction.objectStore("imports").delete(IMPORT), transaction.done]);
}

/**
 * Undoes or finishes an import that was killed. No other import may run meanwhile.
 * @returns whether there was one
 */
export async function endKilledImport(database: Database): Promise<boolean> {
  const journal = await database.transaction("imports").objectStore("imports").get(IMPORT);
  switch (journal?.state) {
    case undefined:
      return false;
    case "adding":
      await undoImport(database, journal.conversationIds);
      return true;
    case "showing":
      await showImported(database, journal.shown);
      return true;
    default:
      return journal satisfies never;
  }
}

/** Removes these conversations and the journal. */
export async function undoImport(database: Database, conversationIds: readonly string[]): Promise<void> {
  const names: ["conversations", "texts", "drafts"] = ["conversations", "texts", "drafts"];
  for (const id of conversationIds) {
    const keys = await database.transaction("messages").store.index("by-conversation").getAllKeys(messagesOf(id));
    await inBatches(keys, async (some) => {
      const transaction = database.transaction(["messages"], "readwrite");
      await Promise.all([...some.map((key) => transaction.objectStore("messages").delete(key)), transaction.done]);
    });
  }
  await inBatches(conversationIds, async (ids) => {
    const transaction = database.transaction(names, "readwrite");
    const deleting = ids.flatMap((id) => names.map((name) => transaction.objectStore(name).delete(id)));
    await Promise.all([...deleting, transaction.done]);
  });
  await endJournal(database);
}

/**
 * Adds the rows of conversations whose messages are there, which makes them visible, and removes the journal.
 * Conversations that are visible already stay as they are.
 */
export async function showImported(
  database: Database,
  { conversations, restored, drafts }: ShownByImport,
): Promise<void> {
  await inBatches(conversations, async (some) => {
    const transaction = database.transaction(["conversations"], "readwrite");
    await Promise.all([
      ...some.map((conversation) => addMissing(transaction.objectStore("conversations"), conversation)),
      transaction.done,
    ]);
  });
  await inBatches(restored, async (ids) => {
    const transaction = database.transaction(["conversations"], "readwrite");
    await Promise.all([...ids.map((id) => restore(transaction.objectStore("conversations"), id)), transaction.done]);
  });
  await inBatches(drafts, async (some) => {
    const transaction = database.transaction(["drafts"], "readwrite");
    await Promise.all([...some.map((draft) => transaction.objectStore("drafts").put(draft)), transaction.done]);
  });
  await endJournal(database);
}

async function addMissing(store: WritableConversations, conversation: Conversation): Promise<void> {
  if ((await store.getKey(conversation.id)) === undefined) await store.add(conversation);
}

async function restore(store: WritableConversations, id: string): Promise<void> {
  const stored = await store.get(id);
  if (stored === undefined) throw new Error("What was deleted has been purged meanwhile");
  const { deletedAt: _, ...restored } = stored;
  await store.put(restored);
}
