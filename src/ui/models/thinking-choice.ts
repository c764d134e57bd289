import type { UsableBackend } from "../../backends/backend.ts";
import type { Target } from "../../backends/target.ts";
import type { ModelList } from "../client/model-lists.ts";

/**
 * Whether the person can choose if the model of a target thinks: its backend says so of it, or it has been chosen before
 * and can be taken back.
 */
export function hasThinkingChoice(
  { backendId, model, think }: Target,
  backends: readonly UsableBackend[],
  lists: ReadonlyMap<string, ModelList>,
): boolean {
  if (think !== undefined) return true;
  const id = model ?? backends.find((backend) => backend.id === backendId)?.model;
  const listed = lists.get(backendId)?.models.find((each) => each.id === id);
  return listed?.thinkingIsOptional === true;
}

/** Returns a target whose model thinks as it does by itself, or does not think. */
export function withThinking({ think: _, ...target }: Target, thinks: boolean): Target {
  return thinks ? target : { ...target, think: false };
}
