import { afterEach, beforeAll, describe, expect, it, type TestContext } from "vitest";
import { createAnthropic } from "../src/providers/anthropic/anthropic.ts";
import { ChatError } from "../src/providers/chat-error.ts";
import { createOpenAiCompatible } from "../src/providers/openai-compatible/openai-compatible.ts";
import type { Call, Provider, ReplyPart } from "../src/providers/provider.ts";
import { Secret } from "../src/secrets/secret.ts";
import { log } from "../scripts/run.mjs";
import { answerText } from "./support/llama-server/answers.ts";
import { fetchLlamaServer } from "./support/llama-server/fetch-llama-server.ts";
import {
  type LlamaServer,
  type LlamaServerOptions,
  startLlamaServer,
} from "./support/llama-server/start-llama-server.ts";

const KEY = "right-key";
const CONTEXT_TOKENS = 512;

/** Where the server unpacked is. A sentence: why there is none. */
let root: { path: string } | { missing: string };
const servers: LlamaServer[] = [];

beforeAll(async () => {
  try {
    root = { path: await fetchLlamaServer() };
  } catch (error) {
    if (process.env["CI"] !== undefined) throw error;
    root = { missing: error instanceof Error ? error.message : String(error) };
    log(`No real server is asked: ${root.missing}`);
  }
});
afterEach(() => Promise.all(servers.splice(0).map(({ stop }) => stop())));

/** Skips the test, with the reason, on a machine that cannot have the server. */
async function start(context: TestContext, options?: LlamaServerOptions): Promise<LlamaServer> {
  if ("missing" in root) return context.skip(root.missing);
  const server = await startLlamaServer(root.path, options);
  servers.push(server);
  return server;
}

/** One slot, so that a question that goes on would hold up the next one. */
const oneSlot = (context: TestContext) =>
  start(context, {
    programArguments: ["--alias", "tiny", "--ctx-size", `${CONTEXT_TOKENS}`, "--parallel", "1", "--slots"],
  });

const FORMATS: readonly { format: string; open(server: LlamaServer): Provider }[] = [
  { format: "Anthropic's", open: ({ url }) => createAnthropic().create({ baseUrl: url }) },
  { format: "OpenAI's", open: ({ url }) => createOpenAiCompatible().create({ baseUrl: `${url}/v1` }) },
];

function call(more: Partial<Call> = {}): Call {
  return { fetch: globalThis.fetch, signal: new AbortController().signal, now: Date.now, ...more };
}

async function ask(provider: Provider, text: string, more: Partial<Call> = {}) {
  const parts: ReplyPart[] = [];
  const joined = (type: "text" | "reasoning") => parts.map((part) => (part.type === type ? part.text : "")).join("");
  let error: ChatError | undefined;
  try {
    for await (const part of provider.chat({ messages: [{ role: "user", text }], model: "tiny" }, call(more)))
      parts.push(part);
  } catch (thrown) {
    error = ChatError.from(thrown);
  }
  return { text: joined("text"), reasoning: joined("reasoning").trim(), parts, end: error ?? parts.at(-1) };
}

describe.each(FORMATS)("a real server, asked in $format format", ({ open }) => {
  it("answers, as often as it is asked", async (context) => {
    const provider = open(await oneSlot(context));
    for (const name of ["text", "unicode", "tricks"] as const) {
      const answer = await ask(provider, name === "text" ? "Hi" : `#${name}`);
      expect(answer.text).toBe(answerText(name));
      expect(answer.end).toMatchObject({ type: "finish", reason: "stop" });
      expect(answer.parts).toContainEqual({ type: "model", name: "tiny" });
      expect(answer.parts).toContainEqual({
        type: "usage",
        inputTokens: expect.any(Number),
        outputTokens: expect.any(Number),
      });
    }
    expect((await ask(provider, "#empty")).end).toMatchObject({ kind: "empty-answer" });
  });

  it("thinks before it answers", async (context) => {
    const { text, reasoning } = await ask(open(await oneSlot(context)), "#think");
    expect(reasoning).toBe("The person wants a number. Which one? Seven is fine.");
    expect(text).toBe("It is seven.");
  });

  it("stops when it is told to, and is free for the next question", async (context) => {
    const server = await oneSlot(context);
    const provider = open(server);
    const stop = new AbortController();
    const reply = provider.chat(
      { messages: [{ role: "user", text: "#long" }], model: "tiny" },
      call({ signal: stop.signal }),
    );
    for (let part = await reply.next(); part.value?.type !== "text"; part = await reply.next());
    stop.abort();
    await expect(reply.next().then(() => reply.next())).rejects.toMatchObject({ kind: "aborted" });
    const busy = async (): Promise<number> => {
      const slots: { is_processing: boolean }[] = await (await fetch(`${server.url}/slots`)).json();
      return slots.filter(({ is_processing }) => is_processing).length;
    };
    await expect.poll(busy).toBe(0);
    expect((await ask(provider, "Hi")).text).toBe(answerText("text"));
  });

  it("says that a question is too long, and that an answer has no more room", async (context) => {
    const provider = open(await oneSlot(context));
    expect((await ask(provider, "word ".repeat(CONTEXT_TOKENS))).end).toMatchObject({ kind: "too-long" });
    const answer = await ask(provider, "#long");
    expect(answer.text.startsWith(answerText("long"))).toBe(true);
    expect(answer.end).toMatchObject({ type: "finish", reason: "length" });
  });

  it("wants its key", async (context) => {
    const provider = open(await start(context, { programArguments: ["--alias", "tiny", "--api-key", KEY] }));
    expect((await ask(provider, "Hi")).end).toMatchObject({ kind: "no-key" });
    const wrong = await ask(provider, "Hi", { key: new Secret("wrong-key") });
    expect(wrong.end).toMatchObject({ kind: "wrong-key" });
    expect(String((wrong.end as ChatError).detail)).not.toContain("wrong-key");
    expect((await ask(provider, "Hi", { key: new Secret(KEY) })).text).toBe(answerText("text"));
    await provider.check(call({ key: new Secret(KEY) }), "tiny");
    await expect(provider.check(call(), "tiny")).rejects.toMatchObject({ kind: "no-key" });
  });

  it("lists its model, with what fits into it", async (context) => {
    const provider = open(await oneSlot(context));
    const [model] = (await provider.listModels?.(call())) ?? [];
    expect(model).toMatchObject({ id: "tiny", input: ["text"] });
    await provider.check(call(), "tiny");
  });

  it("is waited for while it loads its model", async (context) => {
    const server = await start(context, { layers: 120, untilLoaded: false, programArguments: ["--alias", "tiny"] });
    const statuses: number[] = [];
    const watched: typeof fetch = async (...parameters) => {
      const response = await fetch(...parameters);
      statuses.push(response.status);
      return response;
    };
    expect((await ask(open(server), "#think", { fetch: watched })).text).toBe("It is seven.");
    expect(statuses[0]).toBe(503);
    expect(statuses.at(-1)).toBe(200);
  });

  it("is not running where it was stopped", async (context) => {
    const server = await oneSlot(context);
    await server.stop();
    expect((await ask(open(server), "Hi")).end).toMatchObject({ kind: "not-running" });
  });
});
