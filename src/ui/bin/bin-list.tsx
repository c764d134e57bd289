import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { BinItem } from "../../conversations/bin.ts";
import { BIN_DAYS, KEPT_MS } from "../../conversations/deletion.ts";
import { aboutOf, type Bin } from "../client/bin.ts";
import { translatePlural } from "../../i18n/plurals.ts";
import { dayHeading } from "../../i18n/dates.ts";
import { translate } from "../../i18n/translate.ts";
import type { Undo } from "../client/undo-stack.ts";
import { useConfirm } from "../kit/use-confirm.tsx";

/** So much of the bin is asked for at a time. */
const PAGE = 50;
const DAY_MS = 24 * 60 * 60 * 1_000;

export interface BinViewProps {
  bin: Bin;
  undo: Undo;
  isPrivate: boolean;
}

/** What was deleted, and for each the two ways out of the bin. */
export function BinView({ bin, undo, isPrivate }: BinViewProps) {
  const limit = useSignal(PAGE);
  const status = useSignal("");
  const { confirm, dialog } = useConfirm();
  useEffect(() => bin.show(limit.value), [limit.value]);
  useEffect(() => () => bin.show(null), []);
  const page = bin.page.value;
  const count = bin.counts.value?.deleted ?? page?.items.length ?? 0;

  function restore(item: BinItem): void {
    bin.restore(item);
    undo.forget(aboutOf(item));
    status.value = translate("restored", nameOf(item));
  }

  function erase(item: BinItem | null): void {
    bin.erase(item);
    undo.forget(item && aboutOf(item));
    status.value = item === null ? translate("binEmptied") : translate("erased", nameOf(item));
  }

  function confirmErase(item: BinItem): void {
    confirm({
      question: translate("eraseQuestion", nameOf(item)),
      detail: translate("eraseDetail"),
      action: translate("erase"),
      confirmed: () => erase(item),
    });
  }

  function confirmEmpty(): void {
    confirm({
      question: translatePlural("emptyBinQuestion", count),
      detail: translate("eraseDetail"),
      action: translate("emptyBin"),
      confirmed: () => erase(null),
    });
  }

  if (page === undefined) return <p class="drawer-empty">{translate("loading")}</p>;
  return (
    <>
      <p class="bin-help">{isPrivate ? translate("binHelpPrivate") : translatePlural("binHelp", BIN_DAYS)}</p>
      {page.items.length === 0 && <p class="drawer-empty">{translate("binEmpty")}</p>}
      <ul class="bin-list">
        {page.items.map((item) => (
          <BinRow
            key={aboutOf(item)}
            item={item}
            isPrivate={isPrivate}
            onRestore={() => restore(item)}
            onErase={() => confirmErase(item)}
          />
        ))}
      </ul>
      {page.more && (
        <button type="button" class="button wide" onClick={() => (limit.value += PAGE)}>
          {translate("showOlder")}
        </button>
      )}
      {page.items.length > 0 && (
        <button type="button" class="link-button danger empty-bin" onClick={confirmEmpty}>
          {translate("emptyBin")}
        </button>
      )}
      <p class="visually-hidden" role="status">
        {status.value}
      </p>
      {dialog}
    </>
  );
}

interface BinRowProps {
  item: BinItem;
  isPrivate: boolean;
  onRestore(): void;
  onErase(): void;
}

function BinRow({ item, isPrivate, onRestore, onErase }: BinRowProps) {
  const name = nameOf(item);
  return (
    <li data-conversation={aboutOf(item)}>
      <span class="bin-title" dir="auto">
        {name}
      </span>
      {item.branch !== null && (
        <span class="bin-note" dir="auto">
          {translate("binPartOf", item.title)}
        </span>
      )}
      <span class="bin-note">
        {dayHeading(item.deletedAt)}
        {!isPrivate && ` · ${translatePlural("binGoneIn", daysLeft(item.deletedAt))}`}
      </span>
      <span class="bin-actions">
        <button type="button" class="link-button" aria-label={translate("restoreNamed", name)} onClick={onRestore}>
          {translate("restore")}
        </button>
        <button type="button" class="link-button danger" aria-label={translate("eraseNamed", name)} onClick={onErase}>
          {translate("erase")}
        </button>
      </span>
    </li>
  );
}

function nameOf({ title, branch }: BinItem): string {
  return branch === null ? title : branch.text.trim().replaceAll(/\s+/g, " ");
}

/** The time until it is purged, in whole days: at least 1. */
function daysLeft(deletedAt: number): number {
  return Math.max(1, Math.ceil((deletedAt + KEPT_MS - Date.now()) / DAY_MS));
}
