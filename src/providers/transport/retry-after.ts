import { readDuration } from "./duration.ts";

/** Longest pause that is believed, in ms: a day. A longer one is a mistake of the site. */
const LONGEST_PAUSE_MS = 24 * 60 * 60 * 1000;

/** Seconds: integers by the standard, but some sites send decimals. */
const NUMBER = /^\d+(?:\.\d+)?$/;

/** Dates: the three forms of HTTP, and ISO 8601. */
const DATE = /^(?:[a-z]{3,9},? .*\d\d:\d\d:\d\d|\d{4}-\d\d-\d\dT\d\d:\d\d)/i;

/** What is counted, as it stands in the names of headers such as `x-ratelimit-reset-tokens`. */
const COUNTED = ["", "-requests", "-tokens"] as const;

/** Words such as `Please try again in 7.66s` and `Please retry in 48.9s.` */
const IN_WORDS = /\b(?:try again|retry) in ((?:\d+(?:\.\d+)?(?:ms|[smhd]))+)(?![\w])/i;

/**
 * Reads the `Retry-After` header, in seconds or as a date.
 * @param now the time of the answer, in ms since 1970
 * @returns the pause in ms; 0 for a date in the past; undefined if the header is missing, malformed or longer than a
 *   day
 */
export function readRetryAfter(headers: Headers, now: number): number | undefined {
  const value = headers.get("retry-after")?.trim();
  if (!value) return undefined;
  return believable(NUMBER.test(value) ? Math.ceil(Number(value) * 1000) : readDate(value) - now);
}

/**
 * Reads how long a server wants to be left alone, from whatever header says it: `retry-after-ms` (a zero says nothing),
 * `Retry-After`, else when what is used up comes back (`x-ratelimit-reset-*`, as a duration or in ms since 1970).
 * @param now the time of the answer, in ms since 1970
 * @returns the pause in ms; undefined if no header says it
 */
export function readPause(headers: Headers, now: number): number | undefined {
  const exact = headers.get("retry-after-ms")?.trim() ?? "";
  const milliseconds = NUMBER.test(exact) ? Math.ceil(Number(exact)) : 0;
  return (
    (milliseconds > 0 ? believable(milliseconds) : undefined) ?? readRetryAfter(headers, now) ?? readReset(headers, now)
  );
}

/** Reads a pause from a sentence of a server, in ms. undefined: it names none. */
export function readPauseInWords(words: string): number | undefined {
  return believable(readDuration(IN_WORDS.exec(words)?.[1]?.toLowerCase() ?? ""));
}

function readReset(headers: Headers, now: number): number | undefined {
  const pauses = COUNTED.filter((counted) => headers.get(`x-ratelimit-remaining${counted}`)?.trim() === "0").flatMap(
    (counted) => {
      const value = headers.get(`x-ratelimit-reset${counted}`)?.trim() ?? "";
      return believable(/^\d{13}$/.test(value) ? Number(value) - now : readDuration(value)) ?? [];
    },
  );
  return pauses.length === 0 ? undefined : Math.max(...pauses);
}

function believable(milliseconds: number | undefined): number | undefined {
  return milliseconds !== undefined && milliseconds <= LONGEST_PAUSE_MS ? Math.max(0, milliseconds) : undefined;
}

/** Parses a date of a known form only, because browsers take nearly everything for a date: "5.5" for one in 2001. */
function readDate(value: string): number {
  return DATE.test(value) ? Date.parse(value) : Number.NaN;
}
