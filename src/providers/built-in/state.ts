import { ChatError } from "../chat-error.ts";
import { inTime } from "./in-time.ts";
import type { Availability, LanguageModel, LanguageOptions } from "./language-model.ts";

/**
 * Why a browser may have no model for us.
 * - `browser`: it has none built in.
 * - `language`: its model knows none of the languages, but others.
 * - `hardware`, `disk-space`: the device is too weak or too full. Browsers want some GB of memory, and 22 GB free.
 * - `model-service`: this build of the browser comes without what runs the model.
 * - `policy`: whoever manages the browser does not allow it.
 */
export type UnavailableReason = "browser" | "language" | "hardware" | "disk-space" | "model-service" | "policy";

/** Whether the browser's model can be asked. */
export type BuiltInState =
  | { state: Exclude<Availability, "unavailable"> }
  /** The browser does not say why, so `reasons` are what is likely. */
  | { state: "unavailable"; reasons: readonly UnavailableReason[] };

/** What every version of the model speaks. */
const FIRST_LANGUAGE = "en";

/** What is likely where a browser that has the interface has no model. */
const LIKELY_REASONS: readonly UnavailableReason[] = ["hardware", "disk-space", "model-service", "policy"];

const STATES: ReadonlySet<string> = new Set(["available", "downloadable", "downloading"]);

/** Longest time that a browser may take to say it, in ms. */
const LIMIT_MS = 60_000;

/** Returns what `availability` and `create` must be told of the languages, by their BCP 47 tags. */
export function toLanguageOptions(languages: readonly string[]): LanguageOptions {
  return { expectedInputs: [{ type: "text", languages }], expectedOutputs: [{ type: "text", languages }] };
}

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
async function availabilityOf(model: LanguageModel, languages: readonly string[]): Promise<Availability> {
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
