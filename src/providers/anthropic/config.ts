import * as z from "zod/mini";
import { baseUrlSchema } from "../transport/addresses/base-url-schema.ts";

/** Where the service itself is. */
export const ANTHROPIC_URL = "https://api.anthropic.com/v1";

/** What a backend of this type says of itself. */
export const anthropicConfigSchema = z.object({
  /** The base of all requests, as `normaliseAddress` gives it. Absent: the service itself. Servers at home speak this format as well. */
  baseUrl: z.optional(baseUrlSchema),
  /** Where the key goes. Default: `x-api-key`. */
  keyHeader: z.optional(z.enum(["x-api-key", "authorization"])),
});
export type AnthropicConfig = z.infer<typeof anthropicConfigSchema>;
