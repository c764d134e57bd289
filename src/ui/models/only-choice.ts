import type { UsableBackend } from "../../backends/backend.ts";
import type { Target } from "../../backends/target.ts";
import { optionKey } from "./model-options.ts";

/**
 * Whether the person can choose that nobody else is asked when a target fails: there is somebody else, or it has been chosen
 * before and can be taken back.
 */
export function hasOnlyChoice({ only }: Target, backends: readonly UsableBackend[]): boolean {
  return only !== undefined || backends.length > 1;
}

/** Returns a target of which alone is asked, or after which others may be asked. */
export function withOnly({ only: _, ...target }: Target, isOnly: boolean): Target {
  return isOnly ? { ...target, only: true } : target;
}

/**
 * Returns what is chosen in the place of `current`. Who chooses what is asked already leaves it as it is, and a conversation
 * that asks one backend alone goes on so with another one.
 */
export function withChoicesOf(current: Target, chosen: Target): Target {
  return optionKey(chosen) === optionKey(current) ? current : withOnly(chosen, current.only === true);
}
