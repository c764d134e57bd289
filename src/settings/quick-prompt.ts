import * as z from "zod/mini";
import { isRecord } from "../entries/ordered-entries.ts";

const quickPromptSchema = z.object({
  id: z.string(),
  /** What the button and the menu say. */
  name: z.string().check(z.minLength(1), z.maxLength(60)),
  /** What is asked; the selection or the page follows below it. */
  prompt: z.string().check(z.minLength(1), z.maxLength(4_000)),
  /** `now`: asked at once. `edit`: put into the composer first. */
  send: z.enum(["now", "edit"]),
});
export type QuickPrompt = z.infer<typeof quickPromptSchema>;

/**
 * Reads a stored prompt, with the keys that this version does not know.
 * @returns undefined if it cannot be read: it is kept, and not offered
 */
export function readQuickPrompt(id: string, raw: unknown): QuickPrompt | undefined {
  if (!isRecord(raw)) return undefined;
  const known = quickPromptSchema.safeParse({ ...raw, id }).data;
  return known && { ...raw, ...known };
}
