import * as z from "zod/mini";
import { baseUrlSchema } from "../transport/addresses/base-url-schema.ts";

/** Where the service is. */
export const GEMINI_URL = "https://generativelanguage.googleapis.com/v1beta";

/** What a backend of this type says of itself. */
export const geminiConfigSchema = z.object({
  /** The base of all requests, as `normaliseAddress` gives it. Absent: the service itself. */
  baseUrl: z.optional(baseUrlSchema),
});
export type GeminiConfig = z.infer<typeof geminiConfigSchema>;
