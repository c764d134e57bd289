import { personLocale } from "./person-locale.ts";
import { translate } from "./translate.ts";

/**
 * Returns the day of a time as people name it: today, yesterday, or its date. The year is named if it is another one.
 * @param at in ms since 1970
 * @param now in ms since 1970. Default: the current time
 */
export function dayHeading(at: number, now = Date.now()): string {
  const today = new Date(now);
  // A day is not 24 hours long when the clocks change.
  const yesterday = new Date(today.getFullYear(), today.getMonth(), today.getDate() - 1);
  const day = new Date(at);
  if (day.toDateString() === today.toDateString()) return translate("today");
  if (day.toDateString() === yesterday.toDateString()) return translate("yesterday");
  const sameYear = day.getFullYear() === today.getFullYear();
  return format(at, sameYear ? DATE : DATE_WITH_YEAR);
}

/**
 * Returns the time of day.
 * @param at in ms since 1970
 */
export function shortTime(at: number): string {
  return format(at, TIME);
}

/**
 * Returns date and time of day.
 * @param at in ms since 1970
 */
export function fullTime(at: number): string {
  return format(at, DATE_AND_TIME);
}

const DATE: Intl.DateTimeFormatOptions = { day: "numeric", month: "long" };
const DATE_WITH_YEAR: Intl.DateTimeFormatOptions = { ...DATE, year: "numeric" };
const TIME: Intl.DateTimeFormatOptions = { timeStyle: "short" };
const DATE_AND_TIME: Intl.DateTimeFormatOptions = { dateStyle: "medium", timeStyle: "short" };

/** Cached, because the browser needs longer to make one than to lay out the row that it is for. */
const formats = new Map<string, Intl.DateTimeFormat>();

function format(at: number, options: Intl.DateTimeFormatOptions): string {
  const locale = personLocale();
  const key = `${locale} ${JSON.stringify(options)}`;
  const known = formats.get(key) ?? new Intl.DateTimeFormat(locale, options);
  formats.set(key, known);
  return known.format(at);
}
