import { toChatError } from "./errors.ts";
import { inTime } from "./in-time.ts";
import type { LanguageModel } from "./language-model.ts";
import { FIRST_LANGUAGE, MODEL_LANGUAGES, toLanguages } from "./language-options.ts";
import { availabilityOf, type BuiltInState, LIMIT_MS, readState } from "./state.ts";
import { askForReasons } from "./unavailable-reason.ts";

/** What a person is told of the browser's model. */
export interface Inspection {
  state: BuiltInState;
  /** The languages that it is to be asked in. */
  languages: readonly string[];
  /** The languages that it knows, of those that are common and the person's. None: there is no model. */
  known: readonly string[];
}

/** Which languages to look for, as BCP 47 tags. */
export interface WishedLanguages {
  /** The languages that it is to be asked in. Absent: English, and what the person and the model both speak. */
  languages?: readonly string[] | undefined;
  /** The languages that the person speaks. */
  spoken: readonly string[];
}

/**
 * Returns how the model is, with the browser's own reason where there is none. Only for pages: see `askForReasons`.
 * @throws ChatError
 */
export async function inspect(
  model: LanguageModel | undefined,
  wished: WishedLanguages,
  signal: AbortSignal,
): Promise<Inspection> {
  try {
    signal.throwIfAborted();
    if (model !== undefined) return await inspectModel(model, wished, signal);
    const languages = wished.languages ?? [FIRST_LANGUAGE];
    return { state: await readState(model, languages, signal), languages, known: [] };
  } catch (thrown) {
    throw toChatError(thrown, signal);
  }
}

async function inspectModel(model: LanguageModel, wished: WishedLanguages, signal: AbortSignal): Promise<Inspection> {
  const spoken = toLanguages(wished.spoken);
  const candidates = toLanguages([...MODEL_LANGUAGES, ...spoken]);
  const each = Promise.all(candidates.map((language) => availabilityOf(model, [language])));
  const availability = await inTime(each, LIMIT_MS, signal);
  const known = candidates.filter((_, index) => availability[index] !== "unavailable");
  const both = toLanguages([...spoken, FIRST_LANGUAGE]).filter((language) => known.includes(language));
  const languages = wished.languages ?? (both.length === 0 ? [FIRST_LANGUAGE] : both);
  const state = await readState(model, languages, signal);
  if (state.state !== "unavailable" || known.length > 0) return { state, languages, known };
  return { state: { ...state, reasons: await askForReasons(model, languages, signal) }, languages, known };
}
