import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Chat } from "./chat.ts";
import { ConversationRows } from "./conversation-rows.tsx";
import { SearchHits } from "./search-hits.tsx";
import { translate } from "./translate.ts";
import { type Undo, UndoNotice } from "./undo.tsx";

/** So many conversations are asked for at a time: some screens full. */
const PAGE = 50;

export interface ConversationBrowserProps {
  chat: Chat;
  undo: Undo;
  /** A conversation was chosen. */
  onShow(): void;
}

/** All conversations, and a search through everything in them. */
export function ConversationBrowser({ chat, undo, onShow }: ConversationBrowserProps) {
  const query = useSignal("");
  const limit = useSignal(PAGE);
  useEffect(() => chat.list(limit.value), [limit.value]);
  useEffect(() => {
    if (query.value.trim() !== "") chat.finding.search(query.value);
  }, [query.value]);

  function show(id: string, messageId?: string): void {
    chat.show(id, messageId);
    onShow();
  }

  function removeAll(): void {
    chat.delete(null);
    undo.show({ text: translate("deletedAll"), undo: () => chat.restore(null) });
  }

  const page = chat.conversations.value;
  return (
    <div class="browser">
      <input
        type="search"
        class="search"
        dir="auto"
        aria-label={translate("search")}
        placeholder={translate("search")}
        value={query.value}
        onInput={(event) => (query.value = event.currentTarget.value)}
      />
      <div class="browser-list">
        {query.value.trim() !== "" ? (
          <SearchHits result={chat.finding.found.value} query={query.value} show={show} />
        ) : (
          <ConversationRows chat={chat} undo={undo} show={show} />
        )}
        {query.value.trim() === "" && page?.more === true && (
          <button type="button" class="button wide" onClick={() => (limit.value += PAGE)}>
            {translate("showOlder")}
          </button>
        )}
      </div>
      {page !== undefined && page.conversations.length > 0 && (
        <button type="button" class="link-button delete-all" onClick={removeAll}>
          {translate("deleteAll")}
        </button>
      )}
      <UndoNotice undo={undo} />
    </div>
  );
}
