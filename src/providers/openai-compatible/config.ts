import * as z from "zod/mini";
import type { KeyHeader } from "../transport/request.ts";
import { BEARER } from "../transport/request.ts";
import { baseUrlSchema } from "../transport/addresses/server-address.ts";

/** What a backend of this type says of itself. */
export const configSchema = z.object({
  /** The base of all requests, as `normaliseAddress` gives it. */
  baseUrl: baseUrlSchema,
  /** The header that carries the bare key, such as `api-key`. Absent: `Authorization: Bearer`. */
  keyHeader: z.optional(z.string().check(z.regex(/^[\w-]{1,64}$/))),
  /** The preset that it was made from, by its stored name. */
  preset: z.optional(z.string()),
});
export type OpenAiCompatibleConfig = z.infer<typeof configSchema>;

/** Returns where the key goes. */
export function keyHeaderOf({ keyHeader }: OpenAiCompatibleConfig): KeyHeader {
  return keyHeader === undefined || keyHeader.toLowerCase() === BEARER.name ? BEARER : { name: keyHeader };
}
