import { createAnthropic } from "./anthropic/anthropic.ts";
import { type BuiltInDependencies, createBuiltIn } from "./built-in/built-in.ts";
import { type ChatGpttDependencies, createChatGptt } from "./chatgptt/chatgptt.ts";
import { createGemini } from "./gemini/gemini.ts";
import { createOllama } from "./ollama/ollama.ts";
import { createOpenAiCompatible } from "./openai-compatible/openai-compatible.ts";
import type { ProviderType } from "./provider.ts";

/** What single providers need beside the call. */
export interface ProviderDependencies {
  chatgptt: ChatGpttDependencies;
  builtIn: BuiltInDependencies;
}

/** Creates all types of providers, one line each. */
export function createProviderTypes(dependencies: ProviderDependencies): readonly ProviderType[] {
  return [
    createChatGptt(dependencies.chatgptt),
    createOpenAiCompatible(),
    createAnthropic(),
    createGemini(),
    createOllama(),
    createBuiltIn(dependencies.builtIn),
  ];
}
