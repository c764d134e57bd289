import * as z from "zod/mini";
import { endpoint } from "../transport/addresses/normalise-address.ts";
import { baseUrlSchema } from "../transport/addresses/base-url-schema.ts";

/** Where Ollama listens if nobody has changed it. */
export const OLLAMA_URL = "http://127.0.0.1:11434";

/** What a backend of this type says of itself. */
export const ollamaConfigSchema = z.object({
  /** As `normaliseAddress` gives it. The path of an API behind it does no harm. Default: `OLLAMA_URL`. */
  baseUrl: z.optional(baseUrlSchema),
  /** The most that a question and its answer may take together, in tokens. Default: `DEFAULT_CONTEXT_TOKENS`. */
  contextTokens: z.optional(z.number().check(z.int(), z.positive())),
});
export type OllamaConfig = z.infer<typeof ollamaConfigSchema>;

/** Returns the address of an endpoint. Takes off what other programs put behind the base, and people paste along. */
export function addressOf(baseUrl: string, path: string): string {
  return endpoint(baseUrl.replace(/\/(?:api|v1)$/, ""), path);
}
