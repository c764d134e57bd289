import "fake-indexeddb/auto";
import { createHealthStore } from "../backends/health-store.ts";
import { IDBFactory } from "fake-indexeddb";
import { openDB } from "idb";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { UsableBackend } from "../backends/backend.ts";
import { backendsOf } from "../backends/backends.test-tools.ts";
import { createBackendKeyReader } from "../backends/read-backend-key.ts";
import { createDatabaseOpener, openDatabase } from "../conversations/store/database.ts";
import { readUnsaved } from "../conversations/store/fallback-store.ts";
import { createIndexedStore } from "../conversations/store/indexed-store.ts";
import { createMemory } from "../conversations/store/memory.test-tools.ts";
import { exportAll } from "../conversations/transfer/export-all.ts";
import { isRunning } from "../conversations/message-state.ts";
import { createFakeBrowser } from "../platform/fake-browser.test-tools.ts";
import { createChatBackends } from "../platform/chat-backends.ts";
import { createSiteTabs } from "../platform/tabs/site-tabs.ts";
import { createBackground } from "../port/background.test-tools.ts";
import { ask, openView, watch } from "../port/server-view.test-tools.ts";
import { createFakeSite } from "../providers/chatgptt/fake-site.test-tools.ts";
import { defaultSettings } from "../settings/settings.ts";
import { maskBackendErrors } from "../turns/mask-backend-errors.ts";
import { plantSecrets, recordConsole } from "./planted-secrets.test-tools.ts";
import { createSecretMask, type SecretMask } from "./secret-mask.ts";
import { createSecretStore } from "./secret-store.ts";
import { Secret } from "./secret.ts";

const state = vi.hoisted(() => ({ browser: {} }));
vi.mock("wxt/browser", () => ({
  get browser() {
    return state.browser;
  },
}));

const KEY = "sk-pl4nted/k3y+of=someone";
const planted = plantSecrets({ key: KEY });

const shared = { name: "Desk", keyId: "backend:key:1", agreedAt: 5, model: "m" };
const BACKENDS: readonly UsableBackend[] = [
  { ...shared, id: "o", type: "openai-compatible", config: { baseUrl: "http://127.0.0.1:8080/v1" } },
  { ...shared, id: "a", type: "anthropic", config: { baseUrl: "http://127.0.0.1:8080" } },
  { ...shared, id: "g", type: "gemini", config: { baseUrl: "http://127.0.0.1:8080/v1beta" } },
  { ...shared, id: "l", type: "ollama", config: { baseUrl: "http://127.0.0.1:8080" } },
];

/** What a server does with what it was sent: it says it again, in every way in which it can fail. */
const RESPONSES: readonly ((form: string) => Promise<Response>)[] = [
  async (form) => Response.json({ error: { message: `It says ${form}`, type: form, code: form } }, { status: 401 }),
  async (form) => Response.json({ error: form }, { status: 400 }),
  async (form) => new Response(`<title>${form}</title><p>${form}</p>`, { status: 502 }),
  async (form) => Response.json({ error: { message: form } }),
  async (form) =>
    new Response(`event: error\ndata: ${JSON.stringify({ type: "error", error: { message: form } })}\n\n`, {
      headers: { "content-type": "text/event-stream" },
    }),
  (form) => Promise.reject(new TypeError(form, { cause: { headers: form } })),
];

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
  globalThis.indexedDB = new IDBFactory();
  state.browser = createFakeBrowser().browser;
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** Lets a backend fail in every way. Returns what others get to see of it, by place. */
async function live(backend: UsableBackend, mask: SecretMask): Promise<Record<string, string>> {
  const logged = recordConsole();
  const report = (problem: unknown) => console.error(mask.problem(problem));
  const secrets = createSecretStore("secrets");
  await secrets.set("backend:key:1", new Secret(KEY));
  const memory = createMemory();
  const disk = createIndexedStore(createDatabaseOpener("conversations"));
  const site = createFakeSite(() => new Response());
  /** The headers of all requests. */
  const sent: string[] = [];
  let respond = async (): Promise<Response> => new Response();
  const server: typeof fetch = (_url, init) => {
    sent.push(JSON.stringify(init?.headers));
    return respond();
  };
  const settings = { ...defaultSettings, backends: backendsOf([backend], backend.id) };
  const backends = createChatBackends({
    settings: { get: async () => settings, watch: () => undefined },
    tabs: createSiteTabs(memory),
    proxy: { covers: async () => false, fetch: server, test: async () => "works" },
    call: { now: Date.now },
    tools: { parseHtml: site.parseHtml, randomId: () => crypto.randomUUID(), memory, conceal: mask.add },
    readKey: createBackendKeyReader({ secrets, passes: mask.add, report }),
    mask,
    health: createHealthStore({ memory, now: Date.now, report }),
    sentLog: { add: async () => undefined },
    stayAwake: () => () => undefined,
    report,
  });
  const background = createBackground({ store: disk, memory }, () => crypto.randomUUID(), {
    backends: maskBackendErrors(backends.order, mask),
    outcome: backends.outcome,
    sites: backends,
    probes: backends.probes,
    report,
  });
  const view = await openView(background, "panel", 1);
  const received: unknown[] = [];
  view.pair.view.onMessage.addListener((message) => received.push(message));
  await view.send(watch("c"));
  const forms = planted.echo.split(" ");
  const draft = { type: backend.type, config: backend.config, model: "m", keyId: "backend:key:1" };
  for (const [index, response] of RESPONSES.entries()) {
    respond = () => response(forms.join(" "));
    await view.send(ask(`q${index}`, "Hello"));
    for (let turn = 0; turn < 900; turn += 1) {
      const messages = (await disk.open("c"))?.messages ?? [];
      if (messages.some(({ parentId, state: is }) => parentId === `q${index}` && !isRunning(is))) break;
      await vi.advanceTimersByTimeAsync(1_000);
    }
    await view.send({ type: "list-models", backendId: backend.id });
    await view.send({ type: "test-backend", testId: `t${index}`, draft, ask: true });
  }
  report(new Error(planted.echo));
  expect(sent.filter((headers) => headers.includes(KEY)).length).toBeGreaterThan(RESPONSES.length);
  const database = await openDatabase("conversations");
  const file = await exportAll(database, await readUnsaved(memory), () => undefined, new AbortController().signal);
  database.close();
  const rows = await openDB("conversations");
  const stored = await Promise.all([...rows.objectStoreNames].map((store) => rows.getAll(store)));
  rows.close();
  const types = new Set(received.map((message) => (message as { type: string }).type));
  for (const type of ["changes", "models", "backend-tested"]) expect(types).toContain(type);
  return {
    messages: JSON.stringify(received),
    console: logged(),
    export: await file.text(),
    conversations: JSON.stringify(stored),
  };
}

test.each(BACKENDS)("the key of $type is nowhere but in requests and in the store of secrets", async (backend) => {
  for (const [place, text] of Object.entries(await live(backend, createSecretMask()))) {
    expect([place, planted.foundIn(text)]).toEqual([place, []]);
  }
});

test("without masks it would be found where the test looks", async () => {
  const blind: SecretMask = { add: () => undefined, error: (error) => error, problem: (problem) => problem };
  const [backend] = BACKENDS;
  if (backend === undefined) throw new Error("There is none");
  expect(planted.foundIn((await live(backend, blind))["console"] ?? "")).toEqual(["key"]);
});
