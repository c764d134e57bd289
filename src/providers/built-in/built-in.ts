import { ChatError } from "../chat-error.ts";
import { toTurns } from "../formats/turns.ts";
import type { Call, ChatRequest, Provider, ProviderType } from "../provider.ts";
import type { TimeLimits } from "../transport/time-limits.ts";
import { toChatError } from "./errors.ts";
import { ask } from "./ask.ts";
import { type BuiltInConfig, builtInConfigSchema, languagesOf } from "./config.ts";
import type { LanguageModel } from "./language-model.ts";
import { toLanguageOptions } from "./language-options.ts";
import { openSession } from "./open-session.ts";
import { createSessions } from "./session.ts";
import { readState, requireAvailable } from "./state.ts";

/** The first word waits until the model is in memory. */
const LIMITS: TimeLimits = { firstByteMs: 600_000, betweenPiecesMs: 60_000 };

export interface BuiltInDependencies {
  /** Returns the browser's model. undefined: this browser has none. */
  languageModel(): LanguageModel | undefined;
  /** Default: 10 minutes until the first word, then one. */
  limits?: TimeLimits;
}

/** Creates the type of the browser's own model, which answers on the person's computer, without a server. */
export function createBuiltIn({ languageModel, limits = LIMITS }: BuiltInDependencies): ProviderType<BuiltInConfig> {
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
  };
}
