import * as z from "zod/mini";
import { isRecord } from "../entries/ordered-entries.ts";
import { anthropicConfigSchema } from "../providers/anthropic/config.ts";
import { builtInConfigSchema } from "../providers/built-in/config.ts";
import { siteConfigSchema } from "../providers/chatgptt/config.ts";
import { geminiConfigSchema } from "../providers/gemini/config.ts";
import { ollamaConfigSchema } from "../providers/ollama/config.ts";
import { openAiCompatibleConfigSchema } from "../providers/openai-compatible/config.ts";
import { normaliseAddress } from "../providers/transport/addresses/normalise-address.ts";

/** Whom a person can ask, as it is stored. Keys of later versions are kept. */
const backendSchema = z.looseObject({
  /** Its identity. Name and address can change. */
  id: z.string(),
  /** The type of provider that speaks to it (`ProviderType.type`). */
  type: z.string(),
  /** What the person calls it. */
  name: z.string(),
  /** What its type needs to know. Checked by the type, and never a secret. */
  config: z.unknown(),
  /** The model to ask for. Absent: the backend's own choice. */
  model: z.optional(z.string()),
  /** When the person agreed that questions go there, in ms since 1970; null: not yet. */
  agreedAt: z.catch(z.nullable(z.number()), null),
  /**
   * Whether it may be asked when others have failed. Absent: after those that are as far from the person or farther; see
   * `backendsAfter`.
   */
  whenOthersFail: z.catch(z.optional(z.boolean()), undefined),
  /** Whether it never gets text of pages. Default: it may. What is not understood counts as yes. */
  neverPages: z.catch(z.optional(z.boolean()), true),
  /** The id of its key in the store of secrets. Absent: it has none. Each key that is stored gets an id of its own. */
  keyId: z.optional(z.string()),
});
export type Backend = z.infer<typeof backendSchema>;

/** The schema of each type's config: one line a type. */
const CONFIG_SCHEMAS = {
  chatgptt: siteConfigSchema,
  "openai-compatible": openAiCompatibleConfigSchema,
  anthropic: anthropicConfigSchema,
  gemini: geminiConfigSchema,
  ollama: ollamaConfigSchema,
  "built-in": builtInConfigSchema,
} as const;

export type BackendType = keyof typeof CONFIG_SCHEMAS;

/** A backend of one type that this version can ask. */
export type BackendOf<Type extends BackendType> = Backend & {
  type: Type;
  config: z.infer<(typeof CONFIG_SCHEMAS)[Type]>;
};

/** A backend that this version can ask. */
export type UsableBackend = { [Type in BackendType]: BackendOf<Type> }[BackendType];

/** The backend that comes with Sidenote. It is there without being stored. */
export const DEFAULT_BACKEND: BackendOf<"chatgptt"> = {
  id: "chatgptt",
  type: "chatgptt",
  name: "chatgptt.me",
  config: { url: "https://chatgptt.me" },
  agreedAt: null,
};

/**
 * Reads a stored record.
 * @returns undefined if its type is unknown or its config is wrong: it needs a later version, and must not be asked; and if
 *   it is marked as not allowed. Else the default backend can always be read.
 */
export function readBackend(id: string, raw: unknown): UsableBackend | undefined {
  if (isNotAllowed(raw)) return undefined;
  const isDefault = id === DEFAULT_BACKEND.id;
  const read = backendSchema.safeParse({ ...(isDefault && DEFAULT_BACKEND), ...(isRecord(raw) && raw), id });
  if (read.success && isUsable(read.data)) return read.data;
  return isDefault ? DEFAULT_BACKEND : undefined;
}

/** Whether a record cannot be read because its address is `http` on the internet. */
export function isNotSecure(raw: unknown): boolean {
  if (!isRecord(raw) || !isRecord(raw["config"])) return false;
  const { baseUrl } = raw["config"];
  const address = typeof baseUrl === "string" ? normaliseAddress(baseUrl) : undefined;
  return address !== undefined && "problem" in address && address.problem === "not-secure";
}

/** Whether the rules of an organisation do not let it be asked. They mark records when they are read. */
export function isNotAllowed(raw: unknown): boolean {
  return isRecord(raw) && raw["notAllowed"] === true;
}

function isUsable(backend: Backend): backend is UsableBackend {
  const { type, config } = backend;
  return isKnown(type) && CONFIG_SCHEMAS[type].safeParse(config).success;
}

function isKnown(type: string): type is BackendType {
  return Object.hasOwn(CONFIG_SCHEMAS, type);
}
