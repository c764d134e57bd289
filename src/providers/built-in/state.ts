import { ChatError } from "../chat-error.ts";
import { inTime } from "./in-time.ts";
import type { Availability, LanguageModel } from "./language-model.ts";
import { FIRST_LANGUAGE, toLanguageOptions } from "./language-options.ts";
import { LIKELY_REASONS, type UnavailableReason } from "./unavailable-reason.ts";

/** Whether the browser's model can be asked. */
export type BuiltInState =
  | { state: Exclude<Availability, "unavailable"> }
  /** The browser does not say why, so `reasons` are what is likely. */
  | { state: "unavailable"; reasons: readonly UnavailableReason[] };

const STATES: ReadonlySet<string> = new Set(["available", "downloadable", "downloading"]);

/** Longest time that a browser may take to say it, in ms. */
export const LIMIT_MS = 60_000;

/**
 * Returns whether the model can be asked in these languages.
 * @throws ChatError of kind `not-answering` if the browser does not say it
 * @throws the signal's reason if it aborts
 */
export async function readState(
  model: LanguageModel | undefined,
  languages: readonly string[],
  signal: AbortSignal,
): Promise<BuiltInState> {
  if (model === undefined) return { state: "unavailable", reasons: ["browser"] };
  const known = await inTime(availabilityOf(model, languages), LIMIT_MS, signal);
  if (known !== "unavailable") return { state: known };
  if (languages.every((language) => language === FIRST_LANGUAGE)) return { state: known, reasons: LIKELY_REASONS };
  const inFirst = await inTime(availabilityOf(model, [FIRST_LANGUAGE]), LIMIT_MS, signal);
  return { state: known, reasons: inFirst === "unavailable" ? LIKELY_REASONS : ["language"] };
}

/** A browser that does not know, or says what no version has said so far, has no model for us. */
export async function availabilityOf(model: LanguageModel, languages: readonly string[]): Promise<Availability> {
  try {
    const availability = await model.availability(toLanguageOptions(languages));
    return STATES.has(availability) ? availability : "unavailable";
  } catch {
    return "unavailable";
  }
}

/**
 * Returns if the model can be asked.
 * @throws ChatError of kind
 * - `language-unsupported`: it knows none of the languages
 * - `loading`: the browser is downloading it
 * - `no-model`: there is none, or the person has not downloaded it
 */
export function requireAvailable(state: BuiltInState): void {
  switch (state.state) {
    case "available":
      return;
    case "downloading":
      throw new ChatError("loading");
    case "downloadable":
      throw new ChatError("no-model");
    case "unavailable":
      throw new ChatError(state.reasons.includes("language") ? "language-unsupported" : "no-model");
    default:
      state satisfies never;
  }
}
