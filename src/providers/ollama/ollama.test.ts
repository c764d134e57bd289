import { describe, expect, it, test } from "vitest";
import { Secret } from "../../secrets/secret.ts";
import { ChatError } from "../chat-error.ts";
import type { ContractServers } from "../contract-calls.test-tools.ts";
import { testProviderContract } from "../provider-contract.test-tools.ts";
import type { Call, ChatMessage, ProviderType, ReplyPart } from "../provider.ts";
import type { OllamaConfig } from "./config.ts";
import { createFakeOllama, failure, type FakeOllama, GREETING } from "./fake-ollama.test-tools.ts";
import { createOllama } from "./ollama.ts";

const TOO_LONG = "the prompt is longer than the context length currently available to the model; shorten the prompt";

const FIRST_LINE = GREETING.slice(0, GREETING.indexOf("\n") + 1);

const big = (contextLength: number, ...capabilities: string[]) => ({
  capabilities: ["completion", ...capabilities],
  model_info: { "general.architecture": "parrot", "parrot.context_length": contextLength, "clip.context_length": 1 },
});

function open(config: Partial<OllamaConfig> = {}) {
  return createOllama().create({ baseUrl: "http://127.0.0.1:11434", ...config });
}

function call({ fetch }: Pick<FakeOllama, "fetch">, more: Partial<Call> = {}): Call {
  return { fetch, signal: new AbortController().signal, now: () => 0, ...more };
}

async function ask(
  server: FakeOllama,
  {
    provider = open(),
    text = "Hi",
    messages = [{ role: "user", text }],
    model = "parrot",
    think,
  }: {
    provider?: ReturnType<typeof open>;
    text?: string;
    messages?: ChatMessage[];
    model?: string;
    think?: boolean | undefined;
  } = {},
): Promise<ReplyPart[] | string> {
  const parts: ReplyPart[] = [];
  try {
    const request = { messages, model, ...(think !== undefined && { think }) };
    for await (const part of provider.chat(request, call(server))) parts.push(part);
    return parts;
  } catch (thrown) {
    if (!(thrown instanceof ChatError)) throw thrown;
    return thrown.kind;
  }
}

const contextOf = (body: Record<string, unknown> | undefined) => body?.["options"];

describe("a question", () => {
  it("goes out with what it is made of, and forbids to cut it", async () => {
    const server = createFakeOllama();
    const messages: ChatMessage[] = [
      { role: "system", text: "Be short." },
      { role: "user", text: "One?" },
      { role: "assistant", text: "One." },
      { role: "user", text: "Two?" },
    ];
    expect(await ask(server, { messages })).toEqual([
      { type: "text", text: "Hello." },
      { type: "finish", reason: "stop", raw: "stop" },
    ]);
    expect(server.asked).toEqual([
      {
        model: "parrot",
        messages: messages.map(({ role, text }) => ({ role, content: text })),
        stream: true,
        truncate: false,
        shift: false,
        options: { num_ctx: 4096 },
      },
    ]);
  });

  it("carries a key where there is one", async () => {
    const server = createFakeOllama();
    const key = new Secret("k1");
    await open()
      .chat({ messages: [{ role: "user", text: "Hi" }], model: "parrot" }, call(server, { key }))
      .next();
    expect(server.seen.map(({ headers }) => headers.get("authorization"))).toEqual(["Bearer k1", "Bearer k1"]);
  });

  it.each(["http://127.0.0.1:11434", "http://127.0.0.1:11434/api", "http://127.0.0.1:11434/v1"])(
    "goes to the API below %s",
    async (baseUrl) => {
      const server = createFakeOllama();
      await ask(server, { provider: open({ baseUrl }) });
      expect(server.seen.map(({ path }) => path)).toEqual(["/api/show", "/api/chat"]);
    },
  );

  it("is not asked of no model, nor of one that is not there", async () => {
    const server = createFakeOllama();
    expect(await ask(server, { model: "" })).toBe("no-model");
    expect(await ask(server, { model: "crow" })).toBe("no-model");
    expect(server.asked).toEqual([]);
  });

  it("asks for thinking only where the model can think", async () => {
    const server = createFakeOllama({ models: { parrot: big(8192), owl: big(8192, "thinking"), old: {} } });
    const thinks = async (model: string, think?: boolean) => {
      await ask(server, { model, think });
      return server.asked.at(-1)?.["think"];
    };
    expect(await thinks("parrot", true)).toBeUndefined();
    expect(await thinks("old", true)).toBeUndefined();
    expect(await thinks("owl")).toBe(true);
    expect(await thinks("owl", true)).toBe(true);
    expect(await thinks("owl", false)).toBe(false);
  });

  it("asks what a model can do once", async () => {
    const server = createFakeOllama();
    const provider = open();
    await ask(server, { provider });
    await ask(server, { provider });
    expect(server.seen.map(({ path }) => path)).toEqual(["/api/show", "/api/chat", "/api/chat"]);
  });
});

