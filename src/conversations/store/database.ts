import {
  type DBSchema,
  type IDBPDatabase,
  type IDBPObjectStore,
  type IDBPTransaction,
  openDB,
  type StoreNames,
} from "idb";
import type { Conversation } from "../conversation.ts";
import type { MessageRow } from "../rows/message-row.ts";
import type { ImportJournal } from "./import-row.ts";
import { emptyText, foldedAgain, type SearchText, TITLE, withTexts } from "../search/search-text.ts";

export interface SidenoteSchema extends DBSchema {
  conversations: {
    key: string;
    value: Conversation;
    indexes: { "by-update": number; "by-pin": number; "by-deletion": number };
  };
  messages: {
    key: string;
    value: MessageRow;
    indexes: { "by-conversation": [string, number]; "by-state": string; "by-deletion": number };
  };
  texts: { key: string; value: SearchText };
  drafts: { key: string; value: { key: string; text: string } };
  imports: { key: string; value: ImportJournal };
}

export type Database = IDBPDatabase<SidenoteSchema>;
/** The rows of messages in whichever transaction. */
export type MessageReader = IDBPObjectStore<
  SidenoteSchema,
  StoreNames<SidenoteSchema>[],
  "messages",
  "readonly" | "readwrite"
>;
type UpgradeTransaction = IDBPTransaction<SidenoteSchema, StoreNames<SidenoteSchema>[], "versionchange">;

/**
 * Each step takes what is stored one version further; the number of steps is the version of the schema. Steps are never
 * changed once they have been released, only added: somewhere there is a database of every version.
 *
 * A step is for stores and indexes. Fields of rows need none: `rows/` reads them as any version has written them. A step that
 * rewrites all rows would hold up the first start for as long, and an older Sidenote cannot open a database of a later version.
 */
const MIGRATIONS: readonly ((database: Database, transaction: UpgradeTransaction) => Promise<void>)[] = [
  async function createConversations(database) {
    const conversations = database.createObjectStore("conversations", { keyPath: "id" });
    conversations.createIndex("by-update", "updatedAt");
    const messages = database.createObjectStore("messages", { keyPath: "id" });
    messages.createIndex("by-conversation", ["conversationId", "createdAt"]);
    messages.createIndex("by-state", "state");
  },
  async function addSearchPinsAndDrafts(database, transaction) {
    const conversations = transaction.objectStore("conversations");
    conversations.createIndex("by-pin", "pinnedAt");
    conversations.createIndex("by-deletion", "deletedAt");
    const messages = transaction.objectStore("messages");
    messages.createIndex("by-deletion", "deletedAt");
    database.createObjectStore("drafts", { keyPath: "key" });
    const texts = database.createObjectStore("texts", { keyPath: "conversationId" });
    for (const { id, title } of await conversations.getAll()) {
      const range = IDBKeyRange.bound([id], [id, []]);
      const stored = await messages.index("by-conversation").getAll(range);
      const entries = stored.map((message): [string, string] => [message.id, message.text]);
      const row = withTexts(emptyText(id), [[TITLE, title], ...entries]);
      await texts.put(row);
    }
  },
  async function addImportJournal(database) {
    database.createObjectStore("imports", { keyPath: "id" });
  },
  async function foldTextsAnew(_database, transaction) {
    const texts = transaction.objectStore("texts");
    for (const id of await texts.getAllKeys()) {
      const row = await texts.get(id);
      if (row !== undefined) await texts.put(foldedAgain(row));
    }
  },
];

export const SCHEMA_VERSION = MIGRATIONS.length;

/** What happens to an open database by itself. */
export interface DatabaseEvents {
  /** Somebody waits to change or delete it: it should be closed. */
  blocking?(): void;
  /** The browser has closed it, e.g. because the person cleared what it keeps. */
  terminated?(): void;
}

/**
 * Opens the conversations; makes the database where there is none, and brings an older one up to date. The name is passed
 * in so that tests can have their own. Rejects with the browser's `DOMException` where storage is not to be had.
 */
export function openDatabase(name: string, events: DatabaseEvents = {}): Promise<Database> {
  return openDB<SidenoteSchema>(name, SCHEMA_VERSION, {
    async upgrade(database, oldVersion, _newVersion, transaction) {
      for (const migrate of MIGRATIONS.slice(oldVersion)) await migrate(database, transaction);
    },
    ...events,
  });
}

/**
 * Gives the open database, the same one as long as it lives. It is opened when it is first wanted, and again after it
 * could not be opened, was closed by the browser, or had to make way for another page's newer version.
 */
export function createDatabaseOpener(name: string): () => Promise<Database> {
  let opened: Promise<Database> | undefined;

  function open(): Promise<Database> {
    const forget = (): void => {
      if (opened === opening) opened = undefined;
    };
    const opening: Promise<Database> = openDatabase(name, {
      blocking() {
        forget();
        void opening.then((database) => database.close());
      },
      terminated: forget,
    });
    opening.catch(forget);
    return opening;
  }

  return () => (opened ??= open());
}
