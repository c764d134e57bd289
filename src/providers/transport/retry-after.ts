/** Longest pause that is believed, in ms: a day. A longer one is a mistake of the site. */
const LONGEST_PAUSE_MS = 24 * 60 * 60 * 1000;

/** Seconds: integers by the standard, but some sites send decimals. */
const SECONDS = /^\d+(?:\.\d+)?$/;

/** Dates: the three forms of HTTP, and ISO 8601. */
const DATE = /^(?:[a-z]{3,9},? .*\d\d:\d\d:\d\d|\d{4}-\d\d-\d\dT\d\d:\d\d)/i;

/**
 * Reads the `Retry-After` header, in seconds or as a date.
 * @param now the time of the answer, in ms since 1970
 * @returns the pause in ms; 0 for a date in the past; undefined if the header is missing, malformed or longer than a
 *   day
 */
export function readRetryAfter(headers: Headers, now: number): number | undefined {
  const value = headers.get("retry-after")?.trim();
  if (!value) return undefined;
  const milliseconds = SECONDS.test(value) ? Math.ceil(Number(value) * 1000) : readDate(value) - now;
  return milliseconds <= LONGEST_PAUSE_MS ? Math.max(0, milliseconds) : undefined;
}

/** Parses a date of a known form only, because browsers take nearly everything for a date: "5.5" for one in 2001. */
function readDate(value: string): number {
  return DATE.test(value) ? Date.parse(value) : Number.NaN;
}