describe("room for context", () => {
  const models = { parrot: big(131_072), owl: big(131_072, "thinking"), small: big(2048) };

  it("is less where the model is not to think", async () => {
    const server = createFakeOllama({ models });
    await ask(server, { text: "x".repeat(100), model: "owl", think: false });
    expect(contextOf(server.asked[0])).toEqual({ num_ctx: 4096 });
  });

  it.each([
    ["a short question", 100, "parrot", {}, 4096],
    ["three letters a token, and room for an answer", 3 * 2100, "parrot", {}, 8192],
    ["room to think", 100, "owl", {}, 8192],
    ["the model's own limit", 100, "small", {}, 2048],
    ["our limit", 3 * 60_000, "parrot", {}, 32_768],
    ["the person's limit", 3 * 60_000, "parrot", { contextTokens: 65_536 }, 65_536],
    ["a lower limit of the person", 3 * 60_000, "parrot", { contextTokens: 6000 }, 6000],
    ["the model's limit below the person's", 100, "small", { contextTokens: 65_536 }, 2048],
  ] as const)("%s", async (_, letters, model, config, tokens) => {
    const server = createFakeOllama({ models });
    await ask(server, { text: "x".repeat(letters), model, provider: open(config) });
    expect(contextOf(server.asked[0])).toEqual({ num_ctx: tokens });
  });

  it("counts a Chinese sign as a token", async () => {
    const server = createFakeOllama({ models });
    await ask(server, { text: "字".repeat(4000) });
    expect(contextOf(server.asked[0])).toEqual({ num_ctx: 8192 });
  });

  it("does not shrink, since the model would be loaded anew", async () => {
    const server = createFakeOllama({ models });
    const provider = open();
    for (const text of ["x".repeat(20_000), "Hi"]) await ask(server, { provider, text });
    await ask(server, { provider, model: "owl" });
    expect(server.asked.map(contextOf)).toEqual([{ num_ctx: 12_288 }, { num_ctx: 12_288 }, { num_ctx: 8192 }]);
  });

  it("grows once where the estimate was too low", async () => {
    const server = createFakeOllama({
      models,
      chat: ({ options }) =>
        JSON.stringify(options) === '{"num_ctx":8192}' ? failure(400, TOO_LONG) : new Response(GREETING),
    });
    expect(await ask(server, { text: "x".repeat(10_000) })).toHaveLength(2);
    expect(server.asked.map(contextOf)).toEqual([{ num_ctx: 8192 }, { num_ctx: 12_288 }]);
  });

  it("is too little in the words of the server inside Ollama, without what is for programs", async () => {
    const inside = {
      error: {
        code: 400,
        type: "exceed_context_size_error",
        message: "request (9000 tokens) exceeds the available context size",
      },
    };
    const server = createFakeOllama({ chat: () => failure(400, JSON.stringify(inside)) });
    const reply = open().chat({ messages: [{ role: "user", text: "Hi" }], model: "parrot" }, call(server));
    const detail = "request (9000 tokens) exceeds the available context size";
    await expect(reply.next()).rejects.toMatchObject({ kind: "too-long", detail });
  });

  it("is too little where Ollama says so at the limit", async () => {
    const server = createFakeOllama({ models, chat: () => failure(400, TOO_LONG) });
    expect(await ask(server, { text: "x".repeat(10_000), model: "small" })).toBe("too-long");
    expect(await ask(server, { text: "x".repeat(10_000) })).toBe("too-long");
    expect(server.asked).toHaveLength(3);
  });

  it("says what is needed, what is allowed and what the model takes", async () => {
    const server = createFakeOllama({ models: { ...models, unknown: {} }, chat: () => failure(400, TOO_LONG) });
    const shortage = async (letters: number, model: string, config: Partial<OllamaConfig> = {}) => {
      const messages = [{ role: "user" as const, text: "x".repeat(letters) }];
      const reply = open(config).chat({ messages, model }, call(server));
      const error: unknown = await reply.next().catch((thrown: unknown) => thrown);
      return error instanceof ChatError ? [error.detail, error.context] : error;
    };
    const parrot = { allowedTokens: 32_768, modelTokens: 131_072 };
    expect(await shortage(3 * 60_000, "parrot")).toEqual([TOO_LONG, { ...parrot, neededTokens: 65_536 }]);
    // The estimate says that it fits: it is given more than it had, up to what it can need at most.
    expect(await shortage(3 * 30_000, "parrot")).toEqual([TOO_LONG, { ...parrot, neededTokens: 65_536 }]);
    expect(await shortage(3 * 12_000, "parrot")).toEqual([TOO_LONG, { ...parrot, neededTokens: 40_960 }]);
    const more = { contextTokens: 65_536 };
    expect(await shortage(3 * 60_000, "parrot", more)).toEqual([
      TOO_LONG,
      { neededTokens: 131_072, allowedTokens: 65_536, modelTokens: 131_072 },
    ]);
    expect(await shortage(10_000, "small")).toEqual([
      TOO_LONG,
      { neededTokens: 8192, allowedTokens: 2048, modelTokens: 2048 },
    ]);
    expect(await shortage(3 * 60_000, "unknown")).toEqual([TOO_LONG, { neededTokens: 65_536, allowedTokens: 32_768 }]);
  });

  it.each([
    ["0.12.11", "too-long", 0],
    ["what?", "too-long", 0],
    ["0.13.0", "answer", 1],
    ["1.0.0", "answer", 1],
  ])("is not trusted to version %s, which may cut in silence: %s", async (version, outcome, questions) => {
    const server = createFakeOllama({ models, version });
    const reply = await ask(server, { text: "x".repeat(3 * 40_000) });
    expect(typeof reply === "string" ? reply : "answer").toBe(outcome);
    expect(server.asked).toHaveLength(questions);
  });
});

