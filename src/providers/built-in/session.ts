import { estimateTokens } from "../formats/estimate-tokens.ts";
import type { TimeLimits } from "../transport/time-limits.ts";
import { inTime } from "./in-time.ts";
import type { LanguageModel, LanguageOptions, ModelMessage, ModelSession } from "./language-model.ts";

/** Whether a browser names things as before the renaming. */
export function isOldGeneration(session: ModelSession): boolean {
  return session.contextWindow === undefined;
}

/** How many tokens fit in. undefined: nobody knows. */
export function contextWindowOf(session: ModelSession): number | undefined {
  return toCount(session.contextWindow ?? session.inputQuota);
}

/** How many tokens are in. undefined: nobody knows. */
export function contextUsageOf(session: ModelSession): number | undefined {
  return toCount(session.contextUsage ?? session.inputUsage);
}

function toCount(value: number | undefined): number | undefined {
  return value !== undefined && Number.isFinite(value) && value >= 0 ? value : undefined;
}

/** Calls `listener` once there is no more room, and what was said first is dropped. */
export function onOverflow(session: ModelSession, listener: () => void): void {
  for (const type of ["contextoverflow", "quotaoverflow"]) session.addEventListener(type, listener);
}

/** Longest time that counting a text may take, in ms. It needs no model. */
const MEASURE_LIMIT_MS = 60_000;

/** Returns how many tokens a text takes, by the model's own count where it has one. */
export async function measure(session: ModelSession, text: string, signal: AbortSignal): Promise<number> {
  const measured = session.measureContextUsage?.(text, { signal }) ?? session.measureInputUsage?.(text, { signal });
  return (measured && toCount(await inTime(measured, MEASURE_LIMIT_MS, signal))) ?? estimateTokens([{ text }]);
}

/** The sessions of one question. */
export interface Sessions {
  /**
   * Creates one.
   * @throws DOMException as the browser does
   * @throws ChatError of kind `not-answering` if it takes longer than a first byte may
   */
  create(initialPrompts: readonly ModelMessage[]): Promise<ModelSession>;
  /** Frees the memory of all, also of those that come later. */
  end(): void;
}

/** Creates the list. */
export function createSessions(
  model: LanguageModel,
  options: LanguageOptions,
  limits: TimeLimits,
  signal: AbortSignal,
): Sessions {
  const open = new Set<ModelSession>();
  let ended = false;

  async function create(initialPrompts: readonly ModelMessage[]): Promise<ModelSession> {
    const session = await model.create({ ...options, signal, ...(initialPrompts.length > 0 && { initialPrompts }) });
    if (ended) session.destroy();
    else open.add(session);
    return session;
  }

  return {
    create: (initialPrompts) => inTime(create(initialPrompts), limits.firstByteMs, signal),
    end() {
      ended = true;
      for (const session of open) session.destroy();
    },
  };
}
