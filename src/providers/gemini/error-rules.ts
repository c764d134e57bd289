import type { KindRule } from "../formats/error-kinds.ts";

/** What failures mean that only this service sends. */
export const RULES: readonly KindRule[] = [
  // The allowance of a day, and of those who have none; that of a minute is a rate limit.
  { kind: "quota", name: /PerDay/ },
  { kind: "quota", words: /\blimit: 0\b/ },
  { kind: "quota", name: /^FAILED_PRECONDITION$/, words: /\bbilling\b/i },
  { kind: "blocked", name: /^FAILED_PRECONDITION$/ },
  { kind: "wrong-key", words: /\bunregistered callers\b/i },
  { kind: "no-model", name: /^NOT_FOUND$/, words: /\bmodels?\b/i },
];
