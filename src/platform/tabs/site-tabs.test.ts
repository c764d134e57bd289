import { beforeEach, expect, test, vi } from "vitest";
import { createMemory } from "../../conversations/store/memory.test-tools.ts";
import { createFakeBrowser } from "../fake-browser.test-tools.ts";
import { createSiteTabs } from "./site-tabs.ts";

const state = vi.hoisted(() => ({ browser: {} }));
vi.mock("wxt/browser", () => ({
  get browser() {
    return state.browser;
  },
}));

const SITE = "https://chat.example/chat";
const NORMAL = { private: false };
const PRIVATE = { private: true };
const answer = (messageId: string) => ({ backendId: "chat", conversationId: "c", messageId });

let fake: ReturnType<typeof createFakeBrowser>;
beforeEach(() => {
  fake = createFakeBrowser();
  state.browser = fake.browser;
});

test("tabs of private windows and of other windows do not serve each other's questions", async () => {
  const tabs = createSiteTabs(createMemory());
  fake.tabList.push(
    { id: 1, url: SITE, incognito: true },
    { id: 2, url: "https://chat.example/", incognito: false },
    { id: 3, url: "https://chat.example:8443/", incognito: false },
  );
  expect(await tabs.all(SITE, NORMAL)).toEqual([2]);
  expect(await tabs.all(SITE, PRIVATE)).toEqual([1]);
  await tabs.adopt(SITE, 1, PRIVATE);
  expect(await tabs.opened(SITE, NORMAL)).toBeUndefined();
  expect(await tabs.opened(SITE, PRIVATE)).toBe(1);
});

test("a tab that went to another site, went away or sleeps is none", async () => {
  const tabs = createSiteTabs(createMemory());
  await tabs.open(SITE, NORMAL);
  const [tab] = fake.tabList;
  if (tab === undefined) throw new Error("No tab");
  expect(await tabs.opened(SITE, NORMAL)).toBe(tab.id);
  tab.url = "https://elsewhere.example/";
  expect(await tabs.opened(SITE, NORMAL)).toBeUndefined();
  tab.url = SITE;
  tab.discarded = true;
  expect(await tabs.opened(SITE, NORMAL)).toBeUndefined();
  fake.tabList.length = 0;
  expect(await tabs.opened(SITE, NORMAL)).toBeUndefined();
});

test.each([
  [SITE, "https://www.chat.example/chat"],
  ["https://www.chat.example/chat", "https://chat.example/"],
])("a site (%s) that leads to %s gets past its check there", async (site, reached) => {
  const tabs = createSiteTabs(createMemory());
  const loaded = vi.fn<(url: string, kind: object) => void>();
  tabs.onLoaded(loaded, (problem) => expect.unreachable(String(problem)));
  await tabs.open(site, { ...NORMAL, waiting: answer("a") });
  const [tab] = fake.tabList;
  if (tab === undefined) throw new Error("No tab");
  tab.url = reached;
  fake.load(tab.id);
  await vi.waitFor(() => expect(loaded.mock.calls).toEqual([[reached, NORMAL]]));
  expect(await tabs.opened(site, NORMAL)).toBe(tab.id);
  expect(await tabs.all(site, NORMAL)).toEqual([tab.id]);
  await tabs.open(site, NORMAL);
  expect(fake.tabList).toHaveLength(1);
  expect(await tabs.waiting(reached, NORMAL)).toEqual([answer("a")]);
});

test("a tab that is less safe than the site, or another host of it, is none", async () => {
  const tabs = createSiteTabs(createMemory());
  await tabs.open(SITE, NORMAL);
  const [tab] = fake.tabList;
  if (tab === undefined) throw new Error("No tab");
  for (const url of ["http://chat.example/chat", "https://m.chat.example/", "https://chat.example:8443/"]) {
    tab.url = url;
    expect(await tabs.opened(SITE, NORMAL), url).toBeUndefined();
  }
});

test("what the person went on to in the site's tab stays there", async () => {
  const tabs = createSiteTabs(createMemory());
  await tabs.open(SITE, { ...NORMAL, waiting: answer("a") });
  const [tab] = fake.tabList;
  if (tab === undefined) throw new Error("No tab");
  tab.url = "https://mail.example/";
  await tabs.open(SITE, { ...NORMAL, waiting: answer("b") });
  expect(fake.tabList.map(({ url }) => url)).toEqual(["https://mail.example/", SITE]);
  expect(await tabs.opened(SITE, NORMAL)).toBe(fake.tabList[1]?.id);
  expect(await tabs.waiting(SITE, NORMAL)).toEqual([answer("a"), answer("b")]);
});

