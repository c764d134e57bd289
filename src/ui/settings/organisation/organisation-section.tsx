import type { VNode } from "preact";
import { listText } from "../../../i18n/lists.ts";
import { translate } from "../../../i18n/translate.ts";
import type { ShownRules } from "../../../organisation/shown-rules.ts";
import { DEFAULT_SITE_LABEL } from "../../../settings/view-settings.ts";
import { kindsText } from "./kinds-text.ts";

export interface OrganisationSectionProps {
  rules: ShownRules;
  /** Loads Sidenote again, where the browser hands new rules over only then. undefined: it hands them over at once. */
  reload: (() => void) | undefined;
}

/** Says what the person's organisation has set, rule by rule. Nothing of it can be changed here. */
export function OrganisationSection({ rules, reload }: OrganisationSectionProps): VNode {
  return (
    <>
      <p>{translate("organisationHelp")}</p>
      <ul class="rules">
        {sentences(rules).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      {rules.unreadable.length > 0 && <p class="error">{translate("rulesUnreadable", listText(rules.unreadable))}</p>}
      {reload !== undefined && (
        <>
          <button type="button" class="button" onClick={reload}>
            {translate("readRulesAgain")}
          </button>
          <p class="note">{translate("readRulesAgainHelp")}</p>
        </>
      )}
    </>
  );
}

function sentences({ allowedKinds, allowedAddresses, fixedOrder, allowChatgptt }: ShownRules): string[] {
  return [
    allowedKinds !== undefined &&
      (allowedKinds.length === 0 ? translate("ruleNoKinds") : translate("ruleKinds", kindsText(allowedKinds))),
    allowedAddresses !== undefined &&
      (allowedAddresses.length === 0
        ? translate("ruleNoAddresses")
        : translate("ruleAddresses", listText(allowedAddresses))),
    !allowChatgptt && translate("ruleChatgpttOff", DEFAULT_SITE_LABEL),
    fixedOrder && translate("ruleFixedOrder"),
  ].filter((sentence) => sentence !== false);
}
