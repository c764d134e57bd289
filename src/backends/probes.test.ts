import { expect, test, vi } from "vitest";
import { createFakeServer } from "../providers/fake-server.test-tools.ts";
import { createProviderTypes } from "../providers/registry.ts";
import { createFakeSite } from "../providers/chatgptt/fake-site.test-tools.ts";
import { ChatError } from "../providers/chat-error.ts";
import { createRateLimit } from "../providers/transport/rate-limit.ts";
import { Secret } from "../secrets/secret.ts";
import type { Backend } from "./backend.ts";
import { createOpenBackends, type Draft } from "./open-backends.ts";
import { createProbes } from "./probes.ts";

const signal = new AbortController().signal;
const HI = 'data: {"choices":[{"index":0,"delta":{"content":"Hi"},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n';
const MODEL = { id: "m", input: ["text"] };
const stored: Backend = {
  id: "desk",
  type: "openai-compatible",
  name: "Desk",
  config: { baseUrl: "http://127.0.0.1:8080/v1" },
  keyId: "backend:key:1",
  agreedAt: 5,
};
const draft: Draft = { type: stored.type, config: stored.config };

/** Servers on this computer, by port. */
function start(servers: Record<string, Parameters<typeof createFakeServer>[0]>, granted = true) {
  const fakes = new Map(Object.entries(servers).map(([port, endpoints]) => [port, createFakeServer(endpoints)]));
  const fetched = vi.fn<typeof fetch>(async (url, init) => {
    const server = fakes.get(new URL(String(url)).port);
    if (server === undefined) throw new TypeError("Failed to fetch");
    return server.call().fetch(url, init);
  });
  const site = createFakeSite(() => new Response());
  const release = vi.fn();
  const backends = createOpenBackends({
    types: createProviderTypes({
      chatgptt: {
        ...site,
        access: {
          transport: async () => ({ fetch: site.fetch, credentials: "omit" }),
          guest: async () => undefined,
          asMendable: async (error) => error,
        },
      },
      builtIn: { languageModel: () => undefined },
    }),
    readBackends: async () => ({ usable: [stored], unreadable: [], chosenId: "chatgptt" }),
    rateLimit: createRateLimit(),
    call: { fetch: fetched, now: () => 0 },
    isAllowed: async () => true,
    readKey: async () => new Secret("sk-1"),
    mayReach: async () => granted,
    sent: () => undefined,
    prepare: async () => undefined,
    report: () => undefined,
  });
  const masked = (error: ChatError) => new ChatError(error.kind, { detail: error.detail?.replace("Anna", "…") });
  const probes = createProbes({ backends, masked, stayAwake: () => release, now: () => 1_000 });
  return { probes, fetched, release };
}

const models = () => Response.json({ data: [{ id: "m" }] });
const stream = () => new Response(HI, { headers: { "content-type": "text/event-stream" } });

test("the models of a stored backend are listed with its key", async () => {
  const { probes, fetched, release } = start({ 8080: { "/v1/models": models } });
  expect(await probes.models("desk", signal)).toEqual({ models: [MODEL], problem: null });
  expect(new Headers(fetched.mock.calls[0]?.[1]?.headers).get("authorization")).toBe("Bearer sk-1");
  expect(await probes.models("gone", signal)).toEqual({ models: [], problem: { kind: "no-backend" } });
  expect(release).toHaveBeenCalledTimes(2);
});

test("a draft is asked a question only where that is wanted", async () => {
  const { probes, fetched } = start({ 8080: { "/v1/models": models, "/v1/chat/completions": stream } });
  expect(await probes.test(draft, { ask: false, signal })).toEqual({ models: [MODEL], problem: null });
  expect(fetched).toHaveBeenCalledTimes(1);
  expect(await probes.test(draft, { ask: true, signal })).toEqual({ models: [MODEL], problem: null });
  expect(fetched.mock.calls.map(([url]) => new URL(String(url)).pathname)).toContain("/v1/chat/completions");
});

test("what is wrong comes with what could be listed, and without secrets", async () => {
  const refused = () => Response.json({ error: { message: "Anna may not do this" } }, { status: 429 });
  const { probes } = start({ 8080: { "/v1/models": models, "/v1/chat/completions": refused } });
  expect(await probes.test(draft, { ask: true, signal })).toEqual({
    models: [MODEL],
    problem: { kind: "rate-limit", detail: "… may not do this" },
  });
});

test("where nothing listens, another port of this computer is looked at", async () => {
  const ollama = {
    "/api/tags": () => Response.json({ models: [] }),
    "/v1/models": () => new Response("", { status: 404 }),
  };
  const { probes, fetched } = start({ 9931: { "/v1/models": models }, 8000: { "/v1/models": models }, 11434: ollama });
  const keyed = { ...draft, keyId: "backend:key:1" };
  expect(await probes.test(keyed, { ask: false, signal })).toEqual({
    models: [],
    problem: { kind: "not-running" },
    foundAt: "http://127.0.0.1:9931/v1",
  });
  // The key is for the server that was named.
  const withKey = fetched.mock.calls.filter(([, init]) => new Headers(init?.headers).has("authorization"));
  expect(withKey.map(([url]) => new URL(String(url)).port)).toEqual(["8080"]);
  const wrongPort: Draft = { type: "ollama", config: { baseUrl: "http://127.0.0.1:1234" } };
  expect(await probes.test(wrongPort, { ask: false, signal })).toMatchObject({ foundAt: "http://127.0.0.1:11434" });
});

test("no port is looked at on other hosts, without access, or if another server answers", async () => {
  const elsewhere = { ...draft, config: { baseUrl: "http://192.168.1.2:8080/v1" } };
  const far = start({ 9931: { "/v1/models": models } });
  expect(await far.probes.test(elsewhere, { ask: false, signal })).not.toHaveProperty("foundAt");
  expect(far.fetched).toHaveBeenCalledTimes(1);
  const refused = start({ 9931: { "/v1/models": models } }, false);
  expect(await refused.probes.test(draft, { ask: true, signal })).toEqual({
    models: [],
    problem: { kind: "permission" },
  });
  expect(refused.fetched).not.toHaveBeenCalled();
  const other = start({ 9931: { "/v1/models": () => new Response("<p>Hello</p>") } });
  expect(await other.probes.test(draft, { ask: false, signal })).not.toHaveProperty("foundAt");
});

test("a test that is stopped looks no further", async () => {
  const { probes, fetched } = start({ 8080: { "/v1/models": models } });
  const finding = await probes.test(draft, { ask: true, signal: AbortSignal.abort() });
  expect(finding.problem).toEqual({ kind: "aborted" });
  expect(fetched).not.toHaveBeenCalled();
});
