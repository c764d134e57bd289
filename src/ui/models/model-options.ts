import type { UsableBackend } from "../../backends/backend.ts";
import type { Target } from "../../backends/target.ts";
import type { ModelList } from "../client/model-lists.ts";
import { translate } from "../../i18n/translate.ts";
import { takesModels } from "./has-choice.ts";
import { modelLabel } from "./target-label.ts";

/** One line of the list of models. */
export interface ModelOption {
  target: Target;
  /** "BACKEND: MODEL", or "BACKEND" where the backend chooses the model. */
  label: string;
  /** What people call the model, if that is something else than the label says. */
  also?: string | undefined;
}

/** Returns what tells an option from others. */
export function optionKey({ backendId, model }: Target): string {
  return `${backendId}\n${model ?? ""}`;
}

/**
 * Returns all that can be chosen: the models of each backend in its own order. The model that is stored with a backend,
 * and the one that is asked now, are there whatever the backend says. A backend without models stands for itself.
 */
export function modelOptions(
  backends: readonly UsableBackend[],
  lists: ReadonlyMap<string, ModelList>,
  current: Target | undefined,
): ModelOption[] {
  return backends.flatMap((backend) => {
    const listed = lists.get(backend.id)?.models ?? [];
    const names = new Map(listed.map(({ id, name }) => [id, name]));
    const asked = current?.backendId === backend.id ? current.model : undefined;
    const own = [backend.model, asked].filter((id) => id !== undefined && !names.has(id));
    const models = [...new Set([...own, ...names.keys()])];
    return (models.length === 0 ? [undefined] : models).map((model): ModelOption => ({
      target: { backendId: backend.id, ...(model !== undefined && { model }) },
      label: modelLabel(backend, model),
      also: names.get(model ?? ""),
    }));
  });
}

/** Returns the options that hold each word of a search, and last, what would take the search as the name of a model. */
export function searchOptions(
  options: readonly ModelOption[],
  backends: readonly UsableBackend[],
  query: string,
): ModelOption[] {
  const typed = query.trim();
  if (typed === "") return [...options];
  const words = typed.toLocaleLowerCase().split(/\s+/);
  const found = options.filter(({ label, also = "" }) => {
    const text = `${label} ${also}`.toLocaleLowerCase();
    return words.every((word) => text.includes(word));
  });
  const known = new Set(options.map(({ target }) => optionKey(target)));
  const asTyped = backends
    .filter(takesModels)
    .map(({ id, name }) => ({
      target: { backendId: id, model: typed },
      label: translate("useTypedModel", typed, name),
    }))
    .filter(({ target }) => !known.has(optionKey(target)));
  return [...found, ...asTyped];
}
