import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { Secret } from "../secrets/secret.ts";
import { createAnthropic } from "./anthropic/anthropic.ts";
import { ChatError } from "./chat-error.ts";
import { createGemini } from "./gemini/gemini.ts";
import { createOllama } from "./ollama/ollama.ts";
import { createOpenAiCompatible } from "./openai-compatible/openai-compatible.ts";
import type { Call, Provider } from "./provider.ts";

const KEY = "led-nowhere-s3cret";

const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** Listens on this computer. Returns its address and what it got. */
async function serve(
  status: number,
  headers: Record<string, string>,
): Promise<{ url: string; got: IncomingMessage[] }> {
  const got: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    got.push(request);
    request.resume();
    response.writeHead(status, headers).end("{}");
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, got };
}

const PROVIDERS: readonly [string, (baseUrl: string) => Provider][] = [
  ["openai-compatible", (baseUrl) => createOpenAiCompatible().create({ baseUrl })],
  ["anthropic", (baseUrl) => createAnthropic().create({ baseUrl })],
  ["gemini", (baseUrl) => createGemini().create({ baseUrl })],
  ["ollama", (baseUrl) => createOllama().create({ baseUrl })],
];

test.each(PROVIDERS)("%s follows no server that leads on, with whatever it asks", async (_, create) => {
  const thief = await serve(200, { "content-type": "application/json" });
  for (const status of [301, 302, 303, 307, 308]) {
    const { url, got } = await serve(status, { location: `${thief.url}/v1` });
    const call: Call = { fetch, key: new Secret(KEY), signal: new AbortController().signal, now: () => 0 };
    const provider = create(url);
    const ask = async () => {
      const messages = [{ role: "user" as const, text: "Hi" }];
      for await (const part of provider.chat({ messages, model: "m" }, call)) expect.unreachable(part.type);
    };
    for (const task of [ask, () => provider.listModels?.(call), () => provider.check(call, "m")]) {
      await expect(Promise.resolve().then<unknown>(task)).rejects.toBeInstanceOf(ChatError);
    }
    expect(got.length).toBeGreaterThan(2);
    // The key stands in a header of each request, and never in its address.
    for (const { headers, url: path } of got) {
      expect(JSON.stringify(headers)).toContain(KEY);
      expect(path).not.toContain(KEY);
    }
  }
  expect(thief.got).toEqual([]);
});
