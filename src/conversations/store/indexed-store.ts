import { type Conversation, interrupt, isRunning, type Message, messageStates } from "../conversation.ts";
import { conversationRow, readConversation } from "../rows/conversation-row.ts";
import { messageRow, readMessage } from "../rows/message-row.ts";
import { readRows } from "../rows/read-rows.ts";
import type { Database } from "./database.ts";
import { countBin, deletedBranches, expireBin, messagesOf, purgeBin, readBin } from "./indexed-bin.ts";
import { listConversations } from "./indexed-list.ts";
import { limitHits } from "../search/limit-hits.ts";
import { emptyText, findInText, queryTerms, type SearchText, TITLE, withTexts } from "../search/search-text.ts";
import { snippetOf } from "../search/snippet.ts";
import { createSearchCache } from "../search/search-cache.ts";
import type { ConversationStore, SearchHit } from "./store.ts";

/**
 * Keeps conversations in IndexedDB. Each message has its own row, so a checkpoint costs the same in a long conversation.
 *
 * @param open called for each task; gives the same database as long as that is open
 * @param report told of damaged rows in a conversation that is opened. Default: nobody is told
 */
export function createIndexedStore(
  open: () => Promise<Database>,
  report?: (problem: unknown) => void,
): ConversationStore {
  const cache = createSearchCache(async () => readTexts(await open()));

  return {
    changedElsewhere: cache.invalidate,

    prepareSearch: cache.prepare,

    async open(id) {
      const transaction = (await open()).transaction(["conversations", "messages"]);
      const [stored, messages] = await Promise.all([
        transaction.objectStore("conversations").get(id),
        transaction.objectStore("messages").index("by-conversation").getAll(messagesOf(id)),
        transaction.done,
      ]);
      const conversation = readConversation(stored);
      return conversation && { conversation, messages: readRows(messages, readMessage, report) };
    },

    list: async (limit) => listConversations(await open(), limit),

    async search(query, limit) {
      const terms = queryTerms(query);
      const database = await open();
      const found = (await cache.get()).flatMap((row) => {
        const ids = findInText(row, terms);
        return ids.length > 0 ? [{ id: row.conversationId, ids }] : [];
      });
      const transaction = database.transaction(["conversations", "messages"]);
      const conversations = await Promise.all(found.map(({ id }) => transaction.objectStore("conversations").get(id)));
      const inFound = new Set(found.map(({ id }) => id));
      const branches = await deletedBranches(transaction.objectStore("messages"), { among: inFound });
      const latest = found
        .flatMap(({ ids }, index) => {
          const conversation = readConversation(conversations[index]);
          return conversation !== undefined && isThere(conversation) ? [{ conversation, ids }] : [];
        })
        .toSorted((one, other) => other.conversation.updatedAt - one.conversation.updatedAt)
        .map(({ conversation, ids }) =>
          ids
            .filter((id) => branches.get(conversation.id)?.has(id) !== true)
            .toSorted((one, other) => Number(other === TITLE) - Number(one === TITLE))
            .map((id) => ({ conversation, id })),
        );
      const { places, more } = limitHits(latest, limit);
      const hits = await Promise.all(
        places.map(async ({ conversation, id }): Promise<SearchHit | undefined> => {
          if (id === TITLE) return { conversation, messageId: null, snippet: snippetOf(conversation.title, terms) };
          const message = readMessage(await transaction.objectStore("messages").get(id));
          return message && { conversation, messageId: id, snippet: snippetOf(message.text, terms) };
        }),
      );
      return { hits: hits.filter((hit) => hit !== undefined), more };
    },

    async save(conversation, messages) {
      const transaction = (await open()).transaction(["conversations", "messages", "texts"], "readwrite");
      const texts = transaction.objectStore("texts");
      const before = (await texts.get(conversation.id)) ?? emptyText(conversation.id);
      const row = withTexts(before, [
        [TITLE, conversation.title],
        ...messages.map(({ id, text }): [string, string] => [id, text]),
      ]);
      await Promise.all([
        transaction.objectStore("conversations").put(conversationRow(conversation)),
        ...messages.map((message) => transaction.objectStore("messages").put(messageRow(message))),
        texts.put(row),
        transaction.done,
      ]);
      cache.update([row]);
    },

    async saveMessage(message) {
      const { id, conversationId } = message;
      const transaction = (await open()).transaction(["messages", "texts"], "readwrite");
      const messages = transaction.objectStore("messages");
      let row: SearchText | undefined;
      if ((await messages.getKey(id)) !== undefined) {
        await messages.put(messageRow(message));
        // A growing answer is searched only once it has ended, so that a checkpoint costs the same in a long
        // conversation.
        if (!isRunning(message.state)) {
          const texts = transaction.objectStore("texts");
          row = withTexts((await texts.get(conversationId)) ?? emptyText(conversationId), [[id, message.text]]);
          await texts.put(row);
        }
      }
      await transaction.done;
      if (row !== undefined) cache.update([row]);
    },

    async delete(id, now) {
      const { store, done } = (await open()).transaction("conversations", "readwrite");
      const there = (await store.getAll(id)).filter(isThere);
      await Promise.all([...there.map((conversation) => store.put({ ...conversation, deletedAt: now })), done]);
    },

    async restore(id, at) {
      const transaction = (await open()).transaction("conversations", "readwrite");
      const deleted = await transaction.store.index("by-deletion").getAll();
      const last = at ?? deleted.at(-1)?.deletedAt;
      for (const { deletedAt, ...conversation } of deleted) {
        if (id === null ? deletedAt === last : conversation.id === id) await transaction.store.put(conversation);
      }
      await transaction.done;
    },

    bin: async (since, limit) => readBin(await open(), since, limit),

    count: async (since) => countBin(await open(), since),

    expire: async (id, messageId) => expireBin(await open(), id, messageId),

    purge: async (before, now = Infinity) => purgeBin(await open(), before, now, cache.update),

    async interruptRunning() {
      const transaction = (await open()).transaction(["messages", "texts"], "readwrite");
      const messages = transaction.objectStore("messages");
      const texts = transaction.objectStore("texts");
      const index = messages.index("by-state");
      const running = (await Promise.all(messageStates.filter(isRunning).map((state) => index.getAll(state)))).flat();
      for (const row of running) {
        await messages.put(interrupt(row));
        const message = readMessage(row);
        if (message === undefined) continue;
        const { id, conversationId, text } = message;
        await texts.put(withTexts((await texts.get(conversationId)) ?? emptyText(conversationId), [[id, text]]));
      }
      await transaction.done;
      if (running.length > 0) cache.invalidate();
    },

    async readDraft(key) {
      return (await (await open()).get("drafts", key))?.text ?? "";
    },

    async saveDraft(key, text) {
      const database = await open();
      if (text === "") await database.delete("drafts", key);
      else await database.put("drafts", { key, text });
    },
  };
}

/** Reads large rows one by one, because that is three times as fast as `getAll`. */
async function readTexts(database: Database): Promise<SearchText[]> {
  const { store } = database.transaction("texts");
  const rows = await Promise.all((await store.getAllKeys()).map((id) => store.get(id)));
  return rows.filter((row) => row !== undefined);
}

function isThere({ deletedAt }: Conversation | Message): boolean {
  return deletedAt === undefined;
}
