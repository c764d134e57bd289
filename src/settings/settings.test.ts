import { beforeEach, expect, test, vi } from "vitest";
import { createEntries, type EntriesArea } from "../entries/entries.ts";
import { createTestArea, createTestLock, type TestArea } from "../entries/test-area.test-tools.ts";
import { defaultSettings, type Settings } from "./settings.ts";
import { createSettingsStorage, type SettingsStorage } from "./settings-storage.ts";

let area: TestArea;
let storage: SettingsStorage;
const prompt = { id: "p", name: "Shorten", prompt: "Make it shorter", send: "now" } as const;

/** Settings as a page has them; what is stored is of this version. */
const open = (over: EntriesArea = area, exclusively = createTestLock()) =>
  createSettingsStorage(createEntries(over, () => ({}), exclusively));

beforeEach(() => {
  area = createTestArea({ "entries-version": 1 });
  storage = open();
});

const stored = () => {
  const { "entries-version": _, ...entries } = area.stored;
  return entries;
};

test("nothing stored means the defaults: not agreed, and the prompts that come with Sidenote", async () => {
  expect(await storage.get()).toEqual(defaultSettings);
  expect(defaultSettings).toMatchObject({ quickPrompts: null, useProxy: false, backends: { chosenId: "chatgptt" } });
  expect(defaultSettings.backends.usable).toMatchObject([{ name: "chatgptt.me", agreedAt: null }]);
});

test("what was stored comes back, in one read", async () => {
  await storage.update({ useSiteSession: true, quickPrompts: [prompt] });
  const get = vi.spyOn(area, "get");
  expect(await open().get()).toEqual({ ...defaultSettings, useSiteSession: true, quickPrompts: [prompt] });
  expect(get).toHaveBeenCalledExactlyOnceWith(null);
});

test("each setting and each prompt is an entry of its own", async () => {
  await storage.update({ useSiteSession: true, proxy: null, quickPrompts: [prompt] });
  expect(stored()).toEqual({
    "setting:useSiteSession": true,
    "setting:proxy": null,
    "prompt:p": prompt,
    "prompt-order": ["p"],
  });
});

test.each<[string, Record<string, unknown>, Partial<Settings>]>([
  ["a switch that is none", { "setting:useSiteSession": "yes", "prompt:p": prompt }, { quickPrompts: [prompt] }],
  ["a proxy that is none", { "setting:proxy": { scheme: "quic" }, "prompt:p": prompt }, { quickPrompts: [prompt] }],
  ["a prompt without words", { "prompt:p": prompt, "prompt:q": { ...prompt, prompt: "" } }, { quickPrompts: [prompt] }],
  ["a long name", { "prompt:q": { ...prompt, name: "n".repeat(61) } }, { quickPrompts: [] }],
  ["an order that is none", { "prompt:p": prompt, "prompt-order": 7 }, { quickPrompts: [prompt] }],
  ["an order with a stranger", { "prompt:p": prompt, "prompt-order": ["x", 7, "p", "p"] }, { quickPrompts: [prompt] }],
  ["a setting that nobody knows", { "setting:colour": "red" }, { quickPrompts: [] }],
])("%s is its default, and the rest stays", async (_, entries, expected) => {
  Object.assign(area.stored, { "prompt-order": [], ...entries });
  expect(await storage.get()).toEqual({ ...defaultSettings, ...expected });
});

test("a switch for the proxy that is neither on nor off is on: nobody is sent past their proxy", async () => {
  const proxy = { scheme: "http", host: "proxy.example", port: 3128 } as const;
  area.stored["setting:proxy"] = proxy;
  for (const useProxy of ["yes", null, 1]) {
    area.stored["setting:useProxy"] = useProxy;
    expect(await storage.get()).toEqual({ ...defaultSettings, proxy, useProxy: true });
  }
  delete area.stored["setting:useProxy"];
  expect(await storage.get()).toEqual({ ...defaultSettings, proxy });
});

test("an update changes what it names and keeps the rest", async () => {
  await storage.update({ useSiteSession: true });
  await storage.update({ quickPrompts: [prompt] });
  expect(await storage.get()).toEqual({ ...defaultSettings, useSiteSession: true, quickPrompts: [prompt] });
  await storage.update({ quickPrompts: null });
  expect(await storage.get()).toEqual({ ...defaultSettings, useSiteSession: true });
});

