import type { StoredConversation } from "../conversation.ts";
import { limitHits } from "./limit-hits.ts";
import { deletedIn } from "../path.ts";
import { fold } from "./fold.ts";
import { queryTerms } from "./search-text.ts";
import { snippetOf } from "./snippet.ts";
import type { Found } from "../store/store.ts";

/** Searches conversations that are in memory, in their order. */
export function searchIn(all: readonly StoredConversation[], query: string, limit: number): Found {
  const terms = queryTerms(query);
  const fits = (text: string) => terms.length > 0 && terms.every((term) => fold(text).includes(term));
  const found = all.map(({ conversation, messages }) => {
    const gone = deletedIn(messages);
    const texts = messages
      .filter(({ id }) => !gone.has(id))
      .map(({ id, text }) => ({ conversation, messageId: id, text }));
    return [{ conversation, messageId: null, text: conversation.title }, ...texts].filter(({ text }) => fits(text));
  });
  const { places, more } = limitHits(found, limit);
  const hits = places.map(({ conversation, messageId, text }) => {
    return { conversation, messageId, snippet: snippetOf(text, terms) };
  });
  return { hits, more };
}
