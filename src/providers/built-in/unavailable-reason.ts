import { inTime } from "./in-time.ts";
import type { LanguageModel } from "./language-model.ts";
import { toLanguageOptions } from "./language-options.ts";

/**
 * Why a browser may have no model for us.
 * - `browser`: it has none built in.
 * - `language`: its model knows none of the languages, but others.
 * - `hardware`, `disk-space`: the device is too weak or too full. Browsers want some GB of memory, and 22 GB free.
 * - `model-service`: this build of the browser comes without what runs the model.
 * - `policy`: whoever manages the browser does not allow it.
 */
export type UnavailableReason = "browser" | "language" | "hardware" | "disk-space" | "model-service" | "policy";

/** What is likely where a browser that has the interface has no model. */
export const LIKELY_REASONS: readonly UnavailableReason[] = ["hardware", "disk-space", "model-service", "policy"];

/** What Chromium says where it creates no session. */
const WORDS: readonly (readonly [RegExp, UnavailableReason])[] = [
  [/\benough space\b/i, "disk-space"],
  [/\bpolicy disables\b/i, "policy"],
  [/\bnot eligible\b|\bGPU is blocked\b|\bcrashed too many times\b|\bunable to create a session to run\b/i, "hardware"],
  [/\bservice is not (?:running|available)\b|\bfeature flag\b|\bfeature was not enabled\b/i, "model-service"],
];

/** Longest time that a browser may take to refuse, in ms. */
const LIMIT_MS = 10_000;

/**
 * Returns why a model is unavailable: `availability` does not say it, and what refuses a session does.
 * Only for pages, where a browser downloads nothing without a click: the model can become available meanwhile.
 * @returns what is likely if the browser does not say it
 * @throws the signal's reason if it aborts
 */
export async function askForReasons(
  model: LanguageModel,
  languages: readonly string[],
  signal: AbortSignal,
): Promise<readonly UnavailableReason[]> {
  try {
    const session = await inTime(model.create({ ...toLanguageOptions(languages), signal }), LIMIT_MS, signal);
    session.destroy();
  } catch (thrown) {
    signal.throwIfAborted();
    const words = thrown instanceof Error ? thrown.message : "";
    const found = WORDS.find(([pattern]) => pattern.test(words));
    if (found !== undefined) return [found[1]];
  }
  return LIKELY_REASONS;
}
