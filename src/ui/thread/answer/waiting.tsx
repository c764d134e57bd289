import { useState } from "preact/hooks";
import { translate } from "../../../i18n/translate.ts";
import { useHasCome } from "../../kit/use-countdown.ts";

/** Time in ms after which a person wonders whether anything still happens. Slow answers are normal (protocol §2). */
const STILL_WAITING_MS = 10_000;

export interface WaitingProps {
  /** When it was asked, in ms since 1970. undefined: just now. */
  since: number | undefined;
  site: string;
  /** Whether the question still waits for its turn. */
  inLine: boolean;
  /** Whether the model is still being loaded. */
  loading: boolean;
}

/** Stands in for the answer, or the rest of it, until the next text arrives. */
export function Waiting({ since, site, inLine, loading }: WaitingProps) {
  const [shownAt] = useState(Date.now);
  const long = useHasCome((since ?? shownAt) + STILL_WAITING_MS);
  function waitingText(): string {
    if (inLine) return translate("waitingInLine");
    if (loading) return translate("modelLoading");
    return long ? translate("stillWaiting", site) : translate("waiting");
  }

  return (
    <div class="waiting">
      <span class="dot" />
      <span class="dot" />
      <span class="dot" />
      <span role="status" class={long || inLine || loading ? "waiting-text" : "visually-hidden"}>
        {waitingText()}
      </span>
    </div>
  );
}
