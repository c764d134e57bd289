import { beforeEach, describe, expect, test, vi } from "vitest";
import { createEntries } from "../entries/entries.ts";
import { killedArea } from "../entries/killed-area.test-tools.ts";
import { createTestArea, createTestLock, type TestArea } from "../entries/test-area.test-tools.ts";
import { DEFAULT_BACKEND } from "./backend.ts";
import { type BackendStore, createBackendStore } from "./backend-store.ts";
import { backendEntries, siteRecord } from "./backends.test-tools.ts";
import { chosenBackend, needsAgreement, readBackends } from "./backends.ts";

const [one, two, three] = [siteRecord("one.example"), siteRecord("two.example"), siteRecord("three.example")];
/** What a later version may have stored. */
const later = { id: "later", type: "telepathy", name: "Later", config: { range: 7 }, agreedAt: 5, colour: "red" };
const damaged = { ...two, id: "damaged", name: "Damaged", config: { url: "nowhere" } };

let area: TestArea;
let store: BackendStore;

const open = (over = area, exclusively = createTestLock()) =>
  createBackendStore(createEntries(over, () => ({}), exclusively));

function start(stored: Record<string, unknown> = {}): void {
  area = createTestArea({ "entries-version": 1, ...stored });
  store = open();
}
beforeEach(() => start());

const names = async () => (await store.list()).usable.map(({ name }) => name);
const chosen = async () => (await store.list()).chosenId;

test("chatgptt.me is there without being stored, first and chosen, and not agreed to", async () => {
  expect(await store.list()).toEqual({ usable: [DEFAULT_BACKEND], unreadable: [], chosenId: "chatgptt" });
  expect(needsAgreement(await store.list())).toBe(true);
  start(backendEntries([one]));
  expect(await names()).toEqual(["chatgptt.me", "one.example"]);
});

test("of chatgptt.me only what the person has changed is stored, so that a new version can change the rest", async () => {
  await store.update("chatgptt", { agreedAt: 7 });
  expect(area.stored).toEqual({ "entries-version": 1, "backend:chatgptt": { agreedAt: 7 } });
  expect(await store.get("chatgptt")).toEqual({ ...DEFAULT_BACKEND, agreedAt: 7 });
});

test("whatever is stored of chatgptt.me, it can be asked, after a new agreement if need be", async () => {
  for (const raw of [7, null, { type: "other", agreedAt: 5 }, { config: 7, agreedAt: 5 }, { agreedAt: "today" }]) {
    start({ "backend:chatgptt": raw });
    expect(await store.get("chatgptt")).toEqual(DEFAULT_BACKEND);
  }
});

test("a backend is added at the end, chosen on demand, and one that is there already moves there", async () => {
  await store.add(one);
  await store.add(two, { chosen: true });
  expect([await names(), await chosen()]).toEqual([["chatgptt.me", "one.example", "two.example"], two.id]);
  await store.add({ ...one, name: "One" });
  expect(await names()).toEqual(["chatgptt.me", "two.example", "One"]);
});

test("an id is the whole of an identity: names and addresses change under it", async () => {
  start(backendEntries([one, two], one.id));
  await store.update(one.id, { name: "two.example", config: { url: "https://moved.example" } });
  expect(chosenBackend(await store.list())).toEqual({
    ...one,
    name: "two.example",
    config: { url: "https://moved.example" },
  });
});

test("unknown keys, unknown types and damaged records survive every write", async () => {
  start({ ...backendEntries([later as never, { ...one, flavour: "new" }, damaged]), "backend:none": 7 });
  const kept = { "backend:later": later, "backend:damaged": damaged, "backend:none": 7 };
  await store.update(one.id, { agreedAt: 9, model: "m" });
  await store.add(two, { chosen: true });
  const removed = await store.remove(two.id);
  if (removed !== undefined) await store.restore(removed);
  await store.choose("chatgptt");
  expect(area.stored).toMatchObject({
    ...kept,
    [`backend:${one.id}`]: { ...one, flavour: "new", agreedAt: 9, model: "m" },
    "backend-order": ["later", one.id, "damaged", "none", two.id],
  });
});

test("what cannot be read is listed, and neither chosen nor changed", async () => {
  start({ ...backendEntries([later as never, one, damaged]), "backend:none": 7 });
  const { usable, unreadable } = await store.list();
  expect(usable.map(({ name }) => name)).toEqual(["chatgptt.me", "one.example"]);
  expect(unreadable).toEqual([
    { id: "later", name: "Later" },
    { id: "damaged", name: "Damaged" },
    { id: "none", name: "none" },
  ]);
  for (const id of ["later", "damaged", "none", "gone"]) {
    await expect(store.choose(id)).rejects.toMatchObject({ kind: "no-backend" });
    await expect(store.update(id, { agreedAt: 9 })).rejects.toMatchObject({ kind: "no-backend" });
    expect(await store.get(id)).toBeUndefined();
  }
  expect(area.stored).toMatchObject({ "backend:later": later, "backend:damaged": damaged });
});

