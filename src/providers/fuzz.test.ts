import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { anthropicRecordings } from "../../tests/fixtures/backends/anthropic.ts";
import { geminiRecordings } from "../../tests/fixtures/backends/gemini.ts";
import { ollamaRecordings } from "../../tests/fixtures/backends/ollama.ts";
import { openAiCompatibleRecordings } from "../../tests/fixtures/backends/openai-compatible.ts";
import { Secret } from "../secrets/secret.ts";
import { createAnthropic } from "./anthropic/anthropic.ts";
import { mutate, mutation, SNIPPETS } from "./mutate.test-tools.ts";
import { ChatError } from "./chat-error.ts";
import { createGemini } from "./gemini/gemini.ts";
import { knowingItsModels } from "./ollama/fake-ollama.test-tools.ts";
import { createOllama } from "./ollama/ollama.ts";
import { createOpenAiCompatible } from "./openai-compatible/openai-compatible.ts";
import type { Call, Provider, ReplyPart } from "./provider.ts";
import { readRecordings } from "./recordings.test-tools.ts";

const NO_WAIT = { loadingWait: { pauseMs: 0, longestMs: 0 } };

const FORMATS = [
  {
    name: "openai-compatible",
    recordings: [...openAiCompatibleRecordings, ...readRecordings("openai")],
    provider: () => createOpenAiCompatible(NO_WAIT).create({ baseUrl: "https://api.example/v1" }),
  },
  {
    name: "anthropic",
    recordings: [...anthropicRecordings, ...readRecordings("anthropic")],
    provider: () => createAnthropic(NO_WAIT).create({ baseUrl: "https://api.example/v1" }),
  },
  {
    name: "gemini",
    recordings: [...geminiRecordings, ...readRecordings("gemini")],
    provider: () => createGemini().create({ baseUrl: "https://api.example/v1beta" }),
  },
  {
    name: "ollama",
    recordings: [...ollamaRecordings, ...readRecordings("ollama")],
    provider: () => knowingItsModels(createOllama().create({ baseUrl: "https://api.example" })),
  },
];

const KEY = "recorded-s3cret-key";

/** No question here lasts as long; one that does waits for ever. */
const ENDLESS_MS = 60_000;

/** Only what hangs is to meet it: a busy machine takes several times as long as an idle one. */
const LONG_TEST_MS = 600_000;

/** Of each test. Raise it after a change to a reader. */
const RUNS = 400;

/** Long bodies are cut to this, so that every run is short. */
const BODY_LENGTH = 4000;

const transport = fc.record({
  status: fc.oneof(
    { weight: 8, arbitrary: fc.constant(200) },
    fc.constantFrom(201, 400, 401, 402, 403, 404, 413, 422, 429, 500, 503, 529),
  ),
  type: fc.constantFrom("text/event-stream", "application/x-ndjson", "application/json", "text/html", ""),
  /** Whether the connection breaks behind the body. */
  breaks: fc.oneof({ weight: 8, arbitrary: fc.constant(false) }, fc.constant(true)),
  pieceLength: fc.constantFrom(1, 7, 1000, BODY_LENGTH),
});
type Transport = typeof transport extends fc.Arbitrary<infer Value> ? Value : never;

/** Fields of all formats, in objects that only look like their answers. */
const FIELDS =
  "choices delta message content text refusal reasoning reasoning_content reasoning_details thinking finish_reason usage prompt_tokens x_groq error type code status object detail details metadata raw model index candidates parts thought finishReason promptFeedback blockReason usageMetadata candidatesTokenCount modelVersion content_block stop_reason stop_details explanation data models id name done done_reason eval_count capabilities model_info".split(
    " ",
  );
const VALUES = [
  "",
  "x",
  "error",
  "stop",
  "message_start",
  "content_block_delta",
  "message_delta",
  "message_stop",
  "SAFETY",
  "<think>",
];
const { lookalike } = fc.letrec<{ lookalike: unknown }>((tie) => ({
  lookalike: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.constantFrom(...VALUES, 0, -1, 429, 1e308, true, false, null),
    fc.array(tie("lookalike"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...FIELDS), tie("lookalike"), { maxKeys: 5 }),
  ),
}));

