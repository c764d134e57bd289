import type { Database } from "../store/database.ts";
import { addConversations, type ImportPlan, planImport } from "./import-conversations.ts";
import { endKilledImport } from "./import-journal.ts";
import { readImport } from "./read-import.ts";
import type { FromImporter, ToImporter } from "./transfer-messages.ts";

/** Runs a task when no other import runs, in whatever page. */
export type AloneImporting = <Result>(task: () => Promise<Result>) => Promise<Result>;

/** Runs an import in a worker: takes messages of the page, and tells its progress. Each worker imports one file. */
export function createImporter(
  opening: Promise<Database>,
  tell: (message: FromImporter) => void,
  alone: AloneImporting = (task) => task(),
): (message: ToImporter) => Promise<void> {
  let plan: ImportPlan | undefined;

  async function read(file: Blob): Promise<void> {
    const text = await readText(file, (done) => tell({ type: "progress", stage: "reading", done, total: file.size }));
    if (text === undefined) return tell({ type: "problem", problem: "not-json" });
    tell({ type: "progress", stage: "checking", done: 0, total: 0 });
    const result = readImport(text);
    if (result.type === "problem") return tell(result);
    plan = await planImport(await opening, result.conversations);
    const { added, known } = plan;
    const { holdsMore } = result;
    const messages = added.reduce((sum, stored) => sum + stored.messages.length, 0);
    tell({ type: "plan", conversations: added.length, messages, known, holdsMore });
  }

  async function add({ added }: ImportPlan): Promise<void> {
    const total = added.length;
    const database = await opening;
    const problem = await alone(async () => {
      const wasKilled = await endKilledImport(database);
      const fresh = wasKilled ? (await planImport(database, added)).added : added;
      return addConversations(database, fresh, (done) => tell({ type: "progress", stage: "adding", done, total }));
    });
    tell(problem === undefined ? { type: "added" } : { type: "problem", problem });
  }

  return async (message) => {
    switch (message.type) {
      case "read":
        return read(message.file);
      case "add":
        return plan && add(plan);
      default:
        message satisfies never;
    }
  };
}

/** Reads a file as text. undefined: it is not UTF-8, and replacement characters would be stored as if they had been typed. */
async function readText(file: Blob, progress: (bytes: number) => void): Promise<string | undefined> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const reader = file.stream().getReader();
  const pieces: string[] = [];
  let bytes = 0;
  const decode = (piece?: Uint8Array): boolean => {
    try {
      pieces.push(decoder.decode(piece, { stream: piece !== undefined }));
      return true;
    } catch {
      return false;
    }
  };
  for (let piece = await reader.read(); piece.value !== undefined; piece = await reader.read()) {
    if (!decode(piece.value)) return undefined;
    bytes += piece.value.byteLength;
    progress(bytes);
  }
  return decode() ? pieces.join("") : undefined;
}
