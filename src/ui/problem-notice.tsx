import type { Signal } from "@preact/signals";
import type { Problem } from "./problem.ts";
import { IconButton } from "./icon-button.tsx";
import { CloseIcon } from "./icons.tsx";
import { translate } from "./translate.ts";

export interface ProblemNoticeProps {
  problem: Signal<Problem | undefined>;
  openSettings(): void;
}

/** Something that concerns the whole view and not one message. Goes when the person closes it. */
export function ProblemNotice({ problem, openSettings }: ProblemNoticeProps) {
  if (problem.value === undefined) return null;
  return (
    <div class="problem" role="alert">
      <div class="problem-text">
        <p>{problemText(problem.value)}</p>
        {problem.value === "storage-failed" && (
          <button type="button" class="link-button" onClick={openSettings}>
            {translate("manageStorage")}
          </button>
        )}
      </div>
      <IconButton label={translate("close")} onClick={() => (problem.value = undefined)}>
        <CloseIcon />
      </IconButton>
    </div>
  );
}

function problemText(problem: Problem): string {
  switch (problem) {
    case "busy":
      return translate("problemBusy");
    case "gone":
      return translate("problemGone");
    case "storage-failed":
      return translate("problemStorage");
    case "page-unreadable":
      return translate("problemPageUnreadable");
    case "page-empty":
      return translate("problemPageEmpty");
    case "panel-refused":
      return translate("problemPanelRefused");
    case "agreement-unsaved":
      return translate("problemAgreementUnsaved");
    default:
      return problem satisfies never;
  }
}
