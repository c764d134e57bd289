import type { ImportProblem } from "./read-import.ts";

/** Page to worker: first the file. Then, after the person has agreed to the plan, the word to add it. */
export type ToImporter = { type: "read"; file: Blob } | { type: "add" };

/** Worker to page. Ending the worker at any moment leaves stored data as it was. */
export type FromImporter =
  /** `done` and `total` in bytes while reading, in conversations while adding; none while checking. */
  | { type: "progress"; stage: "reading" | "checking" | "adding"; done: number; total: number }
  /** What would be added. Nothing has been added yet. `holdsMore`: there is more in the file than this version shows. */
  | { type: "plan"; conversations: number; messages: number; known: number; holdsMore: boolean }
  | { type: "added" }
  | { type: "problem"; problem: ImportProblem };
