import * as z from "zod/mini";

/** Whom a person can ask, as it is stored. Keys of later versions are kept. */
export const backendSchema = z.looseObject({
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

/** Reads the person's backends. */
export interface BackendSource {
  /** Returns all backends that this version can read, in the person's order. */
  list(): Promise<readonly Backend[]>;
  /** Returns the backend that is asked where no other one is wished. */
  chosen(): Promise<Backend | undefined>;
}
