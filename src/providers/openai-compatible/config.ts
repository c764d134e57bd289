import * as z from "zod/mini";
import { baseUrlSchema } from "../transport/addresses/base-url-schema.ts";

/** What a backend of this type says of itself. */
export const openAiCompatibleConfigSchema = z.object({
  /** The base of all requests, as `normaliseAddress` gives it. */
  baseUrl: baseUrlSchema,
  /** The header that carries the bare key, such as `api-key`. Absent: `Authorization: Bearer`. */
  keyHeader: z.optional(z.string().check(z.regex(/^[\w-]{1,64}$/))),
  /** The preset that it was made from, by its stored name. */
  preset: z.optional(z.string()),
});
export type OpenAiCompatibleConfig = z.infer<typeof openAiCompatibleConfigSchema>;
