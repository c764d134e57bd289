/** Longest pause that is believed, in ms: a day. Beyond it the header is a mistake. */
const LONGEST_PAUSE_MS = 24 * 60 * 60 * 1000;

/** Whole by the standard; some sites count finer. */
const SECONDS = /^\d+(?:\.\d+)?$/;

/** The three forms of HTTP, and the one of ISO 8601. */
const DATE = /^(?:[a-z]{3,9},? .*\d\d:\d\d:\d\d|\d{4}-\d\d-\d\dT\d\d:\d\d)/i;

/**
 * The `Retry-After` header in ms from `now`: seconds or a date; `undefined` where it is missing, senseless or longer than
 * a day. Dates in the past give 0.
 */
export function readRetryAfter(headers: Headers, now: number): number | undefined {
  const value = headers.get("retry-after")?.trim();
  if (!value) return undefined;
  const milliseconds = SECONDS.test(value) ? Math.ceil(Number(value) * 1000) : readDate(value) - now;
  return milliseconds <= LONGEST_PAUSE_MS ? Math.max(0, milliseconds) : undefined;
}

/** Browsers take nearly everything for a date: "5.5" for one in 2001. */
function readDate(value: string): number {
  return DATE.test(value) ? Date.parse(value) : Number.NaN;
}
