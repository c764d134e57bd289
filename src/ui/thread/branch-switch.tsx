import { announce } from "../kit/live-region.tsx";
import { IconButton } from "../kit/icon-button.tsx";
import { NextIcon, PreviousIcon } from "../kit/icons.tsx";
import type { Versions } from "../client/conversation-state.ts";
import { numberText } from "../../i18n/numbers.ts";
import { translate } from "../../i18n/translate.ts";

export interface BranchSwitchProps {
  id: string;
  versions: Versions;
  select(messageId: string): void;
}

/** Switches between the versions of a message: "2 / 3". */
export function BranchSwitch({ id, versions, select }: BranchSwitchProps) {
  const index = versions.indexOf(id);
  function go(step: -1 | 1): void {
    const other = versions[index + step];
    if (other === undefined) return;
    select(other);
    announce(translate("versionShown", numberText(index + step + 1), numberText(versions.length)));
  }
  return (
    <span class="versions" role="group" aria-label={translate("versions")} data-versions-of={versions[0]}>
      <IconButton label={translate("previousVersion")} disabled={index <= 0} onClick={() => go(-1)}>
        <PreviousIcon />
      </IconButton>
      <span>
        {index + 1} / {versions.length}
      </span>
      <IconButton label={translate("nextVersion")} disabled={index >= versions.length - 1} onClick={() => go(1)}>
        <NextIcon />
      </IconButton>
    </span>
  );
}
