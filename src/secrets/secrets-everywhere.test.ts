import "fake-indexeddb/auto";
import { createHealthStore } from "../backends/health-store.ts";
import { IDBFactory } from "fake-indexeddb";
import { openDB } from "idb";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createDatabaseOpener, openDatabase } from "../conversations/store/database.ts";
import { readUnsaved } from "../conversations/store/fallback-store.ts";
import { createIndexedStore } from "../conversations/store/indexed-store.ts";
import { createMemory } from "../conversations/store/memory.test-tools.ts";
import { exportAll } from "../conversations/transfer/export-all.ts";
import { isRunning } from "../conversations/message-state.ts";
import { createBackendKeyReader } from "../backends/read-backend-key.ts";
import { createFakeBrowser } from "../platform/fake-browser.test-tools.ts";
import { createChatBackends } from "../platform/chat-backends.ts";
import { createProxyAuth } from "../platform/proxy/answer-proxy-auth.ts";
import type { BrowserProxy } from "../platform/proxy/browser-proxy.ts";
import { createProxyRoute } from "../platform/proxy/proxy-route.ts";
import { createSiteTabs } from "../platform/tabs/site-tabs.ts";
import { createBackground } from "../port/background.test-tools.ts";
import { ask, openView, watch } from "../port/server-view.test-tools.ts";
import { createFakeSite, json, GENERATION_1_PAGE } from "../providers/chatgptt/fake-site.test-tools.ts";
import { createProxyPassword } from "../settings/proxy-password.ts";
import type { UsableProxy } from "../settings/proxy.ts";
import { createEntries } from "../entries/entries.ts";
import { createSentLog } from "../backends/sent/sent-log.ts";
import { createTestArea, createTestLock } from "../entries/test-area.test-tools.ts";
import { migrateSettings } from "../settings/migrate-settings.ts";
import { createSettingsStorage } from "../settings/settings-storage.ts";
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

const OLD_PASSWORD = "0ld p@ss/wörd";
const NEW_PASSWORD = 'n3w p@ss"wörd';
const NONCE = "e49d131915";
const COOKIE = "wordpress_logged_in=c00kie-value";
const planted = plantSecrets({
  "old password": OLD_PASSWORD,
  "new password": NEW_PASSWORD,
  nonce: NONCE,
  cookie: COOKIE,
});
/** A site or a proxy repeats what it was sent. Cookies are never sent. */
const repeated = plantSecrets({ "old password": OLD_PASSWORD, "new password": NEW_PASSWORD, nonce: NONCE });

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
  globalThis.indexedDB = new IDBFactory();
  state.browser = createFakeBrowser().browser;
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** Creates the parts of Sidenote as the background's entrypoint wires them, over the profile of an older version. */
function start(mask: SecretMask) {
  const area = createTestArea({
    settings: {
      agreedAt: 5,
      useProxy: true,
      proxy: { scheme: "http", host: "proxy.example", port: 3128, user: "me", password: OLD_PASSWORD },
    },
  });
  const logged = recordConsole();
  const report = (problem: unknown) => console.error(mask.problem(problem));
  const secrets = createSecretStore("secrets");
  const entries = createEntries(area, migrateSettings, createTestLock());
  const settings = createSettingsStorage(entries);
  const password = createProxyPassword({
    settings,
    entries,
    secrets,
    passes: mask.add,
    exclusively: (task) => task(),
    randomId: () => crypto.randomUUID(),
    report,
  });
  const memory = createMemory();
  const disk = createIndexedStore(createDatabaseOpener("conversations"));
  /** What was sent to the proxy. */
  const given: (string | undefined)[] = [];
  let current: UsableProxy | null = null;
  const browserProxy: BrowserProxy = {
    async use(proxy) {
      current = proxy;
      return undefined;
    },
    follow: () => ({ failure: async () => undefined, redirectedTo: async () => undefined, end: () => undefined }),
  };
  const answerAuth = createProxyAuth(() => undefined);
  let answer = (): Promise<Response> => Promise.resolve(json({ status: "success", data: "Hi" }));
  const site = createFakeSite(({ method, url }) => {
    const challenger = { host: "proxy.example", port: 3128 };
    const request = { requestId: `${given.length}`, url: url.href, tabId: -1, isProxy: true, challenger };
    given.push(answerAuth(request, current).authCredentials?.password);
    return method === "POST" ? answer() : new Response(GENERATION_1_PAGE, { headers: { "set-cookie": COOKIE } });
  });
  const sites = createChatBackends({
    settings,
    tabs: createSiteTabs(memory),
    proxy: createProxyRoute({
      settings,
      password,
      browserProxy,
      mayReach: async () => true,
      fetch: site.fetch,
      report,
    }),
    call: { now: Date.now },
    tools: { parseHtml: site.parseHtml, randomId: () => crypto.randomUUID(), memory, conceal: mask.add },
    readKey: createBackendKeyReader({ secrets, passes: mask.add, report }),
    mask,
    health: createHealthStore({ memory, now: Date.now, report }),
    sentLog: createSentLog(area, createTestLock(), Date.now),
    stayAwake: () => () => undefined,
    report,
  });
  const background = createBackground({ store: disk, memory }, () => crypto.randomUUID(), {
    backends: maskBackendErrors(sites.order, mask),
    outcome: sites.outcome,
    sites,
    probes: sites.probes,
    report,
  });
  return {
    background,
    disk,
    password,
    area,
    memory,
    given,
    logged,
    secrets,
    answerWith: (next: typeof answer) => void (answer = next),
  };
}

