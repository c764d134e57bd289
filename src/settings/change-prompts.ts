import type { QuickPrompt } from "./quick-prompt.ts";

/** What a person fills in of a prompt. */
export type PromptFields = Pick<QuickPrompt, "name" | "prompt" | "send">;

/** Whether a prompt can be saved and offered: its name and its text are not blank. */
export function isComplete({ name, prompt }: PromptFields): boolean {
  return name.trim() !== "" && prompt.trim() !== "";
}

/** Returns the prompts with a change of one of them. If that one is gone, nothing changes. */
export function changePrompt(
  prompts: readonly QuickPrompt[],
  id: string,
  change: Partial<PromptFields>,
): QuickPrompt[] {
  return prompts.map((prompt) => (prompt.id === id ? { ...prompt, ...change } : prompt));
}

/**
 * Returns the prompts with one more. If it is there already, nothing changes.
 * @param index its place. Default: the end
 */
export function insertPrompt(
  prompts: readonly QuickPrompt[],
  prompt: QuickPrompt,
  index = prompts.length,
): QuickPrompt[] {
  if (prompts.some(({ id }) => id === prompt.id)) return [...prompts];
  return [...prompts.slice(0, index), prompt, ...prompts.slice(index)];
}

/**
 * Undoes a return to the original prompts. Prompts that were added since stay, at the end.
 * @param before the prompts before that return
 * @param originals the prompts that took their place
 */
export function takeBackOriginals(
  prompts: readonly QuickPrompt[],
  before: readonly QuickPrompt[],
  originals: readonly QuickPrompt[],
): QuickPrompt[] {
  const known = new Set([...before, ...originals].map(({ id }) => id));
  return [...before, ...prompts.filter(({ id }) => !known.has(id))];
}
