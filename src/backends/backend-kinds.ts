import { ANTHROPIC_URL } from "../providers/anthropic/config.ts";
import { GEMINI_URL } from "../providers/gemini/config.ts";
import { OLLAMA_URL } from "../providers/ollama/config.ts";
import { findPreset, PRESETS, type Preset } from "../providers/openai-compatible/presets.ts";
import type { Traits } from "../providers/provider.ts";
import type { BackendType, UsableBackend } from "./backend.ts";

/** A kind of backend that a person can add: a type, with what is known of one server or service that speaks it. */
export interface BackendKind {
  readonly id: string;
  readonly type: BackendType;
  /** As its makers write it. Absent: it is no product, and has a name in each language. */
  readonly name?: string;
  /** Where it usually is. Absent: the person knows. */
  readonly address?: string;
  readonly key: Traits["key"];
  /** The preset that its config names. */
  readonly preset?: string;
  /** Where people get a key and see what they have left. */
  readonly account?: string;
}

/** Kinds of which the person, and not a maker, says what is behind them. */
export const OTHER_SERVER_ID = "other";
export const CHAT_SITE_ID = "chat-site";
export const BUILT_IN_ID = "built-in";

/** Presets that are no kinds: "other" is one of its own, and the second port is found by itself. */
const HIDDEN_PRESETS: ReadonlySet<string> = new Set(["other", "llama.cpp-8080"]);

/** Where the makers of hosted services keep accounts. */
const ACCOUNTS: Readonly<Record<string, string>> = {
  openai: "https://platform.openai.com/api-keys",
  openrouter: "https://openrouter.ai/settings/keys",
  groq: "https://console.groq.com/keys",
  mistral: "https://console.mistral.ai/",
  deepseek: "https://platform.deepseek.com/api_keys",
  together: "https://api.together.ai/",
  xai: "https://console.x.ai/",
  cerebras: "https://cloud.cerebras.ai/",
  anthropic: "https://console.anthropic.com/settings/keys",
  gemini: "https://aistudio.google.com/apikey",
};

function ofPreset(preset: string): BackendKind {
  const { name, baseUrl, key }: Preset = findPreset(preset);
  return {
    id: preset,
    type: "openai-compatible",
    name,
    ...(baseUrl !== undefined && { address: baseUrl }),
    key,
    preset,
    ...accountOf(preset),
  };
}

function accountOf(id: string): Pick<BackendKind, "account"> {
  const account = ACCOUNTS[id];
  return account === undefined ? {} : { account };
}

/** All kinds, in the order of a list to choose from. */
export const BACKEND_KINDS: readonly BackendKind[] = [
  ...Object.keys(PRESETS)
    .filter((preset) => !HIDDEN_PRESETS.has(preset))
    .map(ofPreset),
  { id: "ollama", type: "ollama", name: "Ollama", address: OLLAMA_URL, key: "optional" },
  {
    id: "anthropic",
    type: "anthropic",
    name: "Anthropic",
    address: ANTHROPIC_URL,
    key: "required",
    ...accountOf("anthropic"),
  },
  {
    id: "gemini",
    type: "gemini",
    name: "Google Gemini",
    address: GEMINI_URL,
    key: "required",
    ...accountOf("gemini"),
  },
  { id: BUILT_IN_ID, type: "built-in", key: "none" },
  { id: OTHER_SERVER_ID, type: "openai-compatible", key: "optional", preset: "other" },
  { id: CHAT_SITE_ID, type: "chatgptt", key: "none" },
];

/** Returns the kind with this id. @throws Error if there is none */
export function kindById(id: string): BackendKind {
  const kind = BACKEND_KINDS.find((each) => each.id === id);
  if (kind === undefined) throw new Error(`There is no kind "${id}" of backends`);
  return kind;
}

/** Returns the kind that a backend was made from. A preset of a later version, and none, mean "other". */
export function kindOf({ type, config }: Pick<UsableBackend, "type" | "config">): BackendKind {
  if (type !== "openai-compatible") return kindOfType(type);
  const preset = "preset" in config ? config.preset : undefined;
  if (preset === "llama.cpp-8080") return kindById("llama.cpp");
  return BACKEND_KINDS.find((kind) => kind.id === preset) ?? kindById(OTHER_SERVER_ID);
}

function kindOfType(type: Exclude<BackendType, "openai-compatible">): BackendKind {
  switch (type) {
    case "chatgptt":
      return kindById(CHAT_SITE_ID);
    case "built-in":
      return kindById(BUILT_IN_ID);
    case "ollama":
    case "anthropic":
    case "gemini":
      return kindById(type);
    default:
      return type satisfies never;
  }
}
