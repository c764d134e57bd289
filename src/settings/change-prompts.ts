import type { QuickPrompt } from "./quick-prompt.ts";

/** What a person fills in of a prompt. */
export type PromptFields = Pick<QuickPrompt, "name" | "prompt" | "send">;

/** Whether it can be saved, and offered. */
export function isComplete({ name, prompt }: PromptFields): boolean {
  return name.trim() !== "" && prompt.trim() !== "";
}

/** The prompts with this change of one; without a change where it is not there any more. */
export function changePrompt(
  prompts: readonly QuickPrompt[],
  id: string,
  change: Partial<PromptFields>,
): QuickPrompt[] {
  return prompts.map((prompt) => (prompt.id === id ? { ...prompt, ...change } : prompt));
}

/** The prompts with this one at a place, or at the end; as they are where it is there already. */
export function insertPrompt(
  prompts: readonly QuickPrompt[],
  prompt: QuickPrompt,
  index = prompts.length,
): QuickPrompt[] {
  if (prompts.some(({ id }) => id === prompt.id)) return [...prompts];
  return [...prompts.slice(0, index), prompt, ...prompts.slice(index)];
}

/** The prompts of before in the place of the original ones; what was added since stays. */
export function takeBackOriginals(
  prompts: readonly QuickPrompt[],
  before: readonly QuickPrompt[],
  originals: readonly QuickPrompt[],
): QuickPrompt[] {
  const known = new Set([...before, ...originals].map(({ id }) => id));
  return [...before, ...prompts.filter(({ id }) => !known.has(id))];
}
