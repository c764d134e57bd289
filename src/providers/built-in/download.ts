import type { LanguageModel } from "./language-model.ts";
import { toChatError } from "./errors.ts";
import { toLanguageOptions } from "./language-options.ts";

/**
 * Downloads the model. Calls the browser before it returns, because a click counts only that long.
 * @param languages BCP 47 tags
 * @param onProgress called with shares from 0 to 1
 * @throws ChatError
 */
export function download(
  model: LanguageModel,
  languages: readonly string[],
  signal: AbortSignal,
  onProgress: (share: number) => void,
): Promise<void> {
  const creating = model.create({
    ...toLanguageOptions(languages),
    signal,
    monitor: (monitor) => monitor.addEventListener("downloadprogress", ({ loaded }) => onProgress(loaded)),
  });
  return creating.then(
    (session) => session.destroy(),
    (thrown: unknown) => {
      throw toChatError(thrown, signal);
    },
  );
}
