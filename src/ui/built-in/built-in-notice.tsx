import { useEffect, useMemo } from "preact/hooks";
import { translate } from "../../i18n/translate.ts";
import { TryAgainButton } from "../kit/try-again-button.tsx";
import type { BuiltInModel, BuiltInReport, UnavailableReason } from "./built-in-model.ts";
import { failureText, languageText, progressText, reasonText, stateText } from "./built-in-text.ts";
import { type BuiltInStatus, createDownloadControl, type DownloadControl } from "./download-control.ts";

export interface BuiltInNoticeProps {
  model: BuiltInModel;
  /** See `BuiltInModel.inspect`. */
  languages?: readonly string[] | undefined;
  /** Whether it stands below a sentence that says already that the model could not be asked. Default: no. */
  belowError?: boolean;
  /** Called when a download that was shown here has ended, and the model can be asked. */
  onReady?: () => void;
}

/** Shows how the browser's own model is, why it is not there, and its download. */
export function BuiltInNotice({ model, languages, belowError = false, onReady }: BuiltInNoticeProps) {
  const { control, ended } = useMemo(() => {
    const leaving = new AbortController();
    const { signal } = leaving;
    return { ended: leaving, control: createDownloadControl({ model, languages, onReady, signal }) };
  }, [model, languages?.join()]);
  useEffect(() => () => ended.abort(), [ended]);
  const status = control.status.value;
  const downloading = status.type === "downloading";
  return (
    <div class="built-in">
      {downloading && <p aria-hidden="true">{progressText(status.share)}</p>}
      {/* One element for all that is announced, because screen readers watch only what is there before it changes. */}
      <div role="status" class={downloading ? "visually-hidden" : undefined}>
        <Announced status={status} belowError={belowError} />
      </div>
      <Controls status={status} control={control} />
    </div>
  );
}

/** How many times at most a download is announced, beside its beginning. */
const ANNOUNCEMENTS = 4;

interface AnnouncedProps<Status extends BuiltInStatus> {
  status: Status;
  belowError: boolean;
}

function Announced({ status, belowError }: AnnouncedProps<BuiltInStatus>) {
  switch (status.type) {
    case "reading":
      return <p>{translate("builtInReading")}</p>;
    case "unreadable":
      return <p>{translate("builtInUnreadable")}</p>;
    case "downloading": {
      const { share } = status;
      return <p>{progressText(share === undefined ? share : Math.floor(share * ANNOUNCEMENTS) / ANNOUNCEMENTS)}</p>;
    }
    case "known":
      return <Known status={status} belowError={belowError} />;
    default:
      return status satisfies never;
  }
}

function Known({ status: { report, failure }, belowError }: AnnouncedProps<Extract<BuiltInStatus, { type: "known" }>>) {
  const { state } = report;
  const languages = languageText(report);
  return (
    <>
      {failure !== undefined && <p>{failureText(failure.reason)}</p>}
      {failure?.detail !== undefined && <p class="built-in-hint">{translate("browserSays", failure.detail)}</p>}
      {!(belowError && state.state === "unavailable") && <p>{stateText(report)}</p>}
      {state.state === "unavailable" && <Reasons reasons={state.reasons} report={report} />}
      {languages !== undefined && <p>{languages}</p>}
    </>
  );
}

function Reasons({ reasons, report }: { reasons: readonly UnavailableReason[]; report: BuiltInReport }) {
  const [only] = reasons;
  if (only !== undefined && reasons.length === 1) return <p>{reasonText(only, report)}</p>;
  return (
    <>
      <p>{translate("builtInLikely")}</p>
      <ul>
        {reasons.map((reason) => (
          <li key={reason}>{reasonText(reason, report)}</li>
        ))}
      </ul>
    </>
  );
}

function Controls({ status, control }: { status: BuiltInStatus; control: DownloadControl }) {
  switch (status.type) {
    case "reading":
      return null;
    case "unreadable":
      return <TryAgainButton onClick={control.read} />;
    case "downloading":
      return <Progress share={status.share} stop={control.stop} />;
    case "known":
      if (status.report.state.state !== "downloadable") return null;
      return (
        <button type="button" class="button primary" onClick={control.download}>
          {translate("builtInDownload")}
        </button>
      );
    default:
      return status satisfies never;
  }
}

function Progress({ share, stop }: { share: number | undefined; stop(): void }) {
  return (
    <>
      <progress
        aria-label={translate("builtInDownloading")}
        max={1}
        {...(share !== undefined && share < 1 && { value: share })}
      />
      <p class="built-in-hint">{translate("builtInMayClose")}</p>
      <button type="button" class="button" onClick={stop}>
        {translate("builtInStop")}
      </button>
    </>
  );
}
