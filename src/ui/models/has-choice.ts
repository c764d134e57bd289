import type { UsableBackend } from "../../backends/backend.ts";
import type { Backends } from "../../backends/backends.ts";

/** Whether a backend takes the name of a model. Sites and the browser's own model choose by themselves. */
export function takesModels({ type }: UsableBackend): boolean {
  return type !== "chatgptt" && type !== "built-in";
}

/** Whether there is more than one model to choose from, as far as the settings tell. */
export function hasChoice(backends: Backends | undefined): boolean {
  const { usable = [] } = backends ?? {};
  return usable.length > 1 || usable.some(takesModels);
}
