import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { ConversationRows } from "./conversation-rows.tsx";
import { rowHeir } from "./focus-heirs.ts";
import { keepFocus } from "./keep-focus.ts";
import { SearchHits } from "./search-hits.tsx";
import { translate } from "./translate.ts";
import type { ViewContext } from "./view-context.ts";

/** So many conversations are asked for at a time: some screens full. */
const PAGE = 50;

export interface ConversationBrowserProps {
  context: ViewContext;
  /** A conversation was chosen. */
  onShow(): void;
  /** Stands below the list. */
  children?: ComponentChildren;
}

/** All conversations, and a search through everything in them. */
export function ConversationBrowser({ context, onShow, children }: ConversationBrowserProps) {
  const { chat, undo } = context;
  const query = useSignal("");
  const limit = useSignal(PAGE);
  const browser = useRef<HTMLDivElement>(null);
  const search = useRef<HTMLInputElement>(null);
  useEffect(() => chat.list(limit.value), [limit.value]);
  useEffect(() => () => chat.list(null), []);
  useEffect(() => {
    if (query.value.trim() !== "") chat.finding.search(query.value);
  }, [query.value]);

  useEffect(() => {
    const list = browser.current;
    return list === null ? undefined : keepFocus(list, (lost, gap) => rowHeir(list, lost, gap) ?? search.current);
  }, []);

  function show(id: string, messageId?: string): void {
    chat.show(id, messageId);
    onShow();
  }

  function removeAll(): void {
    const at = Date.now();
    chat.delete(null, at);
    undo.show({ text: translate("deletedAll"), undo: () => chat.restore(null, at) });
  }

  const page = chat.conversations.value;
  return (
    <div ref={browser} class="browser">
      <input
        ref={search}
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
          <ConversationRows context={context} show={show} />
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
      {children}
    </div>
  );
}
