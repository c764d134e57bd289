/** Longest pause that is believed, in ms: a day. Beyond it the header is a mistake. */
const LONGEST_PAUSE_MS = 24 * 60 * 60 * 1000;

/**
 * The `Retry-After` header in ms from `now`: seconds or a date; `undefined` where it is missing, senseless or longer than
 * a day. Dates in the past give 0.
 */
export function readRetryAfter(headers: Headers, now: number): number | undefined {
  const value = headers.get("retry-after")?.trim();
  if (!value) return undefined;
  const milliseconds = /^\d+$/.test(value) ? Number(value) * 1000 : Math.max(0, Date.parse(value) - now);
  return milliseconds <= LONGEST_PAUSE_MS ? milliseconds : undefined;
}
