import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { BinView } from "../bin/bin-list.tsx";
import { HistoryList } from "./history-list.tsx";
import { nextRow } from "../kit/focus/next-focus.ts";
import { numberText } from "../../i18n/numbers.ts";
import { IconButton } from "../kit/icon-button.tsx";
import { BackIcon } from "../kit/icons.tsx";
import { restoreFocus } from "../kit/focus/restore-focus.ts";
import { confirmDeleteAll } from "../client/delete-conversation.ts";
import { SearchResults } from "./search-results.tsx";
import { translate } from "../../i18n/translate.ts";
import { useConfirm } from "../kit/use-confirm.tsx";
import type { ViewContext } from "../shell/view-context.ts";

/** Conversations loaded at a time: some screens full. */
const PAGE = 50;

export interface HistoryProps {
  context: ViewContext;
  /** Called when a conversation is chosen. */
  onShow(): void;
  /** Drawn below the list. */
  children?: ComponentChildren;
}

/** All conversations, with a search through their texts and titles. */
export function History({ context, onShow, children }: HistoryProps) {
  const { chat, undo } = context;
  const query = useSignal("");
  const limit = useSignal(PAGE);
  const container = useRef<HTMLDivElement>(null);
  const inBin = useSignal(false);
  const binButton = useRef<HTMLButtonElement>(null);
  const { confirm, dialog } = useConfirm();
  useEffect(() => chat.list(limit.value), [limit.value]);
  useEffect(() => {
    chat.bin.count(true);
    return () => {
      chat.list(null);
      chat.bin.count(false);
    };
  }, []);
  useEffect(() => {
    if (query.value.trim() !== "") chat.search.search(query.value);
  }, [query.value]);

  useEffect(() => {
    const list = container.current;
    if (list === null) return undefined;
    const firstOf = () => list.querySelector<HTMLElement>(inBin.peek() ? "button" : "input");
    return restoreFocus(list, (lost, gap) => nextRow(list, lost, gap) ?? firstOf());
  }, []);
  /** On the way back from the bin, its button gets the focus. */
  const wasInBin = useRef(false);
  useEffect(() => {
    if (wasInBin.current && !inBin.value) binButton.current?.focus();
    wasInBin.current = inBin.value;
  }, [inBin.value]);

  function show(id: string, messageId?: string): void {
    chat.show(id, messageId);
    onShow();
  }

  const page = chat.conversations.value;
  const counts = chat.bin.counts.value;
  if (inBin.value) {
    return (
      <div ref={container} class="history">
        <div class="bin-header">
          <IconButton label={translate("backToConversations")} onClick={() => (inBin.value = false)} takesFocus>
            <BackIcon />
          </IconButton>
          <h3>{translate("bin")}</h3>
        </div>
        <div class="history-list">
          <BinView bin={chat.bin} undo={undo} isPrivate={context.isPrivate} />
        </div>
        {children}
      </div>
    );
  }
  return (
    <div ref={container} class="history">
      <input
        type="search"
        class="search"
        dir="auto"
        aria-label={translate("search")}
        placeholder={translate("search")}
        value={query.value}
        onInput={(event) => (query.value = event.currentTarget.value)}
      />
      <div class="history-list">
        {query.value.trim() !== "" ? (
          <SearchResults result={chat.search.found.value} query={query.value} show={show} />
        ) : (
          <HistoryList context={context} show={show} />
        )}
        {query.value.trim() === "" && page?.more === true && (
          <button type="button" class="button wide" onClick={() => (limit.value += PAGE)}>
            {translate("showOlder")}
          </button>
        )}
      </div>
      {page !== undefined && (
        <div class="history-end">
          <button ref={binButton} type="button" class="link-button" onClick={() => (inBin.value = true)}>
            {counts !== undefined && counts.deleted > 0
              ? translate("binWithCount", numberText(counts.deleted))
              : translate("bin")}
          </button>
          {page.conversations.length > 0 && (
            <button
              type="button"
              class="link-button"
              onClick={() => confirm(confirmDeleteAll(counts?.conversations, chat, undo))}
            >
              {translate("deleteAll")}
            </button>
          )}
        </div>
      )}
      {dialog}
      {children}
    </div>
  );
}
