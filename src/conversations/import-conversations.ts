import type { IDBPObjectStore, StoreNames } from "idb";
import type { Database, SidenoteSchema } from "./database.ts";
import type { ImportProblem } from "./read-import.ts";
import { emptyText, type SearchText, TITLE, withTexts } from "./search-text.ts";
import type { StoredConversation } from "./store.ts";

/** What an import would add. */
export interface ImportPlan {
  /** Those that are not here yet. */
  added: StoredConversation[];
  /** How many are here already, and stay as they are. */
  known: number;
}

export async function planImport(
  database: Database,
  conversations: readonly StoredConversation[],
): Promise<ImportPlan> {
  const [here, deleted] = await Promise.all([
    database.getAllKeys("conversations"),
    database.getAllKeysFromIndex("conversations", "by-deletion"),
  ]);
  // What is deleted goes for good in a few seconds.
  const ids = new Set(here);
  for (const id of deleted) ids.delete(id);
  const added = conversations.filter(({ conversation }) => !ids.has(conversation.id));
  return { added, known: conversations.length - added.length };
}

/**
 * Adds conversations in one transaction: all or none, and nothing that is here is overwritten; what is deleted and can
 * still be taken back is taken back, as it is here. `progress` is told how many conversations have been handed to the browser.
 * Gives the problem, where there was one; then nothing was added.
 */
export async function addConversations(
  database: Database,
  added: readonly StoredConversation[],
  progress: (done: number) => void,
): Promise<ImportProblem | undefined> {
  // Before the transaction: while that is open, no question of the background can be stored.
  let rows: SearchText[];
  try {
    rows = added.map(textOf);
  } catch {
    return "not-stored";
  }
  const transaction = database.transaction(["conversations", "messages", "texts"], "readwrite");
  const conversations = transaction.objectStore("conversations");
  const messages = transaction.objectStore("messages");
  const texts = transaction.objectStore("texts");
  try {
    const deleted = new Set(await conversations.index("by-deletion").getAllKeys());
    for (const [index, stored] of added.entries()) {
      const { conversation } = stored;
      if (deleted.has(conversation.id)) {
        await restore(conversations, conversation.id);
        progress(index + 1);
        continue;
      }
      const row = rows[index] ?? textOf(stored);
      // They become messages under these ids, and would take the place of what is there.
      const queued = await Promise.all((conversation.queue ?? []).map(({ id }) => messages.getKey(id)));
      if (queued.some((id) => id !== undefined)) throw new DOMException("A queued question's id", "ConstraintError");
      await Promise.all([
        conversations.add(conversation),
        ...stored.messages.map((message) => messages.add(message)),
        texts.add(row),
      ]);
      progress(index + 1);
    }
    await transaction.done;
    return undefined;
  } catch (error) {
    try {
      transaction.abort();
    } catch {
      // The browser has ended it by itself already.
    }
    await transaction.done.catch(() => undefined);
    return error instanceof DOMException && error.name === "ConstraintError" ? "collides" : "not-stored";
  }
}

async function restore(
  conversations: IDBPObjectStore<SidenoteSchema, StoreNames<SidenoteSchema>[], "conversations", "readwrite">,
  id: string,
): Promise<void> {
  const stored = await conversations.get(id);
  if (stored === undefined) return;
  const { deletedAt: _, ...restored } = stored;
  await conversations.put(restored);
}

function textOf({ conversation, messages }: StoredConversation): SearchText {
  const texts = messages.map(({ id, text }): [string, string] => [id, text]);
  return withTexts(emptyText(conversation.id), [[TITLE, conversation.title], ...texts]);
}
