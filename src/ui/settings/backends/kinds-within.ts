import type { UsableBackend } from "../../../backends/backend.ts";
import { type BackendKind, BACKEND_KINDS } from "../../../backends/backend-kinds.ts";
import type { ShownRules } from "../../../organisation/shown-rules.ts";

/** Returns the kinds that can be added within the rules of an organisation, and the kind of the one that is changed. */
export function kindsWithin(rules: ShownRules | undefined, edited: UsableBackend | undefined): readonly BackendKind[] {
  const allowed = rules?.allowedKinds;
  return allowed === undefined
    ? BACKEND_KINDS
    : BACKEND_KINDS.filter(({ type }) => type === edited?.type || allowed.includes(type));
}
