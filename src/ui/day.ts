import { translate } from "./translate.ts";

const DAY_MS = 24 * 60 * 60 * 1_000;

/** The day of a moment (ms since 1970) as people name it: today, yesterday, or its date. */
export function dayHeading(at: number, now = Date.now()): string {
  const day = new Date(at).toDateString();
  if (day === new Date(now).toDateString()) return translate("today");
  if (day === new Date(now - DAY_MS).toDateString()) return translate("yesterday");
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return format(at, { day: "numeric", month: "long", ...(!sameYear && { year: "numeric" }) });
}

/** The time of day of a moment (ms since 1970). */
export function shortTime(at: number): string {
  return format(at, { timeStyle: "short" });
}

/** Day and time of a moment (ms since 1970). */
export function fullTime(at: number): string {
  return format(at, { dateStyle: "medium", timeStyle: "short" });
}

function format(at: number, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(translate("languageCode"), options).format(at);
}