const random = fc.oneof(
  fc.uint8Array({ maxLength: 300 }),
  fc
    .array(fc.oneof(fc.constantFrom<string>(...SNIPPETS), fc.json()), { maxLength: 12 })
    .map((snippets) => Buffer.from(snippets.join(""))),
  lookalike.map((value) => Buffer.from(JSON.stringify(value))),
  fc
    .array(lookalike, { maxLength: 5 })
    .map((values) => Buffer.from(values.map((value) => `data: ${JSON.stringify(value)}\n\n`).join(""))),
  fc
    .array(lookalike, { maxLength: 5 })
    .map((values) => Buffer.from(values.map((value) => `${JSON.stringify(value)}\n`).join(""))),
);

function respond(body: Uint8Array, { status, type, breaks, pieceLength }: Transport): Response {
  let at = 0;
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (at < body.length) controller.enqueue(body.slice(at, (at += pieceLength)));
      else if (breaks) controller.error(new TypeError("network error"));
      else controller.close();
    },
  });
  return new Response(stream, { status, headers: type === "" ? {} : { "content-type": type } });
}

/** Asks, lists and checks, and looks at what comes. */
async function ask(provider: Provider, answer: () => Response): Promise<void> {
  const call: Call = {
    fetch: async () => answer(),
    key: new Secret(KEY),
    signal: new AbortController().signal,
    now: () => 0,
  };
  const parts: ReplyPart[] = [];
  const failure = await failureOf(async () => {
    const messages = [{ role: "user" as const, text: "Hi" }];
    for await (const part of provider.chat({ messages, model: "m" }, call)) parts.push(part);
  });
  const ends = parts.filter(({ type }) => type === "finish").length;
  if (failure === undefined) expect([ends, parts.at(-1)?.type]).toEqual([1, "finish"]);
  else expect(ends).toBe(0);
  expect(parts.filter(({ type }) => type === "model").length).toBeLessThanOrEqual(1);
  for (const part of parts) if (part.type === "text") expect(part.text).not.toBe("");
  await failureOf(async () => {
    for (const model of (await provider.listModels?.(call)) ?? []) expect(model.id).not.toBe("");
  });
  await failureOf(() => provider.check(call));
}

/** Fails if it is none of ours, or one that a person could not mend. */
async function failureOf(task: () => Promise<void>): Promise<ChatError | undefined> {
  try {
    await withinTime(task());
    return undefined;
  } catch (thrown) {
    if (!(thrown instanceof ChatError)) throw thrown;
    expect(["unknown", "aborted"]).not.toContain(thrown.kind);
    expect(`${thrown.detail}`).not.toContain(KEY);
    return thrown;
  }
}

async function withinTime<Value>(promise: Promise<Value>): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const endless = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error("endless")), ENDLESS_MS);
  });
  return Promise.race([promise, endless]).finally(() => clearTimeout(timer));
}

describe.each(FORMATS)("$name", ({ recordings, provider }) => {
  const bodies = recordings.map(({ body, pieces = [body ?? ""] }) =>
    pieces
      .map((piece) => (typeof piece === "string" ? piece : "\uFFFD"))
      .join("")
      .slice(0, BODY_LENGTH),
  );

  test(
    "mutated bodies",
    async () => {
      const changes = fc.array(mutation, { maxLength: 5 });
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...bodies), changes, transport, async (body, mutations, way) => {
          const bytes = Buffer.from(mutate(body, mutations, bodies));
          await ask(provider(), () => respond(bytes, way));
        }),
        { numRuns: RUNS },
      );
    },
    LONG_TEST_MS,
  );

  test(
    "random bodies",
    async () => {
      await fc.assert(
        fc.asyncProperty(random, transport, async (body, way) => ask(provider(), () => respond(body, way))),
        { numRuns: RUNS },
      );
    },
    LONG_TEST_MS,
  );
});
