import { expect, test } from "vitest";
import { Secret } from "../../secrets/secret.ts";
import type { Call } from "../provider.ts";
import { createOpenAiCompatible } from "./openai-compatible.ts";

const chunk = 'data: {"choices":[{"index":0,"delta":{"content":"Hi"}}]}\n\n';
const list = (...ids: string[]) => Response.json({ data: ids.map((id) => ({ id })) });

/** Checks a server that answers so, by path. Returns what was wrong, and what was asked. */
async function check(
  answers: Record<string, () => Response>,
  {
    model,
    preset = "other",
    baseUrl = "http://127.0.0.1:1/v1",
  }: { model?: string; preset?: string; baseUrl?: string } = {},
) {
  const asked: string[] = [];
  const fetch: typeof globalThis.fetch = async (url) => {
    const path = new URL(String(url)).pathname.replace(/^.*\/v1/, "");
    asked.push(path);
    const answer = answers[path];
    if (answer === undefined) throw new TypeError("Failed to fetch");
    return answer();
  };
  const call: Call = { fetch, key: new Secret("sk-1"), signal: new AbortController().signal, now: () => 0 };
  const provider = createOpenAiCompatible().create({ baseUrl, preset });
  const wrong = await provider.check(call, model).then(
    () => undefined,
    (error: { kind: string }) => error.kind,
  );
  return { wrong, asked };
}

/** A stream that goes on for ever, and records that it was closed. */
function endless() {
  const state = { closed: false };
  const body = new ReadableStream({
    pull: (controller) => controller.enqueue(new TextEncoder().encode(chunk)),
    cancel: () => {
      state.closed = true;
    },
  });
  return { state, answer: () => new Response(body, { headers: { "content-type": "text/event-stream" } }) };
}

test.each([
  ["nothing runs there", {}, "not-running"],
  ["the key is wrong", { "/models": () => new Response("", { status: 401 }) }, "wrong-key"],
  ["the path is wrong", { "/models": () => new Response("File Not Found", { status: 404 }) }, "wrong-path"],
  ["something else answers", { "/models": () => new Response("<!doctype html><p>Hi") }, "wrong-path"],
  ["no list is there", { "/models": () => Response.json({ models: {} }) }, "wrong-path"],
  [
    "LM Studio's wrong path",
    { "/models": () => Response.json({ error: "Unexpected endpoint or method." }) },
    "wrong-path",
  ],
  ["there is no model", { "/models": () => list() }, "no-model"],
  ["the model is not there", { "/models": () => list("a", "b") }, "no-model"],
  [
    "it refuses a question",
    { "/models": () => list("m"), "/chat/completions": () => new Response("", { status: 403 }) },
    "origin-refused",
  ],
] as [string, Record<string, () => Response>, string][])("%s", async (_, answers, kind) => {
  expect((await check(answers, { model: "m" })).wrong).toBe(kind);
});

test("a server that answers is right, and is not left talking", async () => {
  const { state, answer } = endless();
  expect(
    (await check({ "/models": () => list("m", "n"), "/chat/completions": answer }, { model: "m" })).wrong,
  ).toBeUndefined();
  expect(state.closed).toBe(true);
});

test("without a chosen model only a server with one model is asked a question", async () => {
  const several = await check({ "/models": () => list("m", "n") });
  expect(several).toEqual({ wrong: undefined, asked: ["/models"] });
  const one = await check({ "/models": () => list("m"), "/chat/completions": endless().answer });
  expect(one).toEqual({ wrong: undefined, asked: ["/models", "/chat/completions"] });
});

test("OpenRouter's list needs no key, so the key is looked at by itself; variants of models are known", async () => {
  const baseUrl = "https://openrouter.ai/api/v1";
  const wrongKey = { "/models": () => list("a/b"), "/key": () => new Response("", { status: 401 }) };
  expect((await check(wrongKey, { baseUrl, preset: "openrouter" })).wrong).toBe("wrong-key");
  const right = {
    "/models": () => list("a/b"),
    "/key": () => Response.json({ data: {} }),
    "/chat/completions": endless().answer,
  };
  const { wrong, asked } = await check(right, { baseUrl, preset: "openrouter", model: "a/b:free" });
  expect(wrong).toBeUndefined();
  expect(asked).toEqual(["/models", "/key", "/chat/completions"]);
});
