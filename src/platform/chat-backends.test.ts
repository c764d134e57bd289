import { beforeEach, describe, expect, test, vi } from "vitest";
import type { Health } from "../backends/health.ts";
import { createHealthStore } from "../backends/health-store.ts";
import { createMemory } from "../conversations/store/memory.test-tools.ts";
import { sampleMessage } from "../conversations/samples.test-tools.ts";
import { GENERATION_1_PAGE, json } from "../providers/chatgptt/fake-site.test-tools.ts";
import { ChatError } from "../providers/chat-error.ts";
import type { ReplyPart } from "../providers/provider.ts";
import type { UsableBackend } from "../backends/backend.ts";
import { backendsOf, siteRecord } from "../backends/backends.test-tools.ts";
import { createSecretMask } from "../secrets/secret-mask.ts";
import { defaultSettings, type Settings } from "../settings/settings.ts";
import type { SettingsReader } from "../settings/settings-reader.ts";
import type { BackendChoice, ReadyBackend } from "../turns/backend.ts";
import { createChatBackends } from "./chat-backends.ts";
import { createFakeBrowser } from "./fake-browser.test-tools.ts";
import { createSiteTabs } from "./tabs/site-tabs.ts";

const state = vi.hoisted(() => ({ browser: {} }));
vi.mock("wxt/browser", () => ({
  get browser() {
    return state.browser;
  },
}));

const OTHER = siteRecord("other.example");
const ASKING = { conversationId: "c" };

let fake: ReturnType<typeof createFakeBrowser>;
let problems: unknown[];
let sent: unknown[];
const requests = vi.fn<typeof fetch>();

beforeEach(() => {
  fake = createFakeBrowser();
  state.browser = fake.browser;
  problems = [];
  sent = [];
  requests.mockReset();
  requests.mockImplementation(async (_url, init) =>
    init?.method === "POST" ? json({ status: "success", data: "Hi" }) : new Response(GENERATION_1_PAGE),
  );
  vi.stubGlobal("fetch", requests);
});

function start(changes: Partial<Settings> = {}, proxied = false) {
  const settings: Settings = { ...defaultSettings, backends: backendsOf([]), ...changes };
  const storage: SettingsReader<Settings> = {
    get: async () => ({ ...settings }),
    watch: () => undefined,
  };
  const memory = createMemory();
  const report = (problem: unknown) => void problems.push(problem);
  const tabs = createSiteTabs(memory);
  const sites = createChatBackends({
    settings: storage,
    tabs,
    proxy: { covers: async () => proxied, fetch: (...parameters) => fetch(...parameters), test: async () => "works" },
    call: { now: Date.now },
    tools: {
      parseHtml: async () => [
        { tagName: "div", attributes: { class: "wpaicg-chat-shortcode", "data-nonce": "e49d131915" }, text: "" },
      ],
      randomId: () => crypto.randomUUID(),
      memory,
    },
    readKey: async () => undefined,
    mask: createSecretMask(),
    health: createHealthStore({ memory, now: Date.now, report }),
    sentLog: { add: async (question) => void sent.push(question) },
    stayAwake: () => () => undefined,
    report,
  });
  return { sites, tabs, settings, memory };
}

async function firstOf(sites: ReturnType<typeof start>["sites"], choice: BackendChoice): Promise<ReadyBackend> {
  return (await sites.order(choice)).first;
}

async function ask(sites: ReturnType<typeof start>["sites"], asking: BackendChoice = ASKING): Promise<ReplyPart[]> {
  const parts: ReplyPart[] = [];
  const { chat } = await firstOf(sites, asking);
  const { holdsPageText = false } = asking;
  const request = { messages: [{ role: "user" as const, text: "Hello" }], holdsPageText };
  for await (const part of chat(request, new AbortController().signal)) {
    parts.push(part);
  }
  return parts;
}

const HI = { type: "text", text: "Hi" };

