import type { LanguageModel } from "../../providers/built-in/language-model.ts";

/** Returns the browser's own model. Chromium has it in pages and workers, Firefox has none. */
export function readLanguageModel(): LanguageModel | undefined {
  const scope: typeof globalThis & { LanguageModel?: LanguageModel } = globalThis;
  return scope.LanguageModel;
}
