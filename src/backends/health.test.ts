import { describe, expect, test } from "vitest";
import { CHAT_ERROR_KINDS, ChatError, type ChatErrorKind } from "../providers/chat-error.ts";
import { afterFailure, type Health, healthSchema, isPassedOver } from "./health.ts";

const NOW = 1_000_000;
const MINUTE = 60_000;
const down = new ChatError("not-answering", { status: 504, detail: "Who are you?" });

/** What is kept after failures like these, all at one moment. */
const after = (...errors: ChatError[]): Health | undefined =>
  errors.reduce<Health | undefined>((health, error) => afterFailure(health, error, NOW), undefined);
const pauseMs = (...errors: ChatError[]) => (after(...errors)?.until ?? 0) - NOW;
const times = (count: number, error = down) => Array.from({ length: count }, () => error);

test("the third failure in a row passes it over for five minutes, and each further one for twice as long, up to an hour", () => {
  for (const count of [0, 1, 2]) expect(isPassedOver(after(...times(count)), NOW)).toBe(false);
  const minutes = [3, 4, 5, 6, 7, 8, 2_000].map((count) => pauseMs(...times(count)) / MINUTE);
  expect(minutes).toEqual([5, 10, 20, 40, 60, 60, 60]);
});

test("it is asked again when the time is over", () => {
  const health = after(...times(3));
  expect(isPassedOver(health, NOW + 5 * MINUTE - 1)).toBe(true);
  expect(isPassedOver(health, NOW + 5 * MINUTE)).toBe(false);
});

test("a clock that is set back passes nobody over for longer than a day", () => {
  const health = after(...times(3));
  expect(isPassedOver(health, NOW - 23 * 60 * MINUTE)).toBe(true);
  expect(isPassedOver(health, NOW - 24 * 60 * MINUTE)).toBe(false);
});

test("the reason is the last failure, and never what the backend said, which can hold a question", () => {
  const health = after(new ChatError("network"), new ChatError("network"), down);
  expect(health).toEqual({ failures: 3, until: NOW + 5 * MINUTE, error: { kind: "not-answering", status: 504 } });
  expect(after(new ChatError("network"))?.error).toEqual({ kind: "network" });
});

describe("what a backend says of when it is back", () => {
  const busy = (minutes: number, mayBeBackEarlier = false) =>
    new ChatError("rate-limit", { retryAfterMs: minutes * MINUTE, mayBeBackEarlier });

  test.each([
    ["less than the usual", 1, false, 5],
    ["more than the usual", 90, false, 90],
    ["more than anybody believes", 5_000, false, 24 * 60],
    ["what it does not mean", 10, true, 5],
  ])("counts as it should: %s", (_, minutes, mayBeBackEarlier, expected) => {
    expect(pauseMs(...times(2), busy(minutes, mayBeBackEarlier))).toBe(expected * MINUTE);
  });

  test("changes nothing before the third failure", () => {
    expect(after(busy(90), busy(90))?.until).toBe(0);
  });
});

test("what is not its fault, or is seen within a moment and mended by the person alone, leaves everything as it is", () => {
  const sayNothing: ChatErrorKind[] = CHAT_ERROR_KINDS.filter((kind) => after(new ChatError(kind)) === undefined);
  expect(sayNothing.toSorted()).toEqual(
    [
      "aborted",
      "bad-request",
      "language-unsupported",
      "local-network",
      "never-pages",
      "not-secure",
      "no-backend",
      "not-allowed",
      "no-key",
      "no-model",
      "offline",
      "origin-refused",
      "permission",
      "proxy",
      "refused",
      "too-long",
      "wrong-key",
    ].toSorted(),
  );
  const before = after(...times(2));
  expect(afterFailure(before, new ChatError("aborted"), NOW)).toBe(before);
});

test.each([
  { failures: 3, until: 5 },
  { failures: 0, until: 5, error: { kind: "network" } },
  { failures: 3, until: "later", error: { kind: "network" } },
  { failures: 3, until: 5, error: { kind: "odd" } },
  "down",
  null,
])("%j is no record", (stored) => expect(healthSchema.safeParse(stored).success).toBe(false));
