import { readConversation } from "../rows/conversation-row.ts";
import { readRows } from "../rows/read-rows.ts";
import type { Database } from "./database.ts";
import type { ConversationPage } from "./store.ts";

/**
 * Returns the pinned conversations and at most `limit` of the others. Reads the keys at once, and few rows. A cursor
 * would go step by step over all that lies in the bin, which can be everything.
 */
export async function listConversations(database: Database, limit: number): Promise<ConversationPage> {
  const { store } = database.transaction("conversations");
  const [pinned, deletedIds, ids] = await Promise.all([
    store.index("by-pin").getAll(),
    store.index("by-deletion").getAllKeys(),
    store.index("by-update").getAllKeys(),
  ]);
  const elsewhere = new Set([...deletedIds, ...pinned.map(({ id }) => id)]);
  const listed: string[] = [];
  for (let index = ids.length - 1; index >= 0 && listed.length <= limit; index -= 1) {
    const id = ids[index];
    if (id !== undefined && !elsewhere.has(id)) listed.push(id);
  }
  const others = await Promise.all(listed.slice(0, limit).map((id) => store.get(id)));
  return {
    conversations: [
      ...readRows(pinned, readConversation)
        .filter(({ deletedAt }) => deletedAt === undefined)
        .toReversed(),
      ...readRows(others, readConversation),
    ],
    more: listed.length > limit,
  };
}
