import { storedIds } from "../entries/ordered-entries.ts";
import type { StoredEntries } from "../entries/entries.ts";
import { type QuickPrompt, readQuickPrompt } from "./quick-prompt.ts";

/** How quick prompts are stored. Without the order the person has none of their own. */
export const PROMPT_KIND = { prefix: "prompt:", orderKey: "prompt-order" } as const;

/** Returns the person's own quick prompts, in order; null if they use those that come with Sidenote. */
export function readQuickPrompts(stored: StoredEntries): QuickPrompt[] | null {
  if (!Object.hasOwn(stored, PROMPT_KIND.orderKey)) return null;
  return storedIds(stored, PROMPT_KIND).flatMap((id) => readStoredPrompt(stored, id) ?? []);
}

/** Reads the stored prompt with this id. Returns undefined if there is none, or it cannot be read. */
export function readStoredPrompt(stored: StoredEntries, id: string): QuickPrompt | undefined {
  return readQuickPrompt(id, stored[PROMPT_KIND.prefix + id]);
}
