import type { Traits } from "../provider.ts";

/** A server or service that is known by name. */
export interface Preset {
  /** As its makers write it. */
  readonly name: string;
  /** Where it is, as far as everybody has it there. Absent: the person knows. */
  readonly baseUrl?: string;
  readonly key: Traits["key"];
  /** Sends usage by itself, and refuses the wish for it. Default: it is asked for. */
  readonly sendsUsageUnasked?: boolean;
  /** A path below the base that only a right key opens, where the list of models needs none. */
  readonly keyCheckPath?: string;
  /** How the ids of models end that cost nothing. They come first. */
  readonly freeSuffix?: string;
}

/** What stored backends call them; never renamed. The order is the one of a list to choose from. */
export const PRESETS = {
  openai: { name: "OpenAI", baseUrl: "https://api.openai.com/v1", key: "required" },
  openrouter: {
    name: "OpenRouter",
    baseUrl: "https://openrouter.ai/api/v1",
    key: "required",
    keyCheckPath: "/key",
    freeSuffix: ":free",
  },
  groq: { name: "Groq", baseUrl: "https://api.groq.com/openai/v1", key: "required" },
  mistral: { name: "Mistral", baseUrl: "https://api.mistral.ai/v1", key: "required", sendsUsageUnasked: true },
  deepseek: { name: "DeepSeek", baseUrl: "https://api.deepseek.com", key: "required" },
  together: { name: "Together", baseUrl: "https://api.together.xyz/v1", key: "required" },
  xai: { name: "xAI", baseUrl: "https://api.x.ai/v1", key: "required" },
  cerebras: { name: "Cerebras", baseUrl: "https://api.cerebras.ai/v1", key: "required" },
  "lm-studio": { name: "LM Studio", baseUrl: "http://127.0.0.1:1234/v1", key: "optional" },
  "llama.cpp": { name: "llama.cpp", baseUrl: "http://127.0.0.1:9931/v1", key: "optional" },
  /** The port of versions before 2026. */
  "llama.cpp-8080": { name: "llama.cpp", baseUrl: "http://127.0.0.1:8080/v1", key: "optional" },
  vllm: { name: "vLLM", baseUrl: "http://127.0.0.1:8000/v1", key: "optional" },
  other: { name: "OpenAI-compatible", key: "optional" },
} as const satisfies Record<string, Preset>;

/** Returns a preset by its stored name. A name of a later version, and none, mean a server that nothing is known of. */
export function findPreset(name: string | undefined): Preset {
  return Object.entries(PRESETS).find(([known]) => known === name)?.[1] ?? PRESETS.other;
}
