import type { KindRule } from "../formats/error-kinds.ts";

/** What failures mean that only servers of this format send. */
export const RULES: readonly KindRule[] = [
  // OpenRouter's moderation, and its guardrails.
  { kind: "refused", status: [403], words: /moderation|flagged|guardrail/i },
  { kind: "no-model", words: /must provide a model|no models? provided|missing field `model`/i },
];