test("the site that was asked before can be wished, whichever is chosen now and whatever it is called", async () => {
  const { sites } = start({ backends: backendsOf([{ ...OTHER, name: "chatgptt.me" }], OTHER.id) });
  expect(await firstOf(sites, ASKING)).toMatchObject({ id: OTHER.id, name: "chatgptt.me" });
  expect(await firstOf(sites, { ...ASKING, target: { backendId: "chatgptt" } })).toMatchObject({ id: "chatgptt" });
});

test("what goes where is kept, but of conversations that leave nothing behind", async () => {
  const { sites } = start();
  for (const conversationId of ["c", "temporary:1:c"]) await ask(sites, { conversationId });
  await ask(sites, { ...ASKING, holdsPageText: true });
  const site = { backendId: "chatgptt", name: "chatgptt.me" };
  expect(sent).toEqual([
    { ...site, holdsPageText: false },
    { ...site, holdsPageText: true },
  ]);
});

test("a backend that is gone or unreadable is an error, and no other one is asked in its place", async () => {
  const later = { ...siteRecord("later.example"), type: "later" } as unknown as typeof OTHER;
  for (const id of ["gone", later.id]) {
    const { sites, tabs } = start({ backends: backendsOf([OTHER, later], id) });
    await expect(firstOf(sites, ASKING)).rejects.toMatchObject({ kind: "no-backend" });
    await expect(firstOf(sites, { ...ASKING, target: { backendId: id } })).rejects.toMatchObject({
      kind: "no-backend",
    });
    const answer = { backendId: id, conversationId: "c", messageId: "a" };
    await expect(sites.open(answer, "check")).rejects.toMatchObject({ kind: "no-backend" });
    expect([fake.tabList, await tabs.waiting("https://chatgptt.me", { private: false })]).toEqual([[], []]);
  }
});

test("a backend that would be asked over the internet without encryption is an error of its own", async () => {
  const far = { id: "far", type: "openai-compatible", name: "Far", config: { baseUrl: "http://api.example/v1" } };
  const { sites } = start({ backends: backendsOf([OTHER, { ...far, agreedAt: 5 } as UsableBackend], "far") });
  await expect(firstOf(sites, ASKING)).rejects.toMatchObject({ kind: "not-secure" });
});

test("the model that is wished is asked for, else the one that is stored with the backend", async () => {
  const { sites } = start({ backends: backendsOf([{ ...OTHER, model: "small" }]) });
  const models = [{ backendId: OTHER.id, model: "large" }, { backendId: OTHER.id }, undefined].map(
    async (target) => (await firstOf(sites, { ...ASKING, target })).model,
  );
  expect(await Promise.all(models)).toEqual(["large", "small", undefined]);
});

test("whether the model thinks is said where the person has chosen that", async () => {
  const { sites } = start({ backends: backendsOf([OTHER]) });
  const thinks = [{ backendId: OTHER.id, think: false }, { backendId: OTHER.id }, undefined].map(
    async (target) => (await firstOf(sites, { ...ASKING, target })).think,
  );
  expect(await Promise.all(thinks)).toEqual([false, undefined, undefined]);
});

test("each backend has its own agreement", async () => {
  const { sites } = start({ backends: backendsOf([{ ...OTHER, agreedAt: null }], OTHER.id) });
  expect((await firstOf(sites, ASKING)).agreed).toBe(false);
  expect((await firstOf(sites, { ...ASKING, target: { backendId: "chatgptt" } })).agreed).toBe(true);
});

test("a rule that could not be set fails one question, and not those after it", async () => {
  const { sites } = start();
  fake.browser.declarativeNetRequest.updateSessionRules.mockRejectedValueOnce(new Error("busy"));
  await expect(ask(sites)).rejects.toThrow("busy");
  expect(problems).toHaveLength(1);
  expect(await ask(sites)).toContainEqual(HI);
  expect(fake.rules()).toEqual(["chatgptt.me"]);
});

