import { translate } from "../../i18n/translate.ts";
import { ChatError } from "../../providers/chat-error.ts";
import { download } from "../../providers/built-in/download.ts";
import { inspect } from "../../providers/built-in/inspect.ts";
import { readLanguageModel } from "./language-model.ts";

/** How a download of the browser's model ended. */
type DownloadEnd =
  | { type: "done" | "stopped" }
  | { type: "failed"; reason: "network" | "refused" | "other"; detail?: string | undefined };

/** The browser's own model, as its pages reach it. A worker must not inspect it: it would need no click to download it. */
export const builtInModel = {
  /**
   * Returns how the model is.
   * @param languages that it is to be asked in. undefined: English, and what the person and the model both speak
   * @throws ChatError
   */
  inspect(languages: readonly string[] | undefined, signal: AbortSignal) {
    const spoken = [translate("languageCode"), ...navigator.languages];
    return inspect(readLanguageModel(), { languages, spoken }, signal);
  },

  /** Downloads it, as `download` does. Calls the browser before it returns. Never rejects. */
  download(
    languages: readonly string[],
    signal: AbortSignal,
    onProgress: (share: number) => void,
  ): Promise<DownloadEnd> {
    const model = readLanguageModel();
    if (model === undefined) return Promise.resolve({ type: "failed", reason: "refused" });
    return download(model, languages, signal, onProgress).then((): DownloadEnd => ({ type: "done" }), toEnd);
  },
};

function toEnd(thrown: unknown): DownloadEnd {
  const { kind, detail } = ChatError.from(thrown);
  switch (kind) {
    case "aborted":
      return { type: "stopped" };
    case "network":
      return { type: "failed", reason: "network", detail };
    case "no-model":
    case "language-unsupported":
      return { type: "failed", reason: "refused", detail };
    default:
      return { type: "failed", reason: "other", detail };
  }
}