test("an update leaves what it does not know or cannot read as it is stored", async () => {
  const strange = { "setting:colour": "red", "setting:proxy": 7, "prompt:later": { id: "later", steps: [] } };
  Object.assign(area.stored, strange, { "prompt:p": { ...prompt, flavour: "new" }, "prompt-order": ["later", "p"] });
  await storage.update({ useSiteSession: true });
  await storage.update(({ quickPrompts }) => ({
    quickPrompts: Array.from(quickPrompts ?? [], (each) => ({ ...each, name: "Short" })),
  }));
  expect(stored()).toEqual({
    ...strange,
    "setting:useSiteSession": true,
    "prompt:p": { ...prompt, name: "Short", flavour: "new" },
    "prompt-order": ["later", "p"],
  });
  await storage.update({ quickPrompts: null });
  expect(stored()).toEqual({ ...strange, "setting:useSiteSession": true });
});

test("a prompt that cannot be read keeps its place behind the one before it", async () => {
  const [one, two] = [
    { ...prompt, id: "one" },
    { ...prompt, id: "two" },
  ];
  const later = { "prompt:x": { steps: [] }, "prompt:y": 7 };
  Object.assign(area.stored, later, { "prompt:one": one, "prompt:two": two, "prompt-order": ["one", "x", "y", "two"] });
  await storage.update({ quickPrompts: [two, one, prompt] });
  expect(area.stored["prompt-order"]).toEqual(["two", "one", "x", "y", "p"]);
  await storage.update({ quickPrompts: [two] });
  expect(stored()).toMatchObject({ ...later, "prompt:two": two });
  expect(area.stored).not.toHaveProperty("prompt:one");
});

test("a prompt is deleted in one write, and comes back with all that was stored of it", async () => {
  const [one, two] = [
    { ...prompt, id: "one", flavour: "new" },
    { ...prompt, id: "two" },
  ];
  await storage.update({ quickPrompts: [one, two] });
  const { quickPrompts: before } = await storage.get();
  const set = vi.spyOn(area, "set");
  await storage.update({ quickPrompts: [two] });
  expect(set).not.toHaveBeenCalled();
  await storage.update({ quickPrompts: before });
  expect(stored()).toEqual({ "prompt:one": one, "prompt:two": two, "prompt-order": ["one", "two"] });
});

test("a watcher is told of each change, from whichever page, until the signal ends it", async () => {
  const watcher = vi.fn();
  const ended = new AbortController();
  storage.watch(watcher, ended.signal);
  await open({ ...area }).update({ useSiteSession: true });
  expect(watcher).toHaveBeenCalledTimes(1);
  await area.set({ "setting:useProxy": "damaged" });
  expect(watcher).toHaveBeenCalledTimes(2);
  ended.abort();
  await storage.update({ useSiteSession: false });
  expect(watcher).toHaveBeenCalledTimes(2);
  expect(area.listeners.size).toBe(0);
});

/** An area that takes its time, as the browser's does. */
function slowArea(): EntriesArea {
  const turn = () => new Promise((resolve) => setTimeout(resolve, 1));
  return {
    ...area,
    get: (keys) => turn().then(() => area.get(keys)),
    set: (items) => turn().then(() => area.set(items)),
    remove: (keys) => turn().then(() => area.remove(keys)),
  };
}

test("two storages of one page that change settings at one moment lose nothing", async () => {
  const [slow, lock] = [slowArea(), createTestLock()];
  const [one, other] = [open(slow, lock), open(slow, lock)];
  await Promise.all([
    one.update({ quickPrompts: [] }),
    other.update({ useSiteSession: true }),
    one.update(({ quickPrompts }) => ({ quickPrompts: [...(quickPrompts ?? []), prompt] })),
  ]);
  expect(await one.get()).toMatchObject({ useSiteSession: true, quickPrompts: [prompt] });
});

test("two pages that change settings at one moment lose nothing: each waits for the lock", async () => {
  const exclusively = createTestLock();
  // Pages know nothing of each other but the lock.
  const pages = [1, 2, 3].map(() => open(slowArea(), exclusively));
  await Promise.all(
    pages.map((page, index) =>
      page.update(({ quickPrompts }) => ({ quickPrompts: [...(quickPrompts ?? []), { ...prompt, id: `${index}` }] })),
    ),
  );
  expect((await storage.get()).quickPrompts?.map(({ id }) => id)).toEqual(["0", "1", "2"]);
});

test("a change that is refused rejects, and the next one is made all the same", async () => {
  area.refusing = true;
  await expect(storage.update({ useSiteSession: true })).rejects.toThrow("QUOTA_BYTES");
  area.refusing = false;
  await storage.update({ quickPrompts: [prompt] });
  expect(await storage.get()).toEqual({ ...defaultSettings, quickPrompts: [prompt] });
});