describe("the list of models", () => {
  it("says what each can do, and leaves out those that cannot chat", async () => {
    const models = {
      "parrot:1b": big(8192, "vision"),
      owl: { capabilities: ["completion", "thinking"] },
      embed: { capabilities: ["embedding"] },
      old: {},
    };
    const server = createFakeOllama({ models });
    expect(await open().listModels?.(call(server))).toEqual([
      { id: "parrot:1b", contextTokens: 8192, input: ["text", "image"], thinking: false },
      { id: "owl", input: ["text"], thinking: true, thinkingIsOptional: true },
      { id: "old", input: ["text"] },
    ]);
  });

  it("holds a model of which nothing can be learnt", async () => {
    const { fetch } = createFakeOllama();
    const failing: typeof fetch = async (url, init) =>
      String(url).endsWith("/api/show") ? failure(500, "broken") : fetch(url, init);
    expect(await open().listModels?.(call({ fetch: failing }))).toEqual([{ id: "parrot", input: ["text"] }]);
  });

  it("is no list at a wrong address", async () => {
    const page: typeof fetch = async () => new Response("<!doctype html><title>Router</title>");
    await expect(open().listModels?.(call({ fetch: page }))).rejects.toMatchObject({ kind: "wrong-path" });
    const other: typeof fetch = async () => Response.json({ data: [] });
    await expect(open().listModels?.(call({ fetch: other }))).rejects.toMatchObject({ kind: "wrong-path" });
  });
});