/** Returns all rows of a database. */
async function dump(name: string): Promise<unknown[]> {
  const database = await openDB(name);
  const rows = await Promise.all([...database.objectStoreNames].map((store) => database.getAll(store)));
  database.close();
  return rows;
}

/** Makes everything go wrong that can for a person with a proxy. Returns what others get to see of it, by place. */
async function live(mask: SecretMask): Promise<Record<string, string>> {
  const { background, disk, password, area, memory, given, logged, secrets, answerWith } = start(mask);
  await password.tidy();
  const view = await openView(background, "panel", 1);
  const received: unknown[] = [];
  view.pair.view.onMessage.addListener((message) => received.push(message));
  const asked = async (id: string, next: () => Promise<Response>) => {
    answerWith(next);
    await view.send(ask(id, "Hello"));
    for (let turn = 0; turn < 500; turn += 1) {
      await vi.advanceTimersByTimeAsync(1_000);
      const messages = (await disk.open("c"))?.messages ?? [];
      if (messages.some((message) => message.parentId === id && !isRunning(message.state))) return;
    }
    expect.unreachable(`${id} was never answered`);
  };
  await view.send(watch("c"), { type: "list", limit: 20 }, { type: "bin", limit: 20 });

  await asked("q1", async () => json({ status: "success", data: "Hi" }));
  const proxy = { scheme: "http", host: "proxy.example", port: 3128, user: "me" } as const;
  await password.save({ proxy: { ...proxy, password: new Secret(NEW_PASSWORD) } });
  for (const [index, form] of repeated.echo.split(/ (?=\S)/).entries()) {
    await asked(`words-${index}`, async () => json({ status: "error", msg: `It says ${form}` }));
    await asked(`status-${index}`, async () => new Response(form, { status: 502 }));
  }
  await asked("long", async () => json({ status: "error", msg: `${"x".repeat(290)} ${repeated.echo}` }));
  await asked("wire", () => Promise.reject(new TypeError(repeated.echo, { cause: { headers: repeated.echo } })));
  await view.send({ type: "check-proxy" }, { type: "check-site", url: "https://chatgptt.me" });
  await view.send({ type: "search", query: "p@ss" }, { type: "count", wanted: true });
  area.get = () => Promise.reject(new Error(repeated.echo));
  await asked("unread", async () => json({ status: "success", data: "Hi" }));
  for (const listener of area.listeners) listener({ "setting:useProxy": {} });
  view.pair.view.post({ type: repeated.echo });
  background.server.storageFailed();
  await view.send(watch(null), watch("c"));

  expect(given).toContain(OLD_PASSWORD);
  expect(given).toContain(NEW_PASSWORD);
  expect((await Promise.all((await secrets.ids()).map(secrets.get))).map((one) => one?.reveal())).toEqual([
    NEW_PASSWORD,
  ]);
  const database = await openDatabase("conversations");
  const file = await exportAll(database, await readUnsaved(memory), () => undefined, new AbortController().signal);
  database.close();
  expect(received.length).toBeGreaterThan(20);
  return {
    messages: JSON.stringify(received),
    console: logged(),
    export: await file.text(),
    conversations: JSON.stringify(await dump("conversations")),
    settings: JSON.stringify(area.stored),
  };
}

test("secrets that are planted everywhere are nowhere but where they belong", async () => {
  for (const [place, text] of Object.entries(await live(createSecretMask()))) {
    expect([place, planted.foundIn(text)]).toEqual([place, []]);
  }
});

test("without the mask they would be found: the look has eyes, and the site has said them", async () => {
  const blind: SecretMask = { add: () => undefined, error: (error) => error, problem: (problem) => problem };
  const places = await live(blind);
  for (const place of ["messages", "export", "conversations", "console"]) {
    expect([place, planted.foundIn(places[place] ?? "")]).toEqual([place, ["old password", "new password", "nonce"]]);
  }
});
