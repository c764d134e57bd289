import { ChatError } from "../chat-error.ts";
import { toTurns } from "../formats/turns.ts";
import type { Call, ChatRequest, Provider, ProviderType } from "../provider.ts";
import type { TimeLimits } from "../transport/time-limits.ts";
import { toChatError } from "./errors.ts";
import { ask } from "./ask.ts";
import { type BuiltInConfig, builtInConfigSchema, languagesOf } from "./config.ts";
import { download } from "./download.ts";
import type { LanguageModel } from "./language-model.ts";
import { openSession } from "./open-session.ts";
import { createSessions } from "./session.ts";
import { type BuiltInState, readState, requireAvailable, toLanguageOptions } from "./state.ts";

/** The first word waits until the model is in memory. */
const LIMITS: TimeLimits = { firstByteMs: 600_000, betweenPiecesMs: 60_000 };

export interface BuiltInDependencies {
  /** Returns the browser's model. undefined: this browser has none. */
  languageModel(): LanguageModel | undefined;
  /** Default: 10 minutes until the first word, then one. */
  limits?: TimeLimits;
}

/** The type of the browser's own model, which answers on the person's computer, without a server. */
export interface BuiltInType extends ProviderType<BuiltInConfig> {
  /**
   * Returns whether the model can be asked, and what is likely where it cannot.
   * @throws ChatError
   */
  readState(config: BuiltInConfig, signal: AbortSignal): Promise<BuiltInState>;
  /**
   * Downloads the model, some GB. Browsers allow it only right after a click, so a view calls this in its handler with
   * nothing awaited before. The download goes on when the view is closed, and after an abort.
   * @param onProgress called with shares from 0 to 1, at least with these two
   * @returns when the model can be asked
   * @throws ChatError
   */
  download(config: BuiltInConfig, signal: AbortSignal, onProgress: (share: number) => void): Promise<void>;
}

/** Creates the type. */
export function createBuiltIn({ languageModel, limits = LIMITS }: BuiltInDependencies): BuiltInType {
  function create(config: BuiltInConfig): Provider {
    const languages = languagesOf(config);

    async function open({ signal }: Call) {
      const model = languageModel();
      requireAvailable(await readState(model, languages, signal));
      if (model === undefined) throw new ChatError("no-model");
      return createSessions(model, toLanguageOptions(languages), limits, signal);
    }

    return {
      async check(call) {
        try {
          const sessions = await open(call);
          try {
            // It can be available and its service not running, which shows only now.
            await sessions.create([]);
          } finally {
            sessions.end();
          }
        } catch (thrown) {
          throw toChatError(thrown, call.signal);
        }
      },

      async *chat({ messages, continues = false }: ChatRequest, call) {
        const { signal } = call;
        try {
          signal.throwIfAborted();
          const sessions = await open(call);
          try {
            yield* ask(await openSession({ turns: toTurns(messages), continues }, sessions, signal), limits, signal);
          } finally {
            sessions.end();
          }
        } catch (thrown) {
          throw toChatError(thrown, signal);
        }
      },
    };
  }

  return {
    type: "built-in",
    config: builtInConfigSchema,
    traits: { key: "none", reach: "computer", siteTab: false, pace: { gapMs: 0, atOnce: 1 }, limits },
    origins: () => [],
    create,
    async readState(config, signal) {
      try {
        return await readState(languageModel(), languagesOf(config), signal);
      } catch (thrown) {
        throw toChatError(thrown, signal);
      }
    },
    download(config, signal, onProgress) {
      const model = languageModel();
      if (model === undefined) return Promise.reject(new ChatError("no-model"));
      return download(model, languagesOf(config), signal, onProgress);
    },
  };
}