describe("the check", () => {
  const models = { parrot: big(8192), "owl:latest": big(8192) };
  const check = (server: Pick<FakeOllama, "fetch">, model?: string) => open().check(call(server), model);

  it("asks the chosen model, and leaves at its first word", async () => {
    let left = false;
    const chat = () =>
      new Response(
        new ReadableStream({
          start: (controller) => controller.enqueue(new TextEncoder().encode(FIRST_LINE)),
          cancel: () => {
            left = true;
          },
        }),
      );
    const server = createFakeOllama({ models, chat });
    await check(server, "owl");
    expect(server.seen.map(({ path }) => path)).toEqual(["/api/tags", "/api/show", "/api/chat"]);
    await expect.poll(() => left).toBe(true);
  });

  it("loads no model where none is chosen, but posts something", async () => {
    const server = createFakeOllama({ models });
    await check(server);
    expect(server.seen.map(({ path }) => path)).toEqual(["/api/tags", "/api/show"]);
  });

  it("says what is wrong", async () => {
    await expect(check(createFakeOllama({ models: {} }))).rejects.toMatchObject({ kind: "no-model" });
    await expect(check(createFakeOllama({ models }), "crow")).rejects.toMatchObject({ kind: "no-model" });
    const closed = () => Promise.reject(new TypeError("Failed to fetch"));
    await expect(check({ fetch: closed })).rejects.toMatchObject({ kind: "not-running" });
    // A GET carries no origin, so the list alone would prove nothing.
    const { fetch } = createFakeOllama({ models });
    const picky: typeof fetch = async (url, init) =>
      init?.method === "POST" ? new Response("", { status: 403 }) : fetch(url, init);
    await expect(check({ fetch: picky })).rejects.toMatchObject({ kind: "origin-refused" });
  });
});

test("on the internet it is the person's account that is asked", () => {
  const traits = (baseUrl?: string) => createOllama().traitsOf?.({ ...(baseUrl !== undefined && { baseUrl }) });
  expect(traits()).toEqual(traits("http://127.0.0.1:11434"));
  expect(traits("http://127.0.0.1:11434")).toMatchObject({ reach: "computer", limits: { firstByteMs: 600_000 } });
  expect(traits("http://192.168.1.5:11434")).toMatchObject({ reach: "network", limits: { firstByteMs: 600_000 } });
  expect(traits("https://ollama.com")).toMatchObject({ reach: "account", limits: { firstByteMs: 100_000 } });
});

describe.each(["https://ollama.example", "http://127.0.0.1:11434"])("the contract, at %s", (baseUrl) => {
  testProviderContract(() => {
    const ollama = createOllama();
    // The contract leaves the model to the backend, and Ollama has none of its own.
    const type: ProviderType<OllamaConfig> = {
      ...ollama,
      create(config) {
        const provider = ollama.create(config);
        return { ...provider, chat: (request, given) => provider.chat({ ...request, model: "parrot" }, given) };
      },
    };
    const hanging = () =>
      new Response(
        new ReadableStream({ start: (controller) => controller.enqueue(new TextEncoder().encode(FIRST_LINE)) }),
      );
    const servers: ContractServers = {
      beginning: FIRST_LINE,
      saying: (contentType, body) =>
        createFakeOllama({ chat: () => new Response(body, { headers: { "content-type": contentType } }) }).fetch,
      kinds: { page: "wrong-path", nothing: "empty-answer" },
      answering: createFakeOllama().fetch,
      refusing: (status) => async () => new Response("", { status }),
      hanging: createFakeOllama({ chat: hanging }).fetch,
    };
    return { type, config: { baseUrl }, servers };
  });
});