test("an order that names strangers, forgets some, or is none loses no backend", async () => {
  for (const order of [["x", two.id, 7, two.id], [two.id], 7, null]) {
    start({ ...backendEntries([two, one]), "backend-order": order });
    expect(new Set(await names())).toEqual(new Set(["chatgptt.me", "two.example", "one.example"]));
    expect(await names()).toHaveLength(3);
  }
});

test("a chosen id that nobody has is nobody, and needs no agreement: nothing can be sent", async () => {
  for (const id of ["gone", "later", "damaged", 7, null]) {
    const backends = readBackends({ ...backendEntries([one, later as never, damaged]), "chosen-backend": id });
    expect(chosenBackend(backends)).toBeUndefined();
    expect(needsAgreement(backends)).toBe(false);
  }
});

describe("a removed backend", () => {
  test("leaves the default one chosen, and comes back exactly as it was", async () => {
    const raw = { ...two, flavour: "new" };
    start(backendEntries([one, raw, three], two.id));
    const removed = await store.remove(two.id);
    expect([await names(), await chosen()]).toEqual([["chatgptt.me", "one.example", "three.example"], "chatgptt"]);
    await store.restore(removed as never);
    expect([await names(), await chosen()]).toEqual([
      ["chatgptt.me", "one.example", "two.example", "three.example"],
      two.id,
    ]);
    expect(area.stored[`backend:${two.id}`]).toEqual(raw);
  });

  test("finds its place also where others were added since, and leaves chosen what was chosen since", async () => {
    start(backendEntries([one, two], one.id));
    const removed = await store.remove(one.id);
    await store.add(three, { chosen: true });
    await store.restore(removed as never);
    expect([await names(), await chosen()]).toEqual([
      ["chatgptt.me", "one.example", "two.example", "three.example"],
      three.id,
    ]);
  });

  test("is restored once, whatever came in its place", async () => {
    start(backendEntries([one]));
    const removed = await store.remove(one.id);
    await store.add({ ...one, name: "Again" });
    await store.restore(removed as never);
    expect(await names()).toEqual(["chatgptt.me", "Again"]);
  });

  test("that is unreadable comes back too; the default one and strangers are never removed", async () => {
    start(backendEntries([later as never]));
    const removed = await store.remove("later");
    expect(area.stored).not.toHaveProperty("backend:later");
    await store.restore(removed as never);
    expect(area.stored["backend:later"]).toEqual(later);
    expect(await store.remove("chatgptt")).toBeUndefined();
    expect(await store.remove("gone")).toBeUndefined();
  });

  test.each([0, 1, 2])(
    "whose page dies after %i writes leaves nobody chosen in silence, and doubles nothing",
    async (steps) => {
      const stored = { "entries-version": 1, ...backendEntries([one, two], one.id) };
      const killed = killedArea(stored, steps);
      await Promise.race([open(killed.area).remove(one.id), killed.dead]);
      const { usable, chosenId } = readBackends(killed.area.stored);
      const isThere = usable.some(({ id }) => id === one.id);
      expect(usable).toHaveLength(isThere ? 3 : 2);
      expect(chosenId).toBe(steps === 0 ? one.id : "chatgptt");
    },
  );
});

test("changes of two pages at one moment are both kept", async () => {
  const exclusively = createTestLock();
  start(backendEntries([one]));
  const [page, other] = [open({ ...area }, exclusively), open({ ...area }, exclusively)];
  await Promise.all([
    page.add(two),
    other.update(one.id, { agreedAt: 9 }),
    other.add(three),
    page.update(one.id, { name: "One" }),
  ]);
  expect(await names()).toEqual(["chatgptt.me", "One", "two.example", "three.example"]);
  expect(await store.get(one.id)).toMatchObject({ agreedAt: 9, name: "One" });
});

test("what the browser refuses rejects, and leaves all as it was", async () => {
  start(backendEntries([one], one.id));
  const before = structuredClone(area.stored);
  area.refusing = true;
  for (const change of [store.add(two), store.update(one.id, { agreedAt: 9 }), store.choose("chatgptt")]) {
    await expect(change).rejects.toThrow("QUOTA_BYTES");
  }
  await expect(store.remove(one.id)).rejects.toThrow("QUOTA_BYTES");
  expect(area.stored).toEqual(before);
});

test("a watcher is told of each change until its signal ends", async () => {
  const watcher = vi.fn();
  const ended = new AbortController();
  store.watch(watcher, ended.signal);
  await store.update("chatgptt", { agreedAt: 7 });
  expect(watcher).toHaveBeenCalledOnce();
  ended.abort();
  await store.choose("chatgptt");
  expect(watcher).toHaveBeenCalledOnce();
});
