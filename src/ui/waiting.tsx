import { translate } from "./translate.ts";
import { useHasCome } from "./use-time.ts";

/** After this time, in ms, a person wonders whether anything still happens. Slow answers are normal (protocol §2). */
const STILL_WAITING_MS = 10_000;

/** Stands where the answer will be, from `since` (ms since 1970) until its first letter. `inLine`: nothing is asked yet. */
export function Waiting({ since, site, inLine }: { since: number; site: string; inLine: boolean }) {
  const long = useHasCome(since + STILL_WAITING_MS);
  return (
    <div class="waiting">
      <span class="dot" />
      <span class="dot" />
      <span class="dot" />
      <span role="status" class={long || inLine ? "waiting-text" : "visually-hidden"}>
        {inLine ? translate("waitingInLine") : long ? translate("stillWaiting", site) : translate("waiting")}
      </span>
    </div>
  );
}
