import { checkByAsking } from "../formats/check-by-asking.ts";
import { createModelFacts } from "../formats/model-facts.ts";
import { createServerClient } from "../formats/server-client.ts";
import { toTurns } from "../formats/turns.ts";
import type { Call, ChatRequest, Provider, ProviderType, Traits } from "../provider.ts";
import { createBases } from "../transport/addresses/bases.ts";
import { endpoint, withVersion } from "../transport/addresses/normalise-address.ts";
import { originsOf, serviceTraits, traitsAt } from "../transport/addresses/server-address.ts";
import { BEARER, type KeyHeader } from "../transport/request.ts";
import { SIDE_TIME_LIMITS, type TimeLimits } from "../transport/time-limits.ts";
import { type LoadingWait, whileLoading } from "../transport/while-loading.ts";
import { anthropicConfigSchema, type AnthropicConfig, ANTHROPIC_URL } from "./config.ts";
import { RULES } from "./error-rules.ts";
import { createMessageReader } from "./message-reader.ts";
import { readEntries, toModel } from "./models.ts";

/** Longest answer that is asked for where the list of models names none, in tokens. Every model of today takes it. */
const DEFAULT_MAX_TOKENS = 8192;

/** The second asks for an answer although the request may carry an `Origin`; without it the service refuses all of them. */
const HEADERS = { "anthropic-version": "2023-06-01", "anthropic-dangerous-direct-browser-access": "true" } as const;

export interface AnthropicOptions {
  /** How a server that loads its model is waited for. Default: `LOADING_WAIT`. */
  loadingWait?: LoadingWait;
}

function traitsOf({ baseUrl = ANTHROPIC_URL }: AnthropicConfig): Traits {
  return traitsAt(baseUrl, originsOf(baseUrl)[0] === originsOf(ANTHROPIC_URL)[0] ? "required" : "optional");
}

function toBody({ messages, model }: ChatRequest, maxTokens: number): object {
  const { system, turns } = toTurns(messages);
  return {
    ...(model !== undefined && { model }),
    max_tokens: maxTokens,
    stream: true,
    ...(system !== undefined && { system }),
    messages: turns.map(({ role, text }) => ({ role, content: text })),
  };
}

/** Creates the type of all servers that speak Anthropic's Messages. */
export function createAnthropic({ loadingWait }: AnthropicOptions = {}): ProviderType<AnthropicConfig> {
  function create(config: AnthropicConfig): Provider {
    const { baseUrl = ANTHROPIC_URL } = config;
    const traits = traitsOf(config);
    const keyHeader: KeyHeader = config.keyHeader === "authorization" ? BEARER : { name: "x-api-key" };
    const client = createServerClient({ traits, rules: RULES, keyHeader, headers: HEADERS });
    const bases = createBases([...withVersion(baseUrl, "v1"), baseUrl]);

    const list = (call: Call, limits?: TimeLimits) =>
      bases.first((base) =>
        readEntries((query) => {
          const url = new URL(endpoint(base, "/models"));
          for (const [name, value] of query) url.searchParams.set(name, value);
          return client.get(url.href, call, limits);
        }),
      );

    const longestAnswers = createModelFacts(
      async (call) =>
        new Map(
          (await list(call, SIDE_TIME_LIMITS)).map(({ id, max_tokens }) => [id, max_tokens ?? DEFAULT_MAX_TOKENS]),
        ),
    );

    async function* chat(request: ChatRequest, call: Call) {
      const { model } = request;
      const maxTokens = (model === undefined ? undefined : await longestAnswers(model, call)) ?? DEFAULT_MAX_TOKENS;
      const body = toBody(request, maxTokens);
      const ask = (base: string) => client.ask(endpoint(base, "/messages"), body, createMessageReader, call);
      yield* whileLoading(() => bases.ask(ask), call.signal, loadingWait);
    }

    return {
      listModels: async (call) => (await list(call)).map(toModel),
      async check(call, model) {
        const models = (await list(call)).map(toModel);
        // Aliases such as `claude-sonnet-latest` are not listed, so the question has to show whether there is one.
        await checkByAsking(chat, call, { models, model, takes: () => true });
      },
      chat,
    };
  }

  return {
    type: "anthropic",
    config: anthropicConfigSchema,
    traits: serviceTraits("optional"),
    traitsOf,
    origins: ({ baseUrl = ANTHROPIC_URL }) => originsOf(baseUrl),
    create,
  };
}
