import { useSignal } from "@preact/signals";
import type { VNode } from "preact";
import { translate } from "../../i18n/translate.ts";

export interface Saving {
  /** Resolves with whether it was saved. Where it was not, controls are drawn again as the settings still are. */
  save(change: () => Promise<unknown>): Promise<boolean>;
  /** Says that the last change was not saved. */
  problem: VNode | false;
}

/** Changes of settings, and what is said where the browser does not take one. */
export function useSaving(): Saving {
  /** Counted, so that each failure draws the controls anew, and is announced. */
  const failures = useSignal(0);
  const failed = useSignal(false);
  const count = failures.value;
  return {
    async save(change) {
      try {
        await change();
        failed.value = false;
        return true;
      } catch {
        failures.value += 1;
        failed.value = true;
        return false;
      }
    },
    problem: failed.value && (
      <p key={count} role="alert" class="error">
        {translate("notSaved")}
      </p>
    ),
  };
}
