import { expect, test } from "vitest";
import { readPause, readPauseInWords } from "./retry-after.ts";

const NOW = Date.UTC(2026, 0, 1);

test.each<[Record<string, string>, number | undefined]>([
  [{}, undefined],
  [{ "retry-after": "7" }, 7000],
  [{ "retry-after": "7.5" }, 7500],
  [{ "retry-after": "Thu, 01 Jan 2026 00:00:09 GMT" }, 9000],
  [{ "retry-after": "Thu, 01 Jan 2015 00:00:09 GMT" }, 0],
  [{ "retry-after": "soon" }, undefined],
  [{ "retry-after": "5.5.5" }, undefined],
  [{ "retry-after": "100000" }, undefined],
  [{ "retry-after-ms": "250", "retry-after": "1" }, 250],
  [{ "retry-after-ms": "0", "retry-after": "1" }, 1000],
  [{ "x-ratelimit-remaining-tokens": "0", "x-ratelimit-reset-tokens": "7.66s" }, 7660],
  [{ "x-ratelimit-remaining-tokens": "5", "x-ratelimit-reset-tokens": "7.66s" }, undefined],
  [
    {
      "x-ratelimit-remaining-requests": "0",
      "x-ratelimit-reset-requests": "1m2s",
      "x-ratelimit-remaining-tokens": "0",
      "x-ratelimit-reset-tokens": "120ms",
    },
    62_000,
  ],
  [{ "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(NOW + 4000) }, 4000],
])("%j asks for a pause of %s ms", (headers, pause) => {
  expect(readPause(new Headers(headers), NOW)).toBe(pause);
});

test.each([
  ["Please try again in 7.66s. Visit us.", 7660],
  ["try again in 1m2s", 62_000],
  ["Please retry in 48.939935699s.", 48_940],
  ["Try again in 20ms", 20],
  ["try again in a minute", undefined],
  ["try again in 5 minutes", undefined],
  ["try again in 5sheep", undefined],
])("%j names a pause of %s ms", (words, pause) => {
  expect(readPauseInWords(words)).toBe(pause);
});
