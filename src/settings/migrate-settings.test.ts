import fc from "fast-check";
import { expect, test } from "vitest";
import { createBackendStore } from "../backends/backend-store.ts";
import { chosenBackend } from "../backends/backends.ts";
import { createEntries } from "../entries/entries.ts";
import { killedArea } from "../entries/killed-area.test-tools.ts";
import { createTestArea, createTestLock } from "../entries/test-area.test-tools.ts";
import { migrateSettings } from "./migrate-settings.ts";
import { readSettings } from "./settings.ts";
import { createSettingsStorage } from "./settings-storage.ts";

const SITE = { id: "site:https://chat.example", label: "chat.example", url: "https://chat.example" };
const BESIDE = { id: "site:https://b.example/", label: "b.example", url: "https://b.example/" };
const PROMPT = { id: "p", name: "Shorten", prompt: "Make it shorter", send: "now" } as const;
const PROXY = { scheme: "http", host: "proxy.example", port: 3128, user: "me" } as const;
const OLD = {
  agreedAt: 5,
  sites: [SITE, BESIDE],
  siteId: BESIDE.id,
  quickPrompts: [PROMPT, { ...PROMPT, id: "q" }],
  useSiteSession: true,
  proxy: PROXY,
  useProxy: true,
  colour: "red",
};

const read = (settings: unknown) => readSettings(migrateSettings({ settings }));

/** What a page of this version makes of a storage that an older one has left. */
async function migrate(stored: Record<string, unknown>): Promise<Record<string, unknown>> {
  const area = createTestArea(structuredClone(stored));
  await createEntries(area, migrateSettings, createTestLock()).migrate();
  return area.stored;
}

test("each part becomes an entry, and the old entry stays as it is", async () => {
  const record = ({ id, label, url }: typeof SITE) => ({
    id,
    type: "chatgptt",
    name: label,
    config: { url },
    agreedAt: 5,
  });
  expect(await migrate({ settings: OLD, language: "ru" })).toEqual({
    language: "ru",
    settings: OLD,
    "entries-version": 1,
    "backend:chatgptt": { agreedAt: 5 },
    [`backend:${SITE.id}`]: record(SITE),
    [`backend:${BESIDE.id}`]: record(BESIDE),
    "backend-order": [SITE.id, BESIDE.id],
    "chosen-backend": BESIDE.id,
    "prompt:p": PROMPT,
    "prompt:q": { ...PROMPT, id: "q" },
    "prompt-order": ["p", "q"],
    "setting:useSiteSession": true,
    "setting:proxy": PROXY,
    "setting:useProxy": true,
    "setting:colour": "red",
  });
});

test("who had agreed keeps that for chatgptt.me and the sites they had added; who had not is asked for each", () => {
  expect(read(OLD).backends.usable.map(({ agreedAt }) => agreedAt)).toEqual([5, 5, 5]);
  for (const agreedAt of [null, "today", undefined]) {
    expect(read({ ...OLD, agreedAt }).backends.usable.map((each) => each.agreedAt)).toEqual([null, null, null]);
  }
});

test("settings that were never changed stay the defaults", async () => {
  expect(await migrate({})).toEqual({ "entries-version": 1 });
  for (const damage of [null, 7, "yes", [], true, {}]) expect(read(damage)).toEqual(readSettings({}));
});

test("a damaged part is its default, and the rest stays", () => {
  expect(read({ ...OLD, sites: 7, quickPrompts: "Explain" })).toMatchObject({ quickPrompts: null, useProxy: true });
  expect(read({ ...OLD, quickPrompts: [{ ...PROMPT, prompt: "" }] }).quickPrompts).toBeNull();
  expect(read({ ...OLD, quickPrompts: [{ ...PROMPT, id: "q", prompt: "" }, PROMPT] }).quickPrompts).toEqual([PROMPT]);
  expect(read({ ...OLD, quickPrompts: [] }).quickPrompts).toEqual([]);
  for (const useProxy of ["yes", null, 1]) expect(read({ ...OLD, useProxy }).useProxy).toBe(true);
  expect(read({ ...OLD, useProxy: undefined }).useProxy).toBe(false);
});

test("a site that cannot be read is kept; chosen, no other one is asked in its place", () => {
  const { backends } = read({ ...OLD, sites: [SITE, { ...BESIDE, url: "nowhere" }] });
  expect(backends.usable.map(({ name }) => name)).toEqual(["chatgptt.me", "chat.example"]);
  expect(backends.unreadable).toEqual([{ id: BESIDE.id, name: "b.example", reason: "later-version" }]);
  expect(chosenBackend(backends)).toBeUndefined();
});

test("of a chosen site that is not in the list the old version asked chatgptt.me, and so it stays", () => {
  expect(chosenBackend(read({ ...OLD, siteId: "gone" }).backends)?.name).toBe("chatgptt.me");
});

