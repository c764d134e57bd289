import { describe, expect, test } from "vitest";
import { Secret } from "../../secrets/secret.ts";
import type { Call } from "../provider.ts";
import { openConnection } from "../transport/connection.ts";
import { readFailure, readRefusedBody } from "./failure-body.ts";
import { createFailures } from "./failures.ts";

const KEY = "nobody-may-see-th1s";

function createCall(response: () => Response): Call {
  const signal = new AbortController().signal;
  return { fetch: async () => response(), key: new Secret(KEY), signal, now: () => 0 };
}

/** What a server means that refuses so. */
async function refusal(body: string, init: ResponseInit, url = "https://api.example/v1") {
  const call = createCall(() => new Response(body, init));
  const connection = await openConnection(url, {}, call);
  return createFailures(url, call).throwIfRefused(connection);
}

describe("the shapes of failures", () => {
  test.each<[unknown, { words: string; names?: string[] }]>([
    [{ error: { message: "No.", type: "t", code: "c" } }, { words: "No.", names: ["t", "c"] }],
    [{ error: "No." }, { words: "No." }],
    [[{ error: { message: "No.", status: "S" } }], { words: "No.", names: ["S"] }],
    [
      { object: "error", message: "No.", type: "t" },
      { words: "No.", names: ["t"] },
    ],
    [{ object: "error", message: { detail: [{ type: "extra_forbidden", msg: "No." }] } }, { words: "No." }],
    [{ detail: "No." }, { words: "No." }],
    [{ detail: [{ loc: ["body"], msg: "No." }] }, { words: "No." }],
    [
      { code: "c", error: "No." },
      { words: "No.", names: ["c"] },
    ],
    [
      { type: "error", error: { type: "t", message: "No." } },
      { words: "No.", names: ["error", "t"] },
    ],
    [
      { error: { message: "Provider returned error", metadata: { raw: '{"error":{"message":"No."}}' } } },
      { words: "No." },
    ],
    [{ error: { message: "Provider returned error", metadata: { raw: "No." } } }, { words: "No." }],
    [{ error: { details: [{ reason: "R" }, { violations: [{ quotaId: "Q" }] }] } }, { words: "", names: ["R", "Q"] }],
    [{ error: true }, { words: "" }],
  ])("%j", (value, { words, names = [] }) => {
    const failure = readFailure(value);
    expect(failure?.words).toBe(words);
    expect(failure?.names).toEqual(expect.arrayContaining(names));
  });

  test.each([
    [{ error: null, choices: [] }],
    [{ choices: [] }],
    [{ message: {} }],
    [[]],
    [null],
    ["error"],
    [7],
    [undefined],
  ])("%j is none", (value) => {
    expect(readFailure(value)).toBeUndefined();
  });

  test("with an error status whatever is there is one", () => {
    expect(readRefusedBody('{"message":"No.","statusCode":401}')).toMatchObject({ words: "No." });
    expect(readRefusedBody("404 page not found")).toMatchObject({ words: "404 page not found" });
    expect(readRefusedBody("")).toMatchObject({ words: "" });
    expect(readRefusedBody("[]")).toMatchObject({ words: "" });
  });

  test("what leads too deep comes to an end", () => {
    const deep = `${'{"error":'.repeat(3000)}"No."${"}".repeat(3000)}`;
    expect(readRefusedBody(deep)).toMatchObject({ words: "" });
  });
});

test("a success is no refusal, and its body is left to others", async () => {
  await expect(refusal("Hi", { status: 200 })).resolves.toBeUndefined();
});

test("a server that repeats the key, whole or in part, does not bring it into an error", async () => {
  const body = JSON.stringify({ error: { message: `The key ${KEY} is wrong. Header: Bearer ${KEY}, sk-abc123def` } });
  const error: unknown = await refusal(body, { status: 401 }).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ kind: "wrong-key", detail: expect.stringContaining("The key … is wrong.") as string });
  expect(JSON.stringify(error)).not.toMatch(/th1s|abc123/);
});

test("a page is named by its title, and the words in it decide nothing", async () => {
  const page = "<!doctype html><title>502 Bad Gateway</title><p>model not found, insufficient balance</p>";
  await expect(refusal(page, { status: 502 })).rejects.toMatchObject({ kind: "site-error", detail: "502 Bad Gateway" });
});

test("a pause is read from the body, the headers or the words", async () => {
  const limited = (error: object, headers = {}) => refusal(JSON.stringify({ error }), { status: 429, headers });
  const details = [{ "@type": "RetryInfo", retryDelay: "27s" }];
  await expect(limited({ details }, { "retry-after": "5" })).rejects.toMatchObject({ retryAfterMs: 27_000 });
  await expect(limited({}, { "retry-after": "5" })).rejects.toMatchObject({ retryAfterMs: 5000 });
  await expect(limited({ message: "try again in 2s" })).rejects.toMatchObject({ retryAfterMs: 2000 });
});

test("a body that never ends is read no further than it has to be", async () => {
  const piece = new TextEncoder().encode("x".repeat(8192));
  let pieces = 0;
  const body = new ReadableStream({ pull: (controller) => ((pieces += 1), controller.enqueue(piece)) });
  const call = createCall(() => new Response(body, { status: 500 }));
  const connection = await openConnection("https://api.example", {}, call);
  await expect(createFailures("https://api.example", call).throwIfRefused(connection)).rejects.toMatchObject({
    kind: "site-error",
  });
  expect(pieces).toBeLessThan(12);
});

describe("in the middle of a success", () => {
  const failures = createFailures(
    "https://api.example",
    createCall(() => new Response()),
  );

  test.each([
    [{ error: { code: 429, message: "slow" } }, "rate-limit"],
    [{ error: { code: 402, message: "pay" } }, "quota"],
    [{ error: { code: 503, message: "down" } }, "site-error"],
    // Of what the server did itself: the question was taken.
    [{ error: { code: 400, message: "tool call failed" } }, "site-error"],
    [{ error: { code: 404, message: "x" } }, "site-error"],
  ])("%j is %s", (value, kind) => {
    expect(failures.inAnswer(value)?.kind).toBe(kind);
  });

  test("what is no failure is none, unless it is known to be one", () => {
    expect(failures.inAnswer({ choices: [] })).toBeUndefined();
    expect(failures.inAnswer({ choices: [] }, true)?.kind).toBe("site-error");
  });
});
