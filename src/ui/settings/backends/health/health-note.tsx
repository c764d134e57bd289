import type { UsableBackend } from "../../../../backends/backend.ts";
import type { Health } from "../../../../backends/health.ts";
import { fullTime, shortTime } from "../../../../i18n/dates.ts";
import { translate } from "../../../../i18n/translate.ts";
import { errorSource } from "../../../notices/error-source.ts";
import { errorText } from "../../../notices/error-text.ts";

export interface HealthNoteProps {
  backend: UsableBackend;
  health: Health;
  tryNow(): void;
}

/** Says until when a backend is passed over and why, and has it tried at once. */
export function HealthNote({ backend, health: { until, error }, tryNow }: HealthNoteProps) {
  const { kind, status } = error;
  const reason = errorText(kind, errorSource(backend, backend.name));
  const time = timeText(until);
  return (
    // An item of its own: when it goes away, the focus stays with its backend.
    <span class="health" data-item="">
      <span>
        {status === undefined
          ? translate("passedOverUntil", time, reason)
          : translate("passedOverUntilStatus", time, reason, String(status))}
      </span>
      <button type="button" class="button" aria-describedby={`backend-name-${backend.id}`} onClick={tryNow}>
        {translate("tryNow")}
      </button>
    </span>
  );
}

/** Returns the time of day, with the date on another day. */
function timeText(at: number): string {
  const isToday = new Date(at).toDateString() === new Date().toDateString();
  return isToday ? shortTime(at) : fullTime(at);
}
