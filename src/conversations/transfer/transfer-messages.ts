import type { ImportProblem } from "./read-import.ts";

/** Page to worker: first the file, then, when the person has seen what it holds, the order to add it. */
export type ToImporter = { type: "read"; file: Blob } | { type: "add" };

/** Worker to page. A worker that is ended at any moment adds everything or nothing. */
export type FromImporter =
  /** `done` and `total` are bytes while reading, conversations while adding, and 0 while checking. */
  | { type: "progress"; stage: "reading" | "checking" | "adding"; done: number; total: number }
  /**
   * What would be added; nothing has been yet. `known`: conversations that are here already. `holdsMore`: the file
   * holds more than this version shows.
   */
  | { type: "plan"; conversations: number; messages: number; known: number; holdsMore: boolean }
  /** All of it has been added. */
  | { type: "added" }
  | { type: "problem"; problem: ImportProblem };
