import { splitThinking } from "../formats/split-thinking.ts";
import type { Provider, ProviderType, Traits } from "../provider.ts";
import { reachOf } from "../transport/host-reach.ts";
import { HOSTED_TIME_LIMITS, LOCAL_TIME_LIMITS } from "../transport/time-limits.ts";
import { type LoadingWait, whileLoading } from "../transport/while-loading.ts";
import { createBases } from "./bases.ts";
import { checkServer } from "./check.ts";
import { configSchema, type OpenAiCompatibleConfig } from "./config.ts";
import { readModels } from "./models.ts";
import { findPreset } from "./presets.ts";
import { createServer } from "./server.ts";

export interface OpenAiCompatibleOptions {
  /** How a server that loads its model is waited for. Default: `LOADING_WAIT`. */
  loadingWait?: LoadingWait;
}

/** A service on the internet whose key is optional: what is not known to be otherwise. */
const TRAITS: Traits = {
  key: "optional",
  reach: "account",
  siteTab: false,
  pace: { gapMs: 0, atOnce: 3 },
  limits: HOSTED_TIME_LIMITS,
};

function traitsOf({ baseUrl, preset }: OpenAiCompatibleConfig): Traits {
  const traits: Traits = { ...TRAITS, key: findPreset(preset).key };
  const reach = reachOf(baseUrl);
  if (reach === "public") return traits;
  // What stands at home mostly computes one answer at a time, and takes longer for two at once.
  return { ...traits, reach, pace: { gapMs: 0, atOnce: 1 }, limits: LOCAL_TIME_LIMITS };
}

/** Creates the type of all servers that speak OpenAI's chat completions. */
export function createOpenAiCompatible({
  loadingWait,
}: OpenAiCompatibleOptions = {}): ProviderType<OpenAiCompatibleConfig> {
  function create(config: OpenAiCompatibleConfig): Provider {
    const traits = traitsOf(config);
    const server = createServer(config, traits);
    const bases = createBases(config.baseUrl);
    const preset = findPreset(config.preset);

    const chat: Provider["chat"] = (request, call) =>
      splitThinking(
        whileLoading(() => bases.ask((baseUrl) => server.ask(baseUrl, request, call)), call.signal, loadingWait),
      );

    return {
      listModels: (call) => bases.first(async (baseUrl) => readModels(await server.get(baseUrl, "/models", call))),
      check: (call, model) => checkServer({ server, bases, preset }, chat, call, model),
      chat,
    };
  }

  return {
    type: "openai-compatible",
    config: configSchema,
    traits: TRAITS,
    traitsOf,
    origins({ baseUrl }) {
      const { protocol, hostname } = new URL(baseUrl);
      return [`${protocol}//${hostname}/*`];
    },
    create,
  };
}
