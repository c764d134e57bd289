import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { Secret } from "../../secrets/secret.ts";
import type { Call } from "../provider.ts";
import { readText } from "./connection.ts";
import { sendRequest } from "./request.ts";
import { TIME_LIMITS } from "./time-limits.ts";

interface Received {
  method: string | undefined;
  headers: IncomingMessage["headers"];
  body: string;
}

const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** Listens on this computer, and records what comes. */
async function serve(status: number, headers: Record<string, string> = {}): Promise<{ url: string; got: Received[] }> {
  const got: Received[] = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const piece of request) body += String(piece);
    got.push({ method: request.method, headers: request.headers, body });
    response.writeHead(status, headers).end("{}");
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, got };
}

function createCall(key?: string, more: Partial<Call> = {}): Call {
  const signal = new AbortController().signal;
  return { fetch, signal, now: () => 0, ...(key !== undefined && { key: new Secret(key) }), ...more };
}

test("a question is JSON, with the key in its header and nowhere else", async () => {
  const { url, got } = await serve(200);
  const call = createCall(" sk-1 ");
  await readText(await sendRequest({ url, body: { a: 1 } }, call, TIME_LIMITS), 100);
  await readText(await sendRequest({ url, keyHeader: { name: "x-api-key" } }, call, TIME_LIMITS), 100);
  expect(got).toMatchObject([
    { method: "POST", body: '{"a":1}', headers: { authorization: "Bearer sk-1", "content-type": "application/json" } },
    { method: "GET", body: "", headers: { "x-api-key": "sk-1" } },
  ]);
  expect(got[1]?.headers).not.toHaveProperty("authorization");
  for (const { headers } of got) expect(headers).not.toHaveProperty("cookie");
});

test.each([[undefined], [""], ["  "]])("the key %j is none, and no header is sent", async (key) => {
  const { url, got } = await serve(200);
  await readText(await sendRequest({ url }, createCall(key), TIME_LIMITS), 100);
  expect(got[0]?.headers).not.toHaveProperty("authorization");
});

test.each([301, 302, 303, 307, 308])("nobody is led on by status %i, neither key nor question", async (status) => {
  const thief = await serve(200);
  const { url, got } = await serve(status, { location: thief.url });
  const sent = sendRequest({ url, body: { secret: true } }, createCall("sk-1"), TIME_LIMITS);
  await expect(sent).rejects.toMatchObject({ kind: "not-running" });
  expect(got).toHaveLength(1);
  expect(thief.got).toEqual([]);
});

test("requests ask the browser for nothing that stays or leads on", async () => {
  const inits: (RequestInit | undefined)[] = [];
  const recording: typeof fetch = async (_url, init) => (inits.push(init), new Response());
  await sendRequest({ url: "https://api.example/v1" }, createCall("k", { fetch: recording }), TIME_LIMITS);
  expect(inits).toMatchObject([
    { credentials: "omit", redirect: "error", cache: "no-store", referrerPolicy: "no-referrer" },
  ]);
});

test.each(["two words", "ключ", "a\nb"])("the key %j fits in no header, and nothing is sent", async (key) => {
  const { url, got } = await serve(200);
  await expect(sendRequest({ url }, createCall(key), TIME_LIMITS)).rejects.toMatchObject({ kind: "wrong-key" });
  expect(got).toEqual([]);
});

test.each([
  ["http://127.0.0.1:9/v1", true, "not-running"],
  ["http://nas.local/v1", false, "not-running"],
  ["https://api.example/v1", true, "network"],
  ["https://api.example/v1", false, "offline"],
])("where %s cannot be reached (online: %s), that is %s", async (url, online, kind) => {
  const call = createCall(undefined, {
    fetch: () => Promise.reject(new TypeError("Failed to fetch")),
    online: () => online,
  });
  await expect(sendRequest({ url }, call, TIME_LIMITS)).rejects.toMatchObject({ kind });
});
