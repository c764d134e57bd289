/**
 * Why a browser may have no model for us. `model-service`: this build of the browser comes without what runs it.
 * `policy`: whoever manages the browser does not allow it.
 */
export type UnavailableReason = "browser" | "language" | "hardware" | "disk-space" | "model-service" | "policy";

/** Whether the browser's own model can be asked. The browser does not always say why not: `reasons` are what is likely. */
export type BuiltInState =
  | { state: "available" | "downloadable" | "downloading" }
  | { state: "unavailable"; reasons: readonly UnavailableReason[] };

/** What is known of the browser's own model. */
export interface BuiltInReport {
  state: BuiltInState;
  /** The languages that it is to be asked in, as BCP 47 tags. */
  languages: readonly string[];
  /** The languages that it knows, of those that are common and the person's. None: there is no model. */
  known: readonly string[];
}

/** How a download ended. `refused`: the browser does not want to. `detail`: its own words. */
export type DownloadEnd =
  | { type: "done" | "stopped" }
  | { type: "failed"; reason: "network" | "refused" | "other"; detail?: string | undefined };

/** The browser's own model, as views reach it. */
export interface BuiltInModel {
  /**
   * Returns how the model is.
   * @param languages that it is to be asked in. undefined: English, and what the person and the model both speak
   * @throws if the browser does not say it, or the signal aborts
   */
  inspect(languages: readonly string[] | undefined, signal: AbortSignal): Promise<BuiltInReport>;
  /**
   * Downloads the model. Calls the browser before it returns, because a click counts only that long. The browser goes on
   * when the view is closed, and after an abort. Never rejects.
   * @param onProgress called with shares from 0 to 1
   */
  download(
    languages: readonly string[],
    signal: AbortSignal,
    onProgress: (share: number) => void,
  ): Promise<DownloadEnd>;
}
