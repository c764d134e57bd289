import { numberText } from "./numbers.ts";
import { translate } from "./translate.ts";

/** Below so many seconds, tenths are worth saying. */
const TENTHS_BELOW = 10;
/** From so many seconds on, minutes are said. */
const MINUTES_FROM = 60;

/** Returns how long something took, as short as can be: `4.2 s`, `12 s`, `1 min 30 s`. */
export function durationText(ms: number): string {
  const tenths = Math.round(ms / 100) / 10;
  if (tenths < TENTHS_BELOW) return translate("seconds", numberText(tenths));
  const seconds = Math.round(ms / 1_000);
  if (seconds < MINUTES_FROM) return translate("seconds", numberText(seconds));
  const minutes = Math.floor(seconds / 60);
  return translate("minutesAndSeconds", numberText(minutes), numberText(seconds - minutes * 60));
}
