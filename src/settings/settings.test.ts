import { beforeEach, expect, test, vi } from "vitest";
import {
  createSettingsStorage,
  defaultSettings,
  type Exclusively,
  type Settings,
  type SettingsArea,
  type SettingsStorage,
} from "./settings.ts";
import { createTestArea, type TestArea } from "./settings-area.test-tools.ts";

let area: TestArea;
let storage: SettingsStorage;
const prompt = { id: "p", name: "Shorten", prompt: "Make it shorter", send: "now" } as const;

beforeEach(() => {
  area = createTestArea();
  storage = createSettingsStorage(area);
});

test("nothing stored means the defaults: not agreed, and the prompts that come with Sidenote", async () => {
  expect(await storage.get()).toEqual(defaultSettings);
  expect(defaultSettings).toMatchObject({ agreedAt: null, quickPrompts: null });
});

test("what was stored comes back", async () => {
  await storage.update({ agreedAt: 5, quickPrompts: [prompt] });
  expect(await createSettingsStorage(area).get()).toEqual({ ...defaultSettings, agreedAt: 5, quickPrompts: [prompt] });
});

test.each([null, 7, "yes", [], true])("damaged storage %j means the defaults", async (damage) => {
  area.stored = { settings: damage };
  expect(await storage.get()).toEqual(defaultSettings);
});

test.each<[string, Record<string, unknown>, Partial<Settings>]>([
  ["a date that is none", { agreedAt: "today", quickPrompts: [prompt] }, { quickPrompts: [prompt] }],
  ["prompts that are none", { agreedAt: 5, quickPrompts: "Explain" }, { agreedAt: 5 }],
  ["a prompt without words", { agreedAt: 5, quickPrompts: [{ ...prompt, prompt: "" }] }, { agreedAt: 5 }],
  [
    "a prompt with a name too long",
    { agreedAt: 5, quickPrompts: [{ ...prompt, name: "n".repeat(61) }] },
    { agreedAt: 5 },
  ],
  ["a setting that is missing", { quickPrompts: [prompt] }, { quickPrompts: [prompt] }],
  ["a setting that nobody knows", { agreedAt: 5, colour: "red" }, { agreedAt: 5 }],
])("%s is its default, and the rest stays", async (_, settings, expected) => {
  area.stored = { settings };
  expect(await storage.get()).toEqual({ ...defaultSettings, ...expected });
});

test("a switch for the proxy that is neither on nor off is on: nobody is sent past their proxy", async () => {
  const proxy = { scheme: "http", host: "proxy.example", port: 3128 } as const;
  for (const useProxy of ["yes", null, 1]) {
    area.stored = { settings: { proxy, useProxy } };
    expect(await storage.get()).toEqual({ ...defaultSettings, proxy, useProxy: true });
  }
  area.stored = { settings: { proxy } };
  expect(await storage.get()).toEqual({ ...defaultSettings, proxy });
});

test("an update changes what it names and keeps the rest", async () => {
  await storage.update({ agreedAt: 5 });
  await storage.update({ quickPrompts: [prompt] });
  expect(await storage.get()).toEqual({ ...defaultSettings, agreedAt: 5, quickPrompts: [prompt] });
  await storage.update({ quickPrompts: null });
  expect(await storage.get()).toEqual({ ...defaultSettings, agreedAt: 5 });
});

test("an update leaves what it does not know or cannot read as it is stored", async () => {
  area.stored = { settings: { agreedAt: 5, quickPrompts: 7, colour: "red" } };
  await storage.update({ siteId: "s" });
  expect(area.stored).toEqual({ settings: { agreedAt: 5, quickPrompts: 7, colour: "red", siteId: "s" } });
  await storage.update({ quickPrompts: null });
  expect(area.stored).toEqual({ settings: { agreedAt: 5, quickPrompts: null, colour: "red", siteId: "s" } });
});

test.each([null, 7, "yes", [1]])("an update takes the place of damaged storage %j", async (damage) => {
  area.stored = { settings: damage };
  await storage.update({ agreedAt: 5 });
  expect(area.stored).toEqual({ settings: { agreedAt: 5 } });
});

test("a watcher is told each change of the settings, checked, until the signal ends it", async () => {
  const watcher = vi.fn();
  const ended = new AbortController();
  storage.watch(watcher, ended.signal);
  await storage.update({ agreedAt: 5 });
  expect(watcher).toHaveBeenLastCalledWith({ ...defaultSettings, agreedAt: 5 });
  await area.set({ settings: "damaged" });
  expect(watcher).toHaveBeenLastCalledWith(defaultSettings);
  await area.set({ "something-else": 1 });
  expect(watcher).toHaveBeenCalledTimes(2);
  ended.abort();
  await storage.update({ agreedAt: 6 });
  expect(watcher).toHaveBeenCalledTimes(2);
  expect(area.listeners.size).toBe(0);
});

test("settings that were removed are told as the defaults", () => {
  const watcher = vi.fn();
  storage.watch(watcher, new AbortController().signal);
  for (const listener of area.listeners) listener({ settings: {} });
  expect(watcher).toHaveBeenCalledExactlyOnceWith(defaultSettings);
});

/** An area that takes its time, as the browser's does. */
function slowArea(): SettingsArea {
  const turn = () => new Promise((resolve) => setTimeout(resolve, 1));
  return {
    ...area,
    get: (key) => turn().then(() => area.get(key)),
    set: (items) => turn().then(() => area.set(items)),
  };
}

test("two storages of one page that change settings at one moment lose nothing", async () => {
  const slow = slowArea();
  const [one, other] = [createSettingsStorage(slow), createSettingsStorage(slow)];
  await Promise.all([
    one.update({ quickPrompts: [] }),
    other.update({ agreedAt: 7 }),
    one.update(({ quickPrompts }) => ({ quickPrompts: [...(quickPrompts ?? []), prompt] })),
  ]);
  expect(await one.get()).toMatchObject({ agreedAt: 7, quickPrompts: [prompt] });
});

test("two pages that change settings at one moment lose nothing: each waits for the lock", async () => {
  let held: Promise<unknown> = Promise.resolve();
  const exclusively: Exclusively = (task) => {
    const done = held.then(task);
    held = done.catch(() => undefined);
    return done;
  };
  // Pages know nothing of each other but the lock.
  const pages = [1, 2, 3].map(() => createSettingsStorage(slowArea(), exclusively));
  await Promise.all(
    pages.map((page, index) =>
      page.update(({ quickPrompts }) => ({ quickPrompts: [...(quickPrompts ?? []), { ...prompt, id: `${index}` }] })),
    ),
  );
  expect((await storage.get()).quickPrompts?.map(({ id }) => id)).toEqual(["0", "1", "2"]);
});

test("a change that is refused rejects, and the next one is made all the same", async () => {
  const slow = slowArea();
  const { set } = slow;
  slow.set = () => Promise.reject(new Error("QUOTA_BYTES quota exceeded"));
  const refused = createSettingsStorage(slow);
  await expect(refused.update({ agreedAt: 7 })).rejects.toThrow("QUOTA_BYTES");
  slow.set = set;
  await refused.update({ quickPrompts: [prompt] });
  expect(await refused.get()).toEqual({ ...defaultSettings, quickPrompts: [prompt] });
});
