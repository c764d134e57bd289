import { describe, expect, test } from "vitest";
import { type Asked, createFakeServer, eventStream, textOf } from "../fake-server.test-tools.ts";
import type { ChatRequest } from "../provider.ts";
import type { OpenAiCompatibleConfig } from "./config.ts";
import { createOpenAiCompatible } from "./openai-compatible.ts";

const ANSWER = 'data: {"choices":[{"index":0,"delta":{"content":"Hi"},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n';
const QUESTION: ChatRequest = { messages: [{ role: "user", text: "Hi" }], model: "m" };

/** A server with these endpoints, and a backend for it. */
function serve(endpoints: Record<string, () => Response>, config: OpenAiCompatibleConfig, key?: string) {
  const { asked, call } = createFakeServer(endpoints);
  return { provider: createOpenAiCompatible().create(config), call: call(key), asked };
}

const stream = () => eventStream(ANSWER);
const list =
  (...ids: string[]) =>
  () =>
    Response.json({ data: ids.map((id) => ({ id })) });
const paths = (asked: readonly Asked[]) => asked.map(({ url }) => url.pathname);

test("a question has no more in it than every server takes", async () => {
  const config = { baseUrl: "http://127.0.0.1:1/v1", preset: "other" };
  const { provider, call, asked } = serve({ "/v1/chat/completions": stream }, config, "sk-1");
  const messages = [
    { role: "system" as const, text: "Be brief." },
    { role: "user" as const, text: "One?" },
  ];
  expect(await textOf(provider.chat({ messages, model: "m" }, call))).toBe("Hi");
  expect(asked[0]?.body).toEqual({
    model: "m",
    messages: [
      { role: "system", content: "Be brief." },
      { role: "user", content: "One?" },
    ],
    stream: true,
    stream_options: { include_usage: true },
  });
  expect(asked[0]?.headers.get("authorization")).toBe("Bearer sk-1");
});

test("Mistral is not asked for the usage that it sends by itself", async () => {
  const config = { baseUrl: "https://api.mistral.ai/v1", preset: "mistral", keyHeader: "api-key" };
  const { provider, call, asked } = serve({ "/v1/chat/completions": stream }, config, "k");
  await textOf(provider.chat(QUESTION, call));
  expect(asked[0]?.body).not.toHaveProperty("stream_options");
  expect(asked[0]?.headers.get("api-key")).toBe("k");
  expect(asked[0]?.headers.has("authorization")).toBe(false);
});

test("a service that wants a key is not asked without one", async () => {
  const { provider, call, asked } = serve({}, { baseUrl: "https://api.openai.com/v1", preset: "openai" });
  await expect(textOf(provider.chat(QUESTION, call))).rejects.toMatchObject({ kind: "no-key" });
  expect(asked).toEqual([]);
});

test("a server that wants a key says so, whether there is one or not", async () => {
  const wrong = { "/v1/chat/completions": () => Response.json({ detail: "No." }, { status: 401 }) };
  const config = { baseUrl: "http://127.0.0.1:1/v1" };
  const without = serve(wrong, config);
  await expect(textOf(without.provider.chat(QUESTION, without.call))).rejects.toMatchObject({ kind: "no-key" });
  const withOne = serve(wrong, config, "sk-1");
  await expect(textOf(withOne.provider.chat(QUESTION, withOne.call))).rejects.toMatchObject({ kind: "wrong-key" });
});

test("a server nearby that refuses without a word refuses extensions", async () => {
  const refusing = { "/v1/chat/completions": () => new Response("", { status: 403 }) };
  const nearby = serve(refusing, { baseUrl: "http://127.0.0.1:1/v1" });
  await expect(textOf(nearby.provider.chat(QUESTION, nearby.call))).rejects.toMatchObject({ kind: "origin-refused" });
  const far = serve(refusing, { baseUrl: "https://api.example/v1" });
  await expect(textOf(far.provider.chat(QUESTION, far.call))).rejects.toMatchObject({ kind: "blocked" });
});

test("an address without its version is found, and kept", async () => {
  const endpoints = { "/v1/chat/completions": stream, "/v1/models": list("m") };
  const { provider, call, asked } = serve(endpoints, { baseUrl: "http://127.0.0.1:1" });
  expect(await provider.listModels?.(call)).toEqual([{ id: "m", input: ["text"] }]);
  expect(await textOf(provider.chat(QUESTION, call))).toBe("Hi");
  expect(paths(asked)).toEqual(["/models", "/v1/models", "/v1/chat/completions"]);
});

test("an address that is wrong with and without a version is told as it is", async () => {
  const { provider, call, asked } = serve({}, { baseUrl: "http://127.0.0.1:1" });
  await expect(textOf(provider.chat(QUESTION, call))).rejects.toMatchObject({ kind: "wrong-path" });
  expect(paths(asked)).toEqual(["/chat/completions", "/v1/chat/completions"]);
});

test("a failure below the other version is the one that is told", async () => {
  const endpoints = { "/v1/chat/completions": () => Response.json({ error: "no key" }, { status: 401 }) };
  const { provider, call } = serve(endpoints, { baseUrl: "http://127.0.0.1:1" });
  await expect(textOf(provider.chat(QUESTION, call))).rejects.toMatchObject({ kind: "no-key" });
});

describe("a service that reserves more money for an answer than there is", () => {
  const refusal = (tokens: number) => {
    const words = `This request requires more credits, or fewer max_tokens. You requested up to 65536 tokens, but can only afford ${tokens}. To increase, visit https://openrouter.ai/settings/credits`;
    return { words, response: () => Response.json({ error: { message: words, code: 402 } }, { status: 402 }) };
  };
  const answer = (reason: string) =>
    eventStream(`data: {"choices":[{"delta":{"content":"Hi"},"finish_reason":"${reason}"}]}\n\ndata: [DONE]\n\n`);

  async function ask(...responses: (() => Response)[]) {
    const config = { baseUrl: "https://openrouter.ai/api/v1", preset: "openrouter" };
    const { provider, call, asked } = serve(
      { "/api/v1/chat/completions": () => responses.shift()?.() ?? answer("stop") },
      config,
      "k",
    );
    const parts = [];
    let error: unknown;
    try {
      for await (const part of provider.chat(QUESTION, call)) parts.push(part);
    } catch (thrown) {
      error = thrown;
    }
    return { parts, error, limits: asked.map(({ body }) => (body as { max_tokens?: number }).max_tokens) };
  }

  test("is asked for a shorter answer, which is whole", async () => {
    const { parts, limits } = await ask(refusal(3919).response);
    expect(limits).toEqual([undefined, 3919]);
    expect(parts.map(({ type }) => type)).toEqual(["text", "finish"]);
  });

  test("and ends for that, says so", async () => {
    const { words, response } = refusal(300);
    const { parts } = await ask(response, () => answer("length"));
    expect(parts).toEqual([
      { type: "text", text: "Hi" },
      { type: "notice", text: words },
      { type: "finish", reason: "length", raw: "length" },
    ]);
  });

  test("is asked no more than twice, and not for what is of no use", async () => {
    const twice = await ask(refusal(3919).response, refusal(3000).response);
    expect(twice).toMatchObject({ limits: [undefined, 3919], error: { kind: "quota", status: 402 } });
    expect(await ask(refusal(20).response)).toMatchObject({ limits: [undefined], error: { kind: "quota" } });
  });
});
