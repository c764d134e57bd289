import type { KindRule } from "../formats/error-kinds.ts";

/** What failures mean that only servers of this format send. */
export const RULES: readonly KindRule[] = [
  // "model: claude-x" for one that is not there, and "model: Field required".
  { kind: "no-model", words: /^model:/i },
  { kind: "quota", words: /\bspend limit\b/i },
  { kind: "wrong-key", name: /^permission_error$/ },
];
