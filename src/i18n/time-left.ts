import { translate } from "./translate.ts";

/** The most of a unit that is named. More is named in the next larger unit, because nobody counts 5,400 seconds. */
const MOST_OF_A_UNIT = 90;

/** Returns a time to wait in the interface's language, rounded up: `45 sec`, `12 min`, `24 hr`. */
export function timeLeft(seconds: number): string {
  if (seconds <= MOST_OF_A_UNIT) return format(seconds, "second");
  const minutes = Math.ceil(seconds / 60);
  return minutes <= MOST_OF_A_UNIT ? format(minutes, "minute") : format(Math.ceil(seconds / 3600), "hour");
}

function format(count: number, unit: "second" | "minute" | "hour"): string {
  return new Intl.NumberFormat(translate("languageCode"), { style: "unit", unit, unitDisplay: "short" }).format(count);
}
