/** One message, as the browser's model takes it. */
export interface ModelMessage {
  role: "system" | "user" | "assistant";
  content: string;
}

interface Expected {
  type: "text";
  languages: readonly string[];
}

/** In which languages it is asked and answers. `availability` and `create` must be given the same. */
export interface LanguageOptions {
  expectedInputs: readonly Expected[];
  expectedOutputs: readonly Expected[];
}

export type Availability = "unavailable" | "downloadable" | "downloading" | "available";

/** Tells how far a download is. */
interface DownloadMonitor {
  addEventListener(type: "downloadprogress", listener: (event: { readonly loaded: number }) => void): void;
}

export interface CreateOptions extends LanguageOptions {
  /** The system message, first, and what was said before. Never dropped, where later messages are. */
  initialPrompts?: readonly ModelMessage[];
  signal: AbortSignal;
  monitor?(monitor: DownloadMonitor): void;
}

/**
 * A conversation with the model. Browsers before the renaming have the second name of each pair alone; for a while there
 * are both.
 */
export interface ModelSession extends EventTarget {
  /** How many tokens fit in. */
  readonly contextWindow?: number;
  readonly inputQuota?: number;
  /** How many tokens are in. */
  readonly contextUsage?: number;
  readonly inputUsage?: number;
  /** Counts the tokens of a text, without adding it. */
  measureContextUsage?(input: string, options: { signal: AbortSignal }): Promise<number>;
  measureInputUsage?(input: string, options: { signal: AbortSignal }): Promise<number>;
  /** Chunks are what is new; in old browsers, the whole text so far. */
  promptStreaming(input: string, options: { signal: AbortSignal }): ReadableStream<string>;
  /** Frees the memory. */
  destroy(): void;
}

/** The browser's built-in model: `globalThis.LanguageModel`. Chromium has it in pages and workers, Firefox has not. */
export interface LanguageModel {
  availability(options: LanguageOptions): Promise<Availability>;
  /**
   * Downloads the model where it is not there yet. That needs a click of the person right before.
   * @throws DOMException
   */
  create(options: CreateOptions): Promise<ModelSession>;
}
