import type { UsableBackend } from "../../backends/backend.ts";
import { type Backends, findBackend } from "../../backends/backends.ts";
import type { Target } from "../../backends/target.ts";
import { translate } from "../../i18n/translate.ts";

/** Returns how a model of a backend is called: "BACKEND: MODEL", or "BACKEND" where the backend chooses the model. */
export function modelLabel({ name }: Pick<UsableBackend, "name">, model: string | undefined): string {
  return model === undefined ? name : translate("modelOfBackend", name, model);
}

/**
 * Returns how a target is called, whether its model is not to think, and whether it alone is asked. A backend that is gone is said to be so.
 */
export function targetLabel(backends: Backends, { backendId, model, think, only }: Target): string {
  const backend = findBackend(backends, backendId);
  if (backend === undefined) {
    return backends.unreadable.find(({ id }) => id === backendId)?.name ?? translate("modelGone");
  }
  const label = modelLabel(backend, model ?? backend.model);
  const thinking = think === false ? translate("modelWithoutThinking", label) : label;
  return only === true ? translate("modelOnly", thinking) : thinking;
}