test("of two changes of the sites the last one counts", async () => {
  const { sites, settings } = start();
  await firstOf(sites, ASKING);
  settings.backends = backendsOf([OTHER]);
  await firstOf(sites, ASKING);
  await vi.waitFor(() => expect(fake.rules()).toEqual(["chatgptt.me", "other.example"]));
});

test("a tab in which nothing can be run is passed over", async () => {
  const { sites, tabs } = start();
  fake.tabList.push({ id: 1, url: "https://chatgptt.me/", incognito: false });
  await tabs.adopt("https://chatgptt.me", 1, { private: false });
  fake.browser.scripting.executeScript.mockRejectedValue(new Error("Frame with ID 0 is showing error page"));
  expect(await ask(sites)).toContainEqual(HI);
  expect(requests.mock.calls.every(([, init]) => init?.credentials === "omit")).toBe(true);
});

test("a private window's question does not carry the cookies of the others", async () => {
  const { sites } = start({ useSiteSession: true });
  fake.tabList.push({ id: 1, url: "https://chatgptt.me/", incognito: false });
  expect(await ask(sites, { conversationId: "temporary:9:x" })).toContainEqual(HI);
  expect(fake.browser.scripting.executeScript).not.toHaveBeenCalled();
  expect(requests.mock.calls.every(([, init]) => init?.credentials === "omit")).toBe(true);
});

test("what no tab may show, because it would go past the proxy, is told so", async () => {
  requests.mockImplementation(async () => new Response("", { status: 403, headers: { "cf-mitigated": "challenge" } }));
  await expect(ask(start().sites)).rejects.toMatchObject({ kind: "challenge" });
  const { sites } = start({}, true);
  await expect(ask(sites)).rejects.toMatchObject({ kind: "tab-past-proxy", status: 403 });
  expect(await sites.check("https://chatgptt.me")).toBe("tab-past-proxy");
  requests.mockImplementation(async () => new Response("", { status: 401 }));
  await expect(ask(sites)).rejects.toMatchObject({ kind: "tab-past-proxy", status: 401 });
});