test("all that is added at one moment waits, until it is said to wait no more", async () => {
  const tabsMemory = createMemory();
  const tabs = createSiteTabs(tabsMemory);
  await Promise.all([
    tabs.open(SITE, { ...NORMAL, waiting: answer("a") }),
    tabs.open(SITE, { ...NORMAL, waiting: answer("b") }),
    tabs.open(SITE, { ...NORMAL, waiting: answer("a") }),
    tabs.open(SITE, NORMAL),
  ]);
  expect(fake.tabList).toHaveLength(1);
  expect(await tabs.waiting(SITE, NORMAL)).toEqual([answer("b"), answer("a")]);
  await Promise.all([tabs.stopWaiting(SITE, NORMAL, answer("b")), tabs.wait(SITE, NORMAL, answer("c"))]);
  expect(await tabs.waiting(SITE, NORMAL)).toEqual([answer("a"), answer("c")]);
  // The next background finds it so.
  expect(await createSiteTabs(tabsMemory).waiting(SITE, NORMAL)).toEqual([answer("a"), answer("c")]);
});

test("what waits is told of when its tab has loaded a page, and no other tab", async () => {
  const tabs = createSiteTabs(createMemory());
  const loaded = vi.fn<(url: string, kind: object) => void>();
  tabs.onLoaded(loaded, (problem) => expect.unreachable(String(problem)));
  await tabs.open(SITE, { ...PRIVATE, windowId: 9, waiting: answer("a") });
  fake.tabList.push({ id: 7, url: SITE, incognito: true });
  fake.load(7);
  fake.load(1);
  await vi.waitFor(() => expect(loaded.mock.calls).toEqual([[SITE, PRIVATE]]));
});

test("the browser wakes nobody for pages while nothing waits for one", async () => {
  const memory = createMemory();
  const tabs = createSiteTabs(memory);
  tabs.onLoaded(
    () => undefined,
    (problem) => expect.unreachable(String(problem)),
  );
  expect(fake.isListening()).toBe(true);
  await vi.waitFor(() => expect(fake.isListening()).toBe(false));
  await tabs.open(SITE, NORMAL);
  expect(fake.isListening()).toBe(false);
  await tabs.open(SITE, { ...NORMAL, waiting: answer("a") });
  expect(fake.isListening()).toBe(true);

  // The next background finds it so.
  const again = createSiteTabs(memory);
  again.onLoaded(
    () => undefined,
    (problem) => expect.unreachable(String(problem)),
  );
  await again.wait(SITE, NORMAL, answer("b"));
  await tabs.stopWaiting(SITE, NORMAL, answer("a"));
  await tabs.stopWaiting(SITE, NORMAL, answer("b"));
  expect(fake.isListening()).toBe(true);
  await again.stopWaiting(SITE, NORMAL, answer("b"));
  expect(fake.isListening()).toBe(false);
});

test("what meets the check while its tab is open waits there too", async () => {
  const tabs = createSiteTabs(createMemory());
  await tabs.wait(SITE, NORMAL, answer("a"));
  expect(await tabs.waiting(SITE, NORMAL)).toEqual([]);
  await tabs.open(SITE, { ...NORMAL, waiting: answer("a") });
  await tabs.wait(SITE, NORMAL, answer("b"));
  await tabs.wait(SITE, PRIVATE, answer("c"));
  expect(await tabs.waiting(SITE, NORMAL)).toEqual([answer("a"), answer("b")]);
  expect(await tabs.waiting(SITE, PRIVATE)).toEqual([]);
});

test("a site that is only shown is no way to it", async () => {
  const tabs = createSiteTabs(createMemory());
  await tabs.show(SITE, NORMAL);
  expect(fake.tabList).toHaveLength(1);
  expect(await tabs.opened(SITE, NORMAL)).toBeUndefined();
});

test("a closed window leaves neither its private tabs behind nor what waited there", async () => {
  const memory = createMemory();
  const tabs = createSiteTabs(memory);
  const waiting = { ...answer("a"), conversationId: "temporary:9:a" };
  await tabs.open(SITE, { ...PRIVATE, windowId: 9, waiting });
  await tabs.open(SITE, { ...NORMAL, waiting: { ...waiting, conversationId: "temporary:1:a" } });
  await tabs.wait(SITE, NORMAL, answer("b"));
  await tabs.forget("temporary:1:");
  expect([await tabs.waiting(SITE, PRIVATE), await tabs.waiting(SITE, NORMAL)]).toEqual([[waiting], [answer("b")]]);
  fake.tabList.splice(0, 1);
  await tabs.forget("temporary:9:");
  expect(await memory.keys()).toEqual(["site-tab:https://chat.example"]);
});

test("what waits for a check waits also where session memory is full", async () => {
  const tabs = createSiteTabs(createMemory(10));
  await tabs.open(SITE, { ...NORMAL, waiting: answer("a") });
  await tabs.wait(SITE, NORMAL, answer("b"));
  expect(await tabs.waiting(SITE, NORMAL)).toEqual([answer("a"), answer("b")]);
});
