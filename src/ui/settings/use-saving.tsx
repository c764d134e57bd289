import { useSignal } from "@preact/signals";
import type { VNode } from "preact";
import { translate } from "../../i18n/translate.ts";

export interface Saving {
  /**
   * Saves a change. If that fails, draws the controls again as the settings still are.
   * @returns whether the change was saved
   */
  save(change: () => Promise<unknown>): Promise<boolean>;
  /** Says that the last change was not saved. false if it was. */
  problem: VNode | false;
}

/** Saves changes of settings, and says so if the browser refuses one. */
export function useSaving(): Saving {
  /** Counts the failures, so that each one draws the controls anew and is announced. */
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
