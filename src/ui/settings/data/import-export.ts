import { type ReadonlySignal, signal } from "@preact/signals";
import type { ImportProblem } from "../../../conversations/transfer/read-import.ts";
import type { FromImporter, ToImporter } from "../../../conversations/transfer/transfer-messages.ts";

export type TransferProblem =
  | ImportProblem
  /** The conversations could not be read, or did not fit into a file. */
  | "not-exported";

export type TransferState =
  | { type: "idle" }
  | { type: "progress"; stage: "reading" | "checking" | "adding" | "exporting"; done: number; total: number }
  | { type: "problem"; problem: TransferProblem }
  | Exclude<FromImporter, { type: "progress" | "problem" }>;

/** Exports and imports, one at a time. */
export interface Transfer {
  readonly state: ReadonlySignal<TransferState>;
  /** Resolves with what the browser keeps for Sidenote, in bytes; with undefined if the browser does not say. */
  usedBytes(): Promise<number | undefined>;
  /** Resolves with undefined if the export was stopped or has failed. `state` then says which. */
  exportAll(): Promise<Blob | undefined>;
  /** Reads a file, and shows in `state` what it would add. */
  read(file: File): void;
  /** Adds what has been read. */
  add(): void;
  /** Ends what runs. An import that has not ended adds nothing. */
  stop(): void;
}

export interface TransferDependencies {
  usedBytes(): Promise<number | undefined>;
  exportAll(progress: (done: number, total: number) => void, signal: AbortSignal): Promise<Blob>;
  /** Starts a fresh worker that runs `createImporter`. */
  startImporter(receive: (message: FromImporter) => void): { post(message: ToImporter): void; end(): void };
  /** Called when conversations have been added. */
  imported(): void;
}

/** Creates the export and import of a settings page. Nothing runs yet. */
export function createTransfer(dependencies: TransferDependencies): Transfer {
  const { usedBytes, exportAll, startImporter, imported } = dependencies;
  const state = signal<TransferState>({ type: "idle" });
  let importer: ReturnType<typeof startImporter> | undefined;
  let exporting: AbortController | undefined;
  /** Counts the runs that have begun or ended, because an importer that has been ended can still send a message. */
  let run = 0;

  function end(): void {
    run += 1;
    importer?.end();
    importer = undefined;
    exporting?.abort();
    exporting = undefined;
  }

  function receive(from: number, message: FromImporter): void {
    if (message.type === "added") imported();
    if (from !== run) return;
    state.value = message;
    if (message.type === "added" || message.type === "problem") end();
  }

  return {
    state,
    usedBytes,
    async exportAll() {
      end();
      const controller = new AbortController();
      exporting = controller;
      state.value = { type: "progress", stage: "exporting", done: 0, total: 0 };
      try {
        const file = await exportAll((done, total) => {
          if (exporting === controller) state.value = { type: "progress", stage: "exporting", done, total };
        }, controller.signal);
        if (exporting === controller) state.value = { type: "idle" };
        return file;
      } catch {
        if (exporting === controller) state.value = { type: "problem", problem: "not-exported" };
        return undefined;
      }
    },
    read(file) {
      end();
      const mine = run;
      importer = startImporter((message) => receive(mine, message));
      state.value = { type: "progress", stage: "reading", done: 0, total: file.size };
      importer.post({ type: "read", file });
    },
    add() {
      importer?.post({ type: "add" });
    },
    stop() {
      end();
      state.value = { type: "idle" };
    },
  };
}
