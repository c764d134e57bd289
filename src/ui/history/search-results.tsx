import { queryTerms } from "../../conversations/search/search-text.ts";
import { markTerms } from "../../conversations/search/snippet.ts";
import type { SearchResult } from "../client/search.ts";
import { translate } from "../../i18n/translate.ts";

export interface SearchResultsProps {
  result: SearchResult | undefined;
  /** The current query. An older result stays until the new one arrives. */
  query: string;
  show(conversationId: string, messageId?: string): void;
}

export function SearchResults({ result, query, show }: SearchResultsProps) {
  if (result === undefined) return <p class="drawer-empty">{translate("loading")}</p>;
  if (result.hits.length === 0) {
    return (
      <p class="drawer-empty" role="status">
        {result.query === query ? translate("nothingFound") : translate("loading")}
      </p>
    );
  }
  const terms = queryTerms(result.query);
  return (
    <>
      <ul class="conversation-list">
        {result.hits.map(({ conversation, messageId, snippet }) => (
          <li key={`${conversation.id} ${messageId}`}>
            <button
              type="button"
              class="conversation-row hit"
              onClick={() => show(conversation.id, messageId ?? undefined)}
            >
              <span class="conversation-title" dir="auto">
                <Marked text={conversation.title} terms={terms} />
              </span>
              {messageId !== null && (
                <span class="snippet" dir="auto">
                  <Marked text={snippet.before + snippet.match + snippet.after} terms={terms} />
                </span>
              )}
            </button>
          </li>
        ))}
      </ul>
      {result.more && <p class="drawer-empty">{translate("moreFound")}</p>}
    </>
  );
}

/** A text with all search terms marked. */
function Marked({ text, terms }: { text: string; terms: readonly string[] }) {
  return markTerms(text, terms).map(({ start, text: piece, marked }) =>
    marked ? <mark key={start}>{piece}</mark> : piece,
  );
}
