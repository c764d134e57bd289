import { sourcesKey } from "../draft-keys.ts";
import { inBatches } from "../store/batches.ts";
import type { Message, StoredConversation } from "../conversation.ts";
import type { Database } from "../store/database.ts";
import { IMPORT } from "../store/import-row.ts";
import { showImported, undoImport, writeJournal } from "./import-journal.ts";
import { conversationRow } from "../rows/conversation-row.ts";
import { messageRow } from "../rows/message-row.ts";
import type { ImportedConversation, ImportProblem } from "./read-import.ts";
import { emptyText, type SearchText, TITLE, withTexts } from "../search/search-text.ts";

/** What an import would add. */
export interface ImportPlan {
  /** The conversations that are not here yet. */
  added: ImportedConversation[];
  /** How many conversations are here already. They stay as they are. */
  known: number;
}

/**
 * Finds out which conversations an import would add. Deleted ones count as new. Writes nothing.
 * @throws DOMException if the database cannot be read
 */
export async function planImport(
  database: Database,
  conversations: readonly ImportedConversation[],
): Promise<ImportPlan> {
  const [here, deleted] = await Promise.all([
    database.getAllKeys("conversations"),
    database.getAllKeysFromIndex("conversations", "by-deletion"),
  ]);
  // A deleted conversation is not here for the person, so importing it restores it.
  const ids = new Set(here);
  for (const id of deleted) ids.delete(id);
  const added = conversations.filter(({ conversation }) => !ids.has(conversation.id));
  return { added, known: conversations.length - added.length };
}

/**
 * Adds conversations, all or none. Only one import may run at a time.
 *
 * - Writes in batches, so that questions that are asked meanwhile can be stored.
 * - Writes a journal, so that the next start can undo or finish an import that is killed.
 * - Nobody sees any conversation before all are there.
 * - Overwrites nothing. A conversation that is deleted here is restored as it is here.
 *
 * @param progress told how many conversations have been handed to the browser
 * @returns the problem, if there is one. Then nothing was added
 * @throws DOMException if not even that can be undone; the next start does it
 */
export async function addConversations(
  database: Database,
  added: readonly ImportedConversation[],
  progress: (done: number) => void,
): Promise<ImportProblem | undefined> {
  const begun: string[] = [];
  try {
    const { fresh, restored } = await sortOut(database, added);
    const conversationIds = fresh.map(({ conversation }) => conversation.id);
    await writeJournal(database, { id: IMPORT, state: "adding", conversationIds });
    begun.push(...conversationIds);
    let done = added.length - fresh.length;
    if (done > 0) progress(done);
    await inBatches(fresh.flatMap(rowsOf), async (rows) => {
      const transaction = database.transaction(["messages", "texts"], "readwrite");
      const adding = rows.map(({ message, stored }) => {
        if (message !== undefined) return transaction.objectStore("messages").add(messageRow(message));
        return transaction.objectStore("texts").add(textOf(stored));
      });
      await Promise.all([...adding, transaction.done]);
      for (const { message } of rows) if (message === undefined) progress((done += 1));
    });
    const shown = {
      conversations: fresh.map(({ conversation }) => conversationRow(conversation)),
      restored,
      drafts: fresh.flatMap(draftsOf),
    };
    await writeJournal(database, { id: IMPORT, state: "showing", shown });
    await showImported(database, shown);
    return undefined;
  } catch (error) {
    await undoImport(database, begun);
    return error instanceof DOMException && error.name === "ConstraintError" ? "collides" : "not-stored";
  }
}

/** Returns the rows of what is typed and not sent in a conversation. */
function draftsOf({
  conversation: { id },
  draft,
  draftSources,
}: ImportedConversation): { key: string; text: string }[] {
  const sources = draftSources && { key: sourcesKey(id), text: JSON.stringify(draftSources) };
  const typed = draft === undefined ? undefined : { key: id, text: draft };
  return [sources, typed].filter((row) => row !== undefined);
}

/**
 * Tells new conversations from those that are deleted here and will be restored.
 * @throws DOMException `ConstraintError` if an id is used already
 */
async function sortOut(
  database: Database,
  added: readonly ImportedConversation[],
): Promise<{ fresh: ImportedConversation[]; restored: string[] }> {
  const transaction = database.transaction(["conversations", "messages"]);
  const conversations = transaction.objectStore("conversations");
  const [here, deleted] = await Promise.all([
    conversations.getAllKeys(),
    conversations.index("by-deletion").getAllKeys(),
  ]);
  // Queued questions become messages under these ids, and would overwrite messages that have them already.
  const queued = added.flatMap(({ conversation }) => conversation.queue ?? []);
  const taken = await Promise.all(queued.map(({ id }) => transaction.objectStore("messages").getKey(id)));
  const [known, backs] = [new Set(here), new Set(deleted)];
  const fresh = added.filter(({ conversation }) => !backs.has(conversation.id));
  if (taken.some((id) => id !== undefined) || fresh.some(({ conversation }) => known.has(conversation.id))) {
    throw new DOMException("An id is used already", "ConstraintError");
  }
  const restored = added.map(({ conversation }) => conversation.id).filter((id) => backs.has(id));
  return { fresh, restored };
}

/** A row of a conversation: one of its messages or, without `message`, the text that is searched. */
interface ImportedRow {
  stored: StoredConversation;
  message?: Message;
}

function rowsOf(stored: StoredConversation): ImportedRow[] {
  return [...stored.messages.map((message) => ({ stored, message })), { stored }];
}

function textOf({ conversation, messages }: StoredConversation): SearchText {
  const texts = messages.map(({ id, text }): [string, string] => [id, text]);
  return withTexts(emptyText(conversation.id), [[TITLE, conversation.title], ...texts]);
}
