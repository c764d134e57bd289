import type { SearchResult } from "./chat.ts";
import { translate } from "./translate.ts";

export interface SearchHitsProps {
  result: SearchResult | undefined;
  /** What is searched for now; an older result stands until the new one comes. */
  query: string;
  show(conversationId: string): void;
}

export function SearchHits({ result, query, show }: SearchHitsProps) {
  if (result === undefined) return <p class="drawer-empty">{translate("loading")}</p>;
  if (result.hits.length === 0) {
    return (
      <p class="drawer-empty" role="status">
        {result.query === query ? translate("nothingFound") : translate("loading")}
      </p>
    );
  }
  return (
    <ul class="conversation-list">
      {result.hits.map(({ conversation, messageId, snippet }) => (
        <li key={`${conversation.id} ${messageId}`}>
          <button type="button" class="conversation-row hit" onClick={() => show(conversation.id)}>
            <span class="conversation-title" dir="auto">
              {conversation.title}
            </span>
            {messageId !== null && (
              <span class="snippet" dir="auto">
                {snippet.before}
                <mark>{snippet.match}</mark>
                {snippet.after}
              </span>
            )}
          </button>
        </li>
      ))}
    </ul>
  );
}
