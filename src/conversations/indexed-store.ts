import { type Conversation, isRunning, type Message, messageStates } from "./conversation.ts";
import type { Database } from "./database.ts";
import { branchOf } from "./path.ts";
import { emptyText, findInText, queryTerms, TITLE, withoutMessages, withTexts } from "./search-text.ts";
import { snippetOf } from "./snippet.ts";
import { createSearchCache } from "./search-cache.ts";
import type { ConversationStore, SearchHit } from "./store.ts";

/** Keeps conversations in IndexedDB: a row a message, so that a checkpoint costs the same in a long conversation. */
export function createIndexedStore(opening: Promise<Database>): ConversationStore {
  const cache = createSearchCache(async () => (await opening).getAll("texts"));

  return {
    changedElsewhere: cache.invalidate,

    prepareSearch: cache.prepare,

    async open(id) {
      const transaction = (await opening).transaction(["conversations", "messages"]);
      const [conversation, messages] = await Promise.all([
        transaction.objectStore("conversations").get(id),
        transaction.objectStore("messages").index("by-conversation").getAll(messagesOf(id)),
        transaction.done,
      ]);
      return conversation && { conversation, messages };
    },

    async list(limit) {
      const { store } = (await opening).transaction("conversations");
      const pinned = (await store.index("by-pin").getAll()).filter(isThere).toReversed();
      const others: Conversation[] = [];
      let cursor = await store.index("by-update").openCursor(null, "prev");
      while (cursor !== null && others.length <= limit) {
        if (cursor.value.pinnedAt === undefined && isThere(cursor.value)) others.push(cursor.value);
        cursor = await cursor.continue();
      }
      return { conversations: [...pinned, ...others.slice(0, limit)], more: others.length > limit };
    },

    async search(query, limit) {
      const terms = queryTerms(query);
      const database = await opening;
      const found = (await cache.get()).flatMap((row) => {
        const ids = findInText(row, terms);
        return ids.length > 0 ? [{ id: row.conversationId, ids }] : [];
      });
      const transaction = database.transaction(["conversations", "messages"]);
      const conversations = await Promise.all(found.map(({ id }) => transaction.objectStore("conversations").get(id)));
      const deleted = new Set(await transaction.objectStore("messages").index("by-deletion").getAllKeys());
      const latest = found
        .flatMap(({ ids }, index) => {
          const conversation = conversations[index];
          return conversation !== undefined && isThere(conversation) ? [{ conversation, ids }] : [];
        })
        .toSorted((one, other) => other.conversation.updatedAt - one.conversation.updatedAt)
        .flatMap(({ conversation, ids }) => ids.map((id) => ({ conversation, id })))
        .filter(({ id }) => !deleted.has(id))
        .slice(0, limit);
      const hits = await Promise.all(
        latest.map(async ({ conversation, id }): Promise<SearchHit | undefined> => {
          if (id === TITLE) return { conversation, messageId: null, snippet: snippetOf(conversation.title, terms) };
          const message = await transaction.objectStore("messages").get(id);
          return message && { conversation, messageId: id, snippet: snippetOf(message.text, terms) };
        }),
      );
      return hits.filter((hit) => hit !== undefined);
    },

    async save(conversation, messages) {
      const transaction = (await opening).transaction(["conversations", "messages", "texts"], "readwrite");
      const texts = transaction.objectStore("texts");
      const before = (await texts.get(conversation.id)) ?? emptyText(conversation.id);
      const row = withTexts(before, [
        [TITLE, conversation.title],
        ...messages.map(({ id, text }): [string, string] => [id, text]),
      ]);
      await Promise.all([
        transaction.objectStore("conversations").put(conversation),
        ...messages.map((message) => transaction.objectStore("messages").put(message)),
        texts.put(row),
        transaction.done,
      ]);
      cache.invalidate();
    },

    async saveMessage(message) {
      const { id, conversationId } = message;
      const transaction = (await opening).transaction(["messages", "texts"], "readwrite");
      if ((await transaction.objectStore("messages").getKey(id)) !== undefined) {
        await transaction.objectStore("messages").put(message);
        if (!isRunning(message.state)) {
          const texts = transaction.objectStore("texts");
          const row = (await texts.get(conversationId)) ?? emptyText(conversationId);
          await texts.put(withTexts(row, [[id, message.text]]));
        }
      }
      await transaction.done;
      if (!isRunning(message.state)) cache.invalidate();
    },

    async delete(id, now) {
      const transaction = (await opening).transaction("conversations", "readwrite");
      for (const conversation of await transaction.store.getAll(id)) {
        if (isThere(conversation)) await transaction.store.put({ ...conversation, deletedAt: now });
      }
      await transaction.done;
    },

    async restore(id) {
      const transaction = (await opening).transaction("conversations", "readwrite");
      for (const { deletedAt: _, ...conversation } of await transaction.store.index("by-deletion").getAll()) {
        if (id === null || conversation.id === id) await transaction.store.put(conversation);
      }
      await transaction.done;
    },

    async purge(before) {
      const transaction = (await opening).transaction(["conversations", "messages", "texts", "drafts"], "readwrite");
      const conversations = transaction.objectStore("conversations");
      const messages = transaction.objectStore("messages");
      const texts = transaction.objectStore("texts");
      for (const id of await conversations.index("by-deletion").getAllKeys(IDBKeyRange.upperBound(before))) {
        for (const key of await messages.index("by-conversation").getAllKeys(messagesOf(id)))
          await messages.delete(key);
        await Promise.all([conversations.delete(id), texts.delete(id), transaction.objectStore("drafts").delete(id)]);
      }
      for (const root of await messages.index("by-deletion").getAll(IDBKeyRange.upperBound(before))) {
        const all = await messages.index("by-conversation").getAll(messagesOf(root.conversationId));
        const branch = branchOf(new Map(all.map((message) => [message.id, message])), root.id);
        for (const id of branch) await messages.delete(id);
        const row = await texts.get(root.conversationId);
        if (row !== undefined) await texts.put(withoutMessages(row, branch));
      }
      await transaction.done;
      cache.invalidate();
    },

    async interruptRunning() {
      const transaction = (await opening).transaction("messages", "readwrite");
      const index = transaction.store.index("by-state");
      const running = (await Promise.all(messageStates.filter(isRunning).map((state) => index.getAll(state)))).flat();
      await Promise.all([
        ...running.map(({ inLine: _, ...message }) => transaction.store.put({ ...message, state: "interrupted" })),
        transaction.done,
      ]);
    },

    async readDraft(key) {
      return (await (await opening).get("drafts", key))?.text ?? "";
    },

    async saveDraft(key, text) {
      const database = await opening;
      if (text === "") await database.delete("drafts", key);
      else await database.put("drafts", { key, text });
    },
  };
}

function isThere({ deletedAt }: Conversation | Message): boolean {
  return deletedAt === undefined;
}

/** All messages of one conversation: an array sorts after every number in IndexedDB's order of keys. */
function messagesOf(conversationId: string): IDBKeyRange {
  return IDBKeyRange.bound([conversationId], [conversationId, []]);
}
