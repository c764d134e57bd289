import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { BIN_DAYS } from "../../../conversations/deletion.ts";
import type { Command } from "../../../port/commands.ts";
import type { Bin } from "../../client/bin.ts";
import { BinView } from "../../bin/bin-list.tsx";
import { numberText } from "../../../i18n/numbers.ts";
import { translatePlural } from "../../../i18n/plurals.ts";
import { download } from "../../kit/download.ts";
import { importProblemText } from "./import-problem-text.ts";
import { confirmDeleteAll } from "../../client/delete-conversation.ts";
import type { Transfer, TransferState } from "./import-export.ts";
import { translate } from "../../../i18n/translate.ts";
import type { Undo } from "../../client/undo-stack.ts";
import { useConfirm } from "../../kit/use-confirm.tsx";

export interface DataSectionProps {
  transfer: Transfer;
  bin: Bin;
  /** Whether the last change of the conversations could not be stored. */
  failed: boolean;
  undo: Undo;
  /** Sends a command to the background. */
  send(command: Command): void;
}

/** Shows how much is stored, and exports, imports and deletes it. */
export function DataSection({ transfer, bin, failed, undo, send }: DataSectionProps) {
  const binShown = useSignal(false);
  const { confirm, dialog } = useConfirm();
  const used = useSignal<number | undefined>(undefined);
  const state = transfer.state.value;
  const working = state.type === "progress";
  useEffect(() => void transfer.usedBytes().then((bytes) => (used.value = bytes)), [state.type]);

  async function exportAll(): Promise<void> {
    const file = await transfer.exportAll();
    if (file !== undefined) download(document, `sidenote-${new Date().toISOString().slice(0, 10)}.json`, file);
  }

  const counts = bin.counts.value;
  const all = {
    delete: (conversationId: string | null, at?: number) => send({ type: "delete", conversationId, at }),
    restore: (conversationId: string | null, at?: number) => send({ type: "restore", conversationId, at }),
  };

  return (
    <>
      {used.value !== undefined && <p>{translate("storageUsed", size(used.value))}</p>}
      <div class="button-row">
        <button type="button" class="button" disabled={working} onClick={() => void exportAll()}>
          {translate("exportAll")}
        </button>
        <label class="button file" aria-disabled={working}>
          {translate("importFile")}
          <input
            type="file"
            class="visually-hidden"
            accept="application/json,.json"
            disabled={working}
            onChange={(event) => {
              const [file] = event.currentTarget.files ?? [];
              if (file !== undefined) transfer.read(file);
              event.currentTarget.value = "";
            }}
          />
        </label>
        <button
          type="button"
          class="button"
          disabled={working || counts?.conversations === 0}
          onClick={() => confirm(confirmDeleteAll(counts?.conversations, all, undo))}
        >
          {translate("deleteAll")}
        </button>
      </div>
      <TransferView state={state} transfer={transfer} />
      {dialog}
      {failed && (
        <p role="alert" class="error">
          {translate("notSaved")}
        </p>
      )}
      <h3>{translate("bin")}</h3>
      <p>
        {counts !== undefined && `${translate("binCount", numberText(counts.deleted))} `}
        {translatePlural("binHelp", BIN_DAYS)}
      </p>
      <button
        type="button"
        class="button"
        aria-expanded={binShown.value}
        onClick={() => (binShown.value = !binShown.value)}
      >
        {translate(binShown.value ? "hideBin" : "showBin")}
      </button>
      {binShown.value && (
        <div class="options-bin">
          <BinView bin={bin} undo={undo} isPrivate={false} />
        </div>
      )}
    </>
  );
}

function TransferView({ state, transfer }: { state: TransferState; transfer: Transfer }) {
  switch (state.type) {
    case "idle":
      return null;
    case "progress":
      return (
        <div class="transfer" role="status">
          <span>{progressText(state)}</span>
          <progress
            {...(state.total > 0 && { value: state.done, max: state.total })}
            aria-label={progressText(state)}
          />
          <button type="button" class="button" onClick={transfer.stop}>
            {translate("stop")}
          </button>
        </div>
      );
    case "plan":
      if (state.conversations === 0) return <p role="status">{translate("importNothing")}</p>;
      return (
        <div class="transfer" role="status">
          <span>{translatePlural("importPlan", state.conversations, numberText(state.messages))}</span>
          <span>{translate("importKnown", numberText(state.known))}</span>
          {state.holdsMore && <span>{translate("importHoldsMore")}</span>}
          <div class="button-row">
            <button type="button" class="button primary" onClick={transfer.add}>
              {translate("importAdd")}
            </button>
            <button type="button" class="button" onClick={transfer.stop}>
              {translate("cancel")}
            </button>
          </div>
        </div>
      );
    case "added":
      return <p role="status">{translate("imported")}</p>;
    case "problem":
      return (
        <p role="alert" class="error">
          {importProblemText(state.problem)}
        </p>
      );
    default:
      return state satisfies never;
  }
}

function progressText({ stage, done, total }: Extract<TransferState, { type: "progress" }>): string {
  const part = percent(total === 0 ? 0 : done / total);
  switch (stage) {
    case "reading":
      return translate("readingFile", part);
    case "checking":
      return translate("checkingFile");
    case "adding":
      return translate("addingConversations", part);
    case "exporting":
      return translate("exporting", part);
    default:
      return stage satisfies never;
  }
}

function percent(part: number): string {
  return new Intl.NumberFormat(translate("languageCode"), { style: "percent" }).format(part);
}

function size(bytes: number): string {
  const options = { style: "unit", unit: "megabyte", maximumFractionDigits: 1 } as const;
  return new Intl.NumberFormat(translate("languageCode"), options).format(bytes / 1_000_000);
}
