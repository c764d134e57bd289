import type { VNode } from "preact";
import type { UsableBackend } from "../../../backends/backend.ts";
import { translate } from "../../../i18n/translate.ts";

export interface NeverPagesBoxProps {
  backend: UsableBackend;
  change(neverPages: boolean): void;
}

/** Lets the person say that a backend never gets text of pages, nor what was said about it. */
export function NeverPagesBox({ backend, change }: NeverPagesBoxProps): VNode {
  return (
    <label class="checkbox never-pages">
      <input
        type="checkbox"
        checked={backend.neverPages === true}
        onChange={(event) => change(event.currentTarget.checked)}
      />
      {translate("neverPages")}
    </label>
  );
}
