import type { Availability, CreateOptions, LanguageModel, LanguageOptions, ModelSession } from "./language-model.ts";

export interface FakeModelOptions {
  /** What `availability` says, by the first language that is asked for. Default: `available` for en, es and ja. */
  availability?: (language: string) => Availability;
  /** Names as before the renaming. Default: false. */
  old?: boolean;
  /** Tokens that fit into a session. A word is a token. Default: 100. */
  window?: number;
  /** What is said, in chunks. Default: a greeting. */
  answer?: (question: string, signal: AbortSignal) => ReadableStream<string>;
  /** Called before a session is created. Rejects with what `create` fails with. */
  onCreate?: (options: CreateOptions) => Promise<void> | undefined;
}

/** A stand-in for the browser's model. */
export interface FakeModel extends LanguageModel {
  /** The options of all sessions, in order. */
  readonly created: CreateOptions[];
  /** How many sessions were not destroyed. */
  readonly open: number;
  /** The questions that were asked. */
  readonly asked: string[];
}

const SPOKEN = new Set(["en", "es", "ja"]);

/** Creates one. It counts, refuses and fails as the real one is described, and checks that `create` is asked rightly. */
export function createFakeModel(options: FakeModelOptions = {}): FakeModel {
  const { window = 100, old = false, onCreate } = options;
  const { answer = () => streamOf("Hello", " there."), availability = speaks } = options;
  const created: CreateOptions[] = [];
  const asked: string[] = [];
  let open = 0;
  let languagesAsked = "";

  class FakeSession extends EventTarget implements ModelSession {
    used: number;
    destroyed = false;
    constructor(used: number) {
      super();
      this.used = used;
    }
    promptStreaming(question: string, { signal }: { signal: AbortSignal }): ReadableStream<string> {
      if (this.destroyed) throw new DOMException("The session is destroyed.", "InvalidStateError");
      asked.push(question);
      const size = countWords(question);
      if (this.used + size > window) throw quotaExceeded();
      this.used += size;
      const counted = new TransformStream<string, string>({
        transform: (chunk, controller) => {
          this.used += countWords(chunk);
          if (this.used > window) {
            this.used = window;
            this.dispatchEvent(new Event(old ? "quotaoverflow" : "contextoverflow"));
          }
          controller.enqueue(chunk);
        },
      });
      return answer(question, signal).pipeThrough(counted);
    }
    destroy(): void {
      if (!this.destroyed) open -= 1;
      this.destroyed = true;
    }
  }

  class NewSession extends FakeSession {
    contextWindow = window;
    get contextUsage() {
      return this.used;
    }
    measureContextUsage = async (text: string) => countWords(text);
  }

  class OldSession extends FakeSession {
    inputQuota = window;
    get inputUsage() {
      return this.used;
    }
    measureInputUsage = async (text: string) => countWords(text);
  }

  return {
    created,
    asked,
    get open() {
      return open;
    },
    async availability(languages) {
      languagesAsked = JSON.stringify(languages);
      return availability(firstOf(languages));
    },
    async create(given) {
      created.push(given);
      const { initialPrompts = [], signal, monitor: _, ...languages } = given;
      if (languagesAsked !== "" && JSON.stringify(languages) !== languagesAsked) throw new TypeError("Other languages");
      if (initialPrompts.slice(1).some(({ role }) => role === "system")) throw new TypeError("A late system message");
      await onCreate?.(given);
      signal.throwIfAborted();
      const used = initialPrompts.reduce((sum, { content }) => sum + countWords(content), 0);
      if (used > window) throw quotaExceeded();
      open += 1;
      return old ? new OldSession(used) : new NewSession(used);
    },
  };
}

/** Chunks that come one after the other. A last one that is an exception breaks the stream. */
export function streamOf(...chunks: ReadonlyArray<string | DOMException>): ReadableStream<string> {
  let next = 0;
  return new ReadableStream<string>({
    pull(controller) {
      const chunk = chunks[next++];
      if (chunk === undefined) controller.close();
      else if (typeof chunk === "string") controller.enqueue(chunk);
      else controller.error(chunk);
    },
  });
}

function speaks(language: string): Availability {
  return SPOKEN.has(language) ? "available" : "unavailable";
}

function firstOf({ expectedInputs }: LanguageOptions): string {
  return expectedInputs[0]?.languages[0] ?? "";
}

function countWords(text: string): number {
  return text.split(/\s+/).filter((word) => word !== "").length;
}

function quotaExceeded(): DOMException {
  return new DOMException("The input is too large.", "QuotaExceededError");
}
