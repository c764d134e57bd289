import * as z from "zod/mini";
import { isRecord } from "../entries/ordered-entries.ts";
import { type SiteConfig, siteConfigSchema } from "../providers/chatgptt/config.ts";

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
});
export type Backend = z.infer<typeof backendSchema>;

/** The schema of each type's config: one line a type. */
const CONFIG_SCHEMAS = new Map([["chatgptt", siteConfigSchema]]);

/** A backend that this version can ask. */
export interface UsableBackend extends Backend {
  type: "chatgptt";
  config: SiteConfig;
}

/** The backend that comes with Sidenote. It is there without being stored. */
export const DEFAULT_BACKEND: UsableBackend = {
  id: "chatgptt",
  type: "chatgptt",
  name: "chatgptt.me",
  config: { url: "https://chatgptt.me" },
  agreedAt: null,
};

/**
 * Reads a stored record.
 * @returns undefined if its type is unknown or its config is wrong: it needs a later version, and must not be asked. The
 *   default backend can always be read.
 */
export function readBackend(id: string, raw: unknown): UsableBackend | undefined {
  const isDefault = id === DEFAULT_BACKEND.id;
  const read = backendSchema.safeParse({ ...(isDefault && DEFAULT_BACKEND), ...(isRecord(raw) && raw), id });
  if (read.success && isUsable(read.data)) return read.data;
  return isDefault ? DEFAULT_BACKEND : undefined;
}

function isUsable(backend: Backend): backend is UsableBackend {
  return CONFIG_SCHEMAS.get(backend.type)?.safeParse(backend.config).success === true;
}
