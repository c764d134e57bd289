import { estimateTokens } from "../formats/estimate-tokens.ts";

/** Room for an answer, with what is thought before it, in tokens. */
const ANSWER_TOKENS = 2048;
const THINKING_TOKENS = 2048;

/** A model is loaded anew for every other size, so sizes are multiples of this. It is Ollama's own default. */
const STEP = 4096;

/** How much more a question is given for which a good estimate was too little. */
const GROWTH = 2;

/**
 * The most that a question takes without the person's word, in tokens: an article of 25 pages. Models can do more, but
 * the memory for it would slow down, or freeze, many computers.
 */
export const DEFAULT_CONTEXT_TOKENS = 32_768;

/** The scripts whose letters are the most tokens have one for each byte. */
const MOST_TOKENS_PER_ESTIMATE = 3;

export interface ContextNeed {
  messages: readonly { text: string }[];
  thinks: boolean;
  /** The most that there may be. */
  limit: number;
  /** The estimate was too low: the most that these messages can need. */
  atMost?: boolean;
}

/** Returns how many tokens a question needs for itself and its answer, in whole steps, and at most `limit`. */
export function contextTokensFor({ messages, thinks, limit, atMost = false }: ContextNeed): number {
  const question = estimateTokens(messages) * (atMost ? MOST_TOKENS_PER_ESTIMATE : 1);
  const needed = question + ANSWER_TOKENS + (thinks ? THINKING_TOKENS : 0);
  return Math.min(limit, Math.ceil(needed / STEP) * STEP);
}

/**
 * Returns how many tokens to allow for a question that did not fit into `limit`: what it is estimated to need, or more
 * if that is what it had. In whole steps, above `limit`, whatever the model takes.
 */
export function contextTokensBeyond({ limit, ...need }: Omit<ContextNeed, "atMost">): number {
  const estimate = contextTokensFor({ ...need, limit: Infinity });
  if (estimate > limit) return estimate;
  const most = contextTokensFor({ ...need, limit: Infinity, atMost: true });
  const more = Math.min(most, limit * GROWTH);
  return Math.ceil(Math.max(more, limit + 1) / STEP) * STEP;
}
