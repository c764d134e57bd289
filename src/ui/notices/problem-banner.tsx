import type { Signal } from "@preact/signals";
import type { Problem } from "../client/problem.ts";
import { IconButton } from "../kit/icon-button.tsx";
import { CloseIcon } from "../kit/icons.tsx";
import { translate } from "../../i18n/translate.ts";

/** The buttons that fix problems, for those that have one. */
export type ProblemMending = Partial<Record<Problem, { label: string; run(): void }>>;

export interface ProblemNoticeProps {
  problem: Signal<Problem | undefined>;
  mending: ProblemMending;
}

/** A problem of the whole view, not of one message. Stays until the person closes it. */
export function ProblemNotice({ problem, mending }: ProblemNoticeProps) {
  if (problem.value === undefined) return null;
  const mend = mending[problem.value];
  return (
    <div class="problem" role="alert">
      <div class="problem-text">
        <p>{problemText(problem.value)}</p>
        {mend !== undefined && (
          <button type="button" class="link-button" onClick={mend.run}>
            {mend.label}
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
    case "settings-unread":
      return translate("problemSettings");
    case "not-done":
      return translate("problemNotDone");
    case "storage-failed":
      return translate("problemStorage");
    case "page-unreadable":
      return translate("problemPageUnreadable");
    case "page-silent":
      return translate("problemPageSilent");
    case "page-focus-closed":
      return translate("problemPageFocusClosed");
    case "page-pdf":
      return translate("problemPagePdf");
    case "page-picture":
      return translate("problemPagePicture");
    case "page-closed-frames":
      return translate("problemPageClosedFrames");
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
