import { beforeEach, expect, test, vi } from "vitest";
import type { FromImporter, ToImporter } from "../../../conversations/transfer/transfer-messages.ts";
import { createTransfer, type Transfer } from "./import-export.ts";

interface FakeImporter {
  posted: ToImporter[];
  tell(message: FromImporter): void;
  ended: boolean;
}

let importers: FakeImporter[];
let transfer: Transfer;
const imported = vi.fn<() => void>();
const exportAll = vi.fn<(progress: (done: number, total: number) => void, signal: AbortSignal) => Promise<Blob>>();
const file = new File(["{}"], "conversations.json");

beforeEach(() => {
  importers = [];
  imported.mockReset();
  exportAll.mockReset();
  transfer = createTransfer({
    usedBytes: async () => 7,
    exportAll,
    startImporter(receive) {
      const importer: FakeImporter = { posted: [], tell: receive, ended: false };
      importers.push(importer);
      return { post: (message) => importer.posted.push(message), end: () => (importer.ended = true) };
    },
    imported,
  });
});

const plan: FromImporter = { type: "plan", conversations: 2, messages: 9, known: 1, holdsMore: false };

test("a file is read first, and added only at the person's word", () => {
  transfer.read(file);
  expect(importers[0]?.posted).toEqual([{ type: "read", file }]);
  expect(transfer.state.value).toEqual({ type: "progress", stage: "reading", done: 0, total: file.size });
  importers[0]?.tell(plan);
  expect(transfer.state.value).toEqual(plan);
  expect(imported).not.toHaveBeenCalled();
  transfer.add();
  expect(importers[0]?.posted.at(-1)).toEqual({ type: "add" });
  importers[0]?.tell({ type: "added" });
  expect(transfer.state.value).toEqual({ type: "added" });
  expect(imported).toHaveBeenCalledTimes(1);
  expect(importers[0]?.ended).toBe(true);
});

test("a problem is shown, ends the importer, and nothing was added", () => {
  transfer.read(file);
  importers[0]?.tell({ type: "problem", problem: "damaged" });
  expect(transfer.state.value).toEqual({ type: "problem", problem: "damaged" });
  expect(importers[0]?.ended).toBe(true);
  transfer.add();
  expect(importers[0]?.posted).toHaveLength(1);
  expect(imported).not.toHaveBeenCalled();
});

test("stopping ends the importer, and another file begins anew", () => {
  transfer.read(file);
  transfer.stop();
  expect([importers[0]?.ended, transfer.state.value]).toEqual([true, { type: "idle" }]);
  transfer.read(file);
  transfer.read(file);
  expect(importers.map(({ ended }) => ended)).toEqual([true, true, false]);
});

test("what an importer still says after it was ended is not shown; that it had added all is posted on", () => {
  transfer.read(file);
  transfer.stop();
  importers[0]?.tell(plan);
  expect(transfer.state.value).toEqual({ type: "idle" });
  transfer.read(file);
  importers[0]?.tell({ type: "problem", problem: "damaged" });
  expect(transfer.state.value).toMatchObject({ stage: "reading" });
  expect(importers[1]?.ended).toBe(false);
  expect(imported).not.toHaveBeenCalled();
  importers[0]?.tell({ type: "added" });
  expect(imported).toHaveBeenCalledTimes(1);
  expect(transfer.state.value).toMatchObject({ stage: "reading" });
});

test("an export tells how it goes and gives the file", async () => {
  const blob = new Blob(["{}"]);
  exportAll.mockImplementation(async (progress) => {
    progress(1, 2);
    expect(transfer.state.value).toEqual({ type: "progress", stage: "exporting", done: 1, total: 2 });
    return blob;
  });
  expect(await transfer.exportAll()).toBe(blob);
  expect(transfer.state.value).toEqual({ type: "idle" });
});

test("an export that is stopped gives nothing, one that fails rejects", async () => {
  exportAll.mockImplementationOnce(
    (_, signal) => new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason))),
  );
  const stopped = transfer.exportAll();
  transfer.stop();
  expect(await stopped).toBeUndefined();
  exportAll.mockRejectedValueOnce(new Error("full"));
  expect(await transfer.exportAll()).toBeUndefined();
  expect(transfer.state.value).toEqual({ type: "problem", problem: "not-exported" });
});

test("an export that is ended by an import does not hide how that goes", async () => {
  exportAll.mockImplementationOnce(
    (_, signal) => new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason))),
  );
  const stopped = transfer.exportAll();
  transfer.read(file);
  await stopped;
  expect(transfer.state.value).toMatchObject({ stage: "reading" });
});
