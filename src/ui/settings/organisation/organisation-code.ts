import { readBackend } from "../../../backends/backend.ts";
import type { BackendSetup } from "../../../backends/read-form.ts";
import { allows } from "../../../organisation/allows.ts";
import type { ShownRules } from "../../../organisation/shown-rules.ts";
import { OrganisationSection } from "./organisation-section.tsx";

export { OrganisationSection };

/** What the settings load only where an organisation has set rules. */
export interface OrganisationCode {
  readonly OrganisationSection: typeof OrganisationSection;
  readonly mayAsk: typeof mayAsk;
}

/** Whether the rules let a backend be asked that is set up so. */
export function mayAsk(rules: ShownRules, setup: BackendSetup): boolean {
  const backend = readBackend("", { ...setup, name: "" });
  return backend !== undefined && allows(rules, backend);
}
