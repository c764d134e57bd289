import type { UsableBackend } from "../../backends/backend.ts";
import type { Target } from "../../backends/target.ts";
import { translate } from "../../i18n/translate.ts";
import type { ModelLists } from "../client/model-lists.ts";
import { hasOnlyChoice, withOnly } from "./only-choice.ts";
import { hasThinkingChoice, withThinking } from "./thinking-choice.ts";

export interface TargetChoicesProps {
  current: Target;
  backends: readonly UsableBackend[];
  lists: ModelLists;
  onChange(target: Target): void;
}

/** How the chosen model is asked in this conversation, beside which one it is. */
export function TargetChoices({ current, backends, lists, onChange }: TargetChoicesProps) {
  return (
    <>
      {hasThinkingChoice(current, backends, lists.all.value) && (
        <Choice
          label={translate("letThink")}
          checked={current.think !== false}
          onChange={(thinks) => onChange(withThinking(current, thinks))}
        />
      )}
      {hasOnlyChoice(current, backends) && (
        <Choice
          label={translate("onlyThisOne")}
          checked={current.only === true}
          onChange={(isOnly) => onChange(withOnly(current, isOnly))}
        />
      )}
    </>
  );
}

function Choice({ label, checked, onChange }: { label: string; checked: boolean; onChange(checked: boolean): void }) {
  return (
    <label class="model-choice">
      <input type="checkbox" checked={checked} onChange={({ currentTarget }) => onChange(currentTarget.checked)} />
      {label}
    </label>
  );
}