test("two records of one id are both kept", () => {
  const doubled = read({ ...OLD, sites: [SITE, { ...BESIDE, id: SITE.id }], quickPrompts: [PROMPT, PROMPT] });
  expect(doubled.backends.usable.map(({ name }) => name)).toEqual(["chatgptt.me", "chat.example", "b.example"]);
  expect(doubled.quickPrompts).toHaveLength(2);
  const third = { ...BESIDE, id: `${SITE.id}-2`, label: "third" };
  const { backends } = read({ ...OLD, sites: [SITE, SITE, third], siteId: third.id });
  expect(backends.usable).toHaveLength(4);
  expect(chosenBackend(backends)?.name).toBe("third");
});

test("the password of a proxy is not copied: it stays in the old entry until it moves", async () => {
  const { settings, ...made } = await migrate({ settings: { ...OLD, proxy: { ...PROXY, password: "p@ss" } } });
  expect(JSON.stringify(made)).not.toContain("p@ss");
  expect(JSON.stringify(settings)).toContain("p@ss");
});

const wildSite = fc.oneof(
  fc.record({ id: fc.constantFrom("a", "b", "a-2", "chatgptt", "__proto__"), label: fc.string(), url: fc.webUrl() }),
  fc.object(),
  fc.anything(),
);
const wildPrompt = fc.oneof(
  fc.record({
    id: fc.constantFrom("a", "b", "constructor", ""),
    name: fc.string(),
    prompt: fc.string(),
    send: fc.constantFrom("now", "edit", "later"),
  }),
  fc.anything(),
);
const json = (value: unknown) => JSON.parse(JSON.stringify({ value: value ?? null })) as { value: unknown };
const wildOld = fc
  .oneof(
    fc.record(
      {
        agreedAt: fc.oneof(fc.nat(), fc.constant(null), fc.anything()),
        sites: fc.oneof(fc.array(wildSite), fc.anything()),
        siteId: fc.oneof(fc.constantFrom("a", "b", "gone", null), fc.anything()),
        quickPrompts: fc.oneof(fc.array(wildPrompt), fc.anything()),
        useSiteSession: fc.anything(),
        proxy: fc.anything(),
        useProxy: fc.anything(),
        colour: fc.anything(),
      },
      { requiredKeys: [] },
    ),
    fc.anything(),
  )
  .map((old) => json(old).value);

test("whatever the old entry holds, it stays, and what is read before the migration is read after it", async () => {
  await fc.assert(
    fc.asyncProperty(wildOld, async (settings) => {
      const before = readSettings(
        await createEntries(createTestArea({ settings }), migrateSettings, createTestLock()).read(),
      );
      const stored = await migrate({ settings });
      expect(stored["settings"]).toEqual(settings);
      expect(readSettings(stored)).toEqual(before);
      expect(await migrate(stored)).toEqual(stored);
    }),
  );
});

test("killed between any two writes it is done again, without loss and without doubling", async () => {
  await fc.assert(
    fc.asyncProperty(wildOld, fc.nat({ max: 12 }), async (settings, steps) => {
      const whole = await migrate({ settings });
      const { area, dead } = killedArea(structuredClone({ settings }), steps);
      await Promise.race([createEntries(area, migrateSettings, createTestLock()).migrate(), dead]);
      // Read before anybody has migrated the rest.
      expect(
        readSettings(await createEntries(createTestArea(area.stored), migrateSettings, createTestLock()).read()),
      ).toEqual(readSettings(whole));
      expect(await migrate(area.stored)).toEqual(whole);
    }),
  );
});

test("a page that changes something first migrates, and nothing comes back later", async () => {
  const area = createTestArea({ settings: structuredClone(OLD) });
  const entries = createEntries(area, migrateSettings, createTestLock());
  await createBackendStore(entries).remove(SITE.id);
  await createSettingsStorage(entries).update({ quickPrompts: [] });
  await createEntries(area, migrateSettings, createTestLock()).migrate();
  const settings = await createSettingsStorage(createEntries(area, migrateSettings, createTestLock())).get();
  expect(settings.backends.usable.map(({ name }) => name)).toEqual(["b.example", "chatgptt.me"]);
  expect(settings.quickPrompts).toEqual([]);
  expect(area.stored["settings"]).toEqual(OLD);
});

test("pages and background that start at one moment migrate once", async () => {
  const area = createTestArea({ settings: structuredClone(OLD) });
  const written: string[] = [];
  const { set } = area;
  area.set = (items) => {
    written.push(...Object.keys(items));
    return set(items);
  };
  const exclusively = createTestLock();
  await Promise.all([1, 2, 3].map(() => createEntries({ ...area }, migrateSettings, exclusively).migrate()));
  expect(written.length).toBeGreaterThan(10);
  expect(new Set(written).size).toBe(written.length);
});
