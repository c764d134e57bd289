import { createServerClient } from "../formats/server-client.ts";
import { splitThinking } from "../formats/split-thinking.ts";
import type { Call, ChatRequest, Model, Provider, ProviderType, Traits } from "../provider.ts";
import { createBases } from "../transport/addresses/bases.ts";
import { endpoint, withVersion } from "../transport/addresses/normalise-address.ts";
import { originsOf, serviceTraits, traitsAt } from "../transport/addresses/server-address.ts";
import { BEARER, type KeyHeader } from "../transport/request.ts";
import { type LoadingWait, whileLoading } from "../transport/while-loading.ts";
import { readAllowance } from "./allowance.ts";
import { askWithinCredit } from "./ask-within-credit.ts";
import { toChatBody } from "./chat-body.ts";
import { checkServer, type Get } from "./check.ts";
import { createChunkReader } from "./chunk-reader.ts";
import { openAiCompatibleConfigSchema, type OpenAiCompatibleConfig } from "./config.ts";
import { RULES } from "./error-rules.ts";
import { readModels } from "./models.ts";
import { findPreset } from "./presets.ts";

export interface OpenAiCompatibleOptions {
  /** How a server that loads its model is waited for. Default: `LOADING_WAIT`. */
  loadingWait?: LoadingWait;
}

function traitsOf({ baseUrl, preset }: OpenAiCompatibleConfig): Traits {
  return traitsAt(baseUrl, findPreset(preset).key);
}

function keyHeaderOf({ keyHeader }: OpenAiCompatibleConfig): KeyHeader {
  return keyHeader === undefined || keyHeader.toLowerCase() === BEARER.name ? BEARER : { name: keyHeader };
}

/** Creates the type of all servers that speak OpenAI's chat completions. */
export function createOpenAiCompatible({
  loadingWait,
}: OpenAiCompatibleOptions = {}): ProviderType<OpenAiCompatibleConfig> {
  function create(config: OpenAiCompatibleConfig): Provider {
    const traits = traitsOf(config);
    const client = createServerClient({ traits, rules: RULES, keyHeader: keyHeaderOf(config) });
    const bases = createBases([config.baseUrl, ...withVersion(config.baseUrl, "v1")]);
    const preset = findPreset(config.preset);
    const get: Get = (baseUrl, path, call) => client.get(endpoint(baseUrl, path), call);
    const ask = (baseUrl: string, request: ChatRequest, call: Call) =>
      askWithinCredit((maxTokens) => {
        const body = toChatBody(request, preset, maxTokens);
        return client.ask(endpoint(baseUrl, "/chat/completions"), body, createChunkReader, call);
      });

    const chat: Provider["chat"] = (request, call) =>
      splitThinking(whileLoading(() => bases.ask((baseUrl) => ask(baseUrl, request, call)), call.signal, loadingWait));

    const { freeSuffix, keyCheckPath } = preset;
    const isPaid = ({ id }: Model) => freeSuffix !== undefined && !id.endsWith(freeSuffix);
    const freeFirst = (models: readonly Model[]) => models.toSorted((a, b) => Number(isPaid(a)) - Number(isPaid(b)));

    return {
      listModels: (call) => bases.first(async (baseUrl) => freeFirst(readModels(await get(baseUrl, "/models", call)))),
      ...(freeSuffix !== undefined &&
        keyCheckPath !== undefined && {
          allowance: (call) => bases.first(async (baseUrl) => readAllowance(await get(baseUrl, keyCheckPath, call))),
        }),
      check: (call, model) => checkServer({ get, bases, preset }, chat, call, model),
      chat,
    };
  }

  return {
    type: "openai-compatible",
    config: openAiCompatibleConfigSchema,
    traits: serviceTraits("optional"),
    traitsOf,
    origins: ({ baseUrl }) => originsOf(baseUrl),
    create,
  };
}
