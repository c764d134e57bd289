import * as z from "zod/mini";

/** What a backend of this type says of itself. */
export const builtInConfigSchema = z.object({
  /** In which languages the person asks and wants answers, as BCP 47 tags. Default: English. */
  languages: z.optional(z.array(z.string())),
});
export type BuiltInConfig = z.infer<typeof builtInConfigSchema>;

/** Returns the languages that the model is asked in. */
export function languagesOf({ languages = ["en"] }: BuiltInConfig): readonly string[] {
  return languages;
}
