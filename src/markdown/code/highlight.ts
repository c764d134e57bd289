import type { HLJSApi } from "highlight.js";
import { GRAMMARS } from "./grammars.ts";
import { LANGUAGES } from "./languages.ts";
import { loadPersistently } from "../load-persistently.ts";

let core: HLJSApi | undefined;

/**
 * Returns code as HTML with a span for each coloured word. Has no time limit of its own: see `createColouring`.
 * @param id a language that `loadLanguage` has loaded
 * @throws Error if the language is not loaded
 */
export function highlight(code: string, id: string): string {
  return core?.highlight(code, { language: id, ignoreIllegals: true }).value ?? "";
}

/**
 * Loads the grammars that a language needs, each once.
 * @throws the last failure, if loading keeps failing
 */
export async function loadLanguage(id: string): Promise<void> {
  const ids = [id, ...(LANGUAGES[id]?.needs ?? [])].filter((each) => core?.getLanguage(each) === undefined);
  const [loadedCore, ...grammars] = await Promise.all([
    loadPersistently(() => import("highlight.js/lib/core")),
    ...ids.map((each) => loadPersistently(async () => GRAMMARS[each]?.())),
  ]);
  core ??= loadedCore.default;
  for (const [index, each] of ids.entries()) {
    const grammar = grammars[index];
    if (grammar !== undefined) core.registerLanguage(each, grammar.default);
  }
}