describe("a backend that keeps failing", () => {
  const DOWN: Health = { failures: 3, until: Date.now() + 60_000, error: { kind: "network" } };
  const asked = async ({ sites }: ReturnType<typeof start>, choice: BackendChoice = ASKING) => {
    const { first, others } = await sites.order(choice);
    return [first, ...others].map(({ id, insteadOf }) => (insteadOf === undefined ? id : `${id} instead`));
  };
  const down = async (backends: Settings["backends"]) => {
    const room = start({ backends });
    await room.memory.set("health:chatgptt", DOWN);
    return room;
  };

  test("is asked last, and first again where nobody else may be", async () => {
    const room = await down(backendsOf([OTHER]));
    expect(await asked(room)).toEqual([`${OTHER.id} instead`, "chatgptt"]);
    expect(await asked(room, { ...ASKING, alone: true })).toEqual(["chatgptt"]);
    expect(await asked(await down(backendsOf([])))).toEqual(["chatgptt"]);
    expect(await asked(await down(backendsOf([OTHER], undefined, null)))).toEqual(["chatgptt", OTHER.id]);
  });

  test("is no way for text of a page around one that must not get it, nor to one", async () => {
    const never = { ...OTHER, neverPages: true };
    const desk = siteRecord("desk.example");
    const page = { ...ASKING, holdsPageText: true };
    const room = await down(backendsOf([never, desk]));
    expect(await asked(room, page)).toEqual([`${desk.id} instead`, "chatgptt"]);
    expect(await asked(room, { ...ASKING, holdsPageText: false })).toEqual([
      `${OTHER.id} instead`,
      `${desk.id} instead`,
      "chatgptt",
    ]);
    const closed = start({ backends: backendsOf([never, desk], never.id) });
    await closed.memory.set(`health:${never.id}`, DOWN);
    expect(await asked(closed, page)).toEqual([never.id]);
    await expect(ask(closed.sites, page)).rejects.toMatchObject({ kind: "never-pages" });
  });

  test("is known by how the questions before have ended, and by one that works", async () => {
    const room = start({ backends: backendsOf([OTHER]) });
    const outcome = { conversationId: "c", backendId: "chatgptt" };
    for (let time = 0; time < 3; time += 1) {
      expect(await asked(room)).toEqual(["chatgptt", OTHER.id]);
      room.sites.outcome(outcome, new ChatError("network"));
    }
    await vi.waitFor(async () => expect(await asked(room)).toEqual([`${OTHER.id} instead`, "chatgptt"]));
    room.sites.outcome(outcome);
    await vi.waitFor(async () => expect(await asked(room)).toEqual(["chatgptt", OTHER.id]));
    room.sites.outcome({ ...outcome, backendId: "" }, new ChatError("unknown"));
    expect([problems, await room.memory.keys()]).toEqual([[], []]);
  });

  test("is none in the other windows where that was in a private one", async () => {
    const room = start({ backends: backendsOf([OTHER]) });
    const inPrivate = { conversationId: "temporary:9:x" };
    for (let time = 0; time < 3; time += 1)
      room.sites.outcome({ ...inPrivate, backendId: "chatgptt" }, new ChatError("challenge"));
    await vi.waitFor(async () => expect((await asked(room, inPrivate))[0]).toBe(`${OTHER.id} instead`));
    expect(await asked(room)).toEqual(["chatgptt", OTHER.id]);
    expect(await room.memory.keys()).toEqual(["health:chatgptt:window:9"]);
  });

  test("is asked first as soon as the person has passed its check", async () => {
    const room = await down(backendsOf([OTHER]));
    const retry = vi.fn(async () => asked(room));
    // So that the site is looked at without the tab.
    fake.browser.scripting.executeScript.mockRejectedValue(new Error("Frame with ID 0 is showing error page"));
    room.sites.retryAfterChecks(retry);
    await room.sites.open({ backendId: "chatgptt", conversationId: "c", messageId: "a" }, "check");
    fake.load(1);
    await vi.waitFor(async () => expect(await retry.mock.results[0]?.value).toEqual(["chatgptt", OTHER.id]));
  });
});

describe("a site that is opened for an answer", () => {
  const URL = "https://chatgptt.me";
  const NORMAL = { private: false };
  const failed = (messageId: string) => ({ backendId: "chatgptt", conversationId: "c", messageId });
  const challenged = (id: string) =>
    sampleMessage({
      id,
      backend: { id: "chatgptt", name: "Before" },
      error: { kind: "challenge" },
      state: "failed",
    });

  test("lets those wait who met its check, and what meets it meanwhile", async () => {
    const { sites, tabs } = start();
    await sites.ended(challenged("a"));
    await sites.open(failed("b"), "sign-in");
    expect(await tabs.waiting(URL, NORMAL)).toEqual([]);
    await sites.open(failed("c"), "check");
    await sites.ended(challenged("d"));
    await sites.ended({ ...challenged("e"), error: { kind: "quota" } });
    expect(await tabs.waiting(URL, NORMAL)).toEqual([failed("c"), failed("d")]);
  });

  test("is asked through that tab, except where it was only to be looked at", async () => {
    const { sites, tabs } = start();
    await sites.open(failed("a"), "look");
    expect(await tabs.opened(URL, NORMAL)).toBeUndefined();
    await sites.open(failed("a"), "sign-in");
    expect(await tabs.opened(URL, NORMAL)).toBeDefined();
  });

  test("is not opened where that would go past the proxy", async () => {
    const { sites } = start({}, true);
    expect(await sites.open(failed("a"), "check")).toBe(false);
    expect(fake.tabList).toEqual([]);
  });
});
