import * as fc from "fast-check";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { createEntries } from "../entries/entries.ts";
import { moveInOrder, type Place } from "../entries/move-in-order.ts";
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

test("a backend is added at the end, or chosen at the beginning, and one that is there already moves there", async () => {
  await store.add(one);
  expect(await names()).toEqual(["chatgptt.me", "one.example"]);
  await store.add(two, { chosen: true });
  expect([await names(), await chosen()]).toEqual([["two.example", "chatgptt.me", "one.example"], two.id]);
  await store.add({ ...one, name: "One" }, { chosen: true });
  await store.add({ ...two, name: "Two" });
  expect([await names(), await chosen()]).toEqual([["One", "chatgptt.me", "Two"], one.id]);
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
    "backend-order": ["chatgptt", two.id, "later", one.id, "damaged", "none"],
  });
});

test("what cannot be read is listed, and neither chosen nor changed", async () => {
  start({ ...backendEntries([later as never, one, damaged]), "backend:none": 7 });
  const { usable, unreadable } = await store.list();
  expect(usable.map(({ name }) => name)).toEqual(["chatgptt.me", "one.example"]);
  expect(unreadable).toEqual([
    { id: "later", name: "Later", reason: "later-version" },
    { id: "damaged", name: "Damaged", reason: "later-version" },
    { id: "none", name: "none", reason: "later-version" },
  ]);
  for (const id of ["later", "damaged", "none", "gone"]) {
    await expect(store.choose(id)).rejects.toMatchObject({ kind: "no-backend" });
    await expect(store.move(id, { before: one.id })).rejects.toMatchObject({ kind: "no-backend" });
    await expect(store.update(id, { agreedAt: 9 })).rejects.toMatchObject({ kind: "no-backend" });
    expect(await store.get(id)).toBeUndefined();
  }
  expect(area.stored).toMatchObject({ "backend:later": later, "backend:damaged": damaged });
});

test("a backend that would be asked over the internet without encryption is not asked, and that is why", () => {
  const at = (baseUrl: string) => ({ type: "openai-compatible", name: "Far", config: { baseUrl }, agreedAt: 5 });
  const { usable, unreadable } = readBackends({
    "backend:far": at("http://api.example/v1"),
    "backend:near": at("http://192.168.1.7/v1"),
  });
  expect(usable.map(({ id }) => id)).toEqual(["chatgptt", "near"]);
  expect(unreadable).toEqual([{ id: "far", name: "Far", reason: "not-secure" }]);
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

describe("the order", () => {
  test("begins with the chosen one; where it does not say so, the default one comes before the others", async () => {
    start(backendEntries([one, two], two.id));
    expect(await names()).toEqual(["two.example", "chatgptt.me", "one.example"]);
    start({ ...backendEntries([one, two], two.id), "backend-order": [one.id, "chatgptt", two.id] });
    expect(await names()).toEqual(["two.example", "one.example", "chatgptt.me"]);
  });

  test("is changed by moves, and whoever is moved to its beginning is asked first", async () => {
    start(backendEntries([one, two]));
    expect(await store.move(two.id, { before: one.id })).toEqual({ position: 2, count: 3 });
    expect([await names(), await chosen()]).toEqual([["chatgptt.me", "two.example", "one.example"], "chatgptt"]);
    await store.move("chatgptt", { after: two.id });
    expect([await names(), await chosen()]).toEqual([["two.example", "chatgptt.me", "one.example"], two.id]);
    await store.move(one.id, { before: two.id });
    expect([await names(), await chosen()]).toEqual([["one.example", "two.example", "chatgptt.me"], one.id]);
    await store.choose("chatgptt");
    expect([await names(), await chosen()]).toEqual([["chatgptt.me", "one.example", "two.example"], "chatgptt"]);
    await store.move(two.id, { before: "gone" });
    expect(await names()).toEqual(["chatgptt.me", "one.example", "two.example"]);
  });

  test("leaves what cannot be read at its place", async () => {
    start(backendEntries([one, later as never, two]));
    await store.move(two.id, { before: one.id });
    expect(area.stored["backend-order"]).toEqual(["chatgptt", two.id, one.id, "later"]);
    await store.move(one.id, { before: "chatgptt" });
    expect(area.stored["backend-order"]).toEqual([one.id, "chatgptt", two.id, "later"]);
  });

  test("chooses nobody by itself where the chosen one is gone", async () => {
    for (const id of ["gone", "later"]) {
      start(backendEntries([later as never, one, two], id));
      await store.move("chatgptt", { after: one.id });
      await store.move("chatgptt", { after: two.id });
      expect([await names(), await chosen()]).toEqual([["one.example", "two.example", "chatgptt.me"], id]);
      await store.move(two.id, { before: one.id });
      expect([await names(), await chosen()]).toEqual([["two.example", "one.example", "chatgptt.me"], two.id]);
    }
  });

  test.each([0, 1, 2])("of a page that dies after %i writes shows first whom it asks first", async (steps) => {
    const killed = killedArea({ "entries-version": 1, ...backendEntries([one, two], one.id) }, steps);
    await Promise.race([open(killed.area).move(two.id, { before: one.id }), killed.dead]);
    const { usable, chosenId } = readBackends(killed.area.stored);
    expect(usable).toHaveLength(3);
    expect([usable[0]?.id, chosenId]).toEqual(steps === 0 ? [one.id, one.id] : [two.id, two.id]);
  });

  test("keeps the moves of two pages at one moment, whichever comes first, and loses no backend", async () => {
    const ids = ["chatgptt", one.id, two.id, three.id];
    const move = fc.tuple(fc.constantFrom(...ids), fc.constantFrom(...ids), fc.constantFrom("before", "after"));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.boolean(), move)), async (moves) => {
        start(backendEntries([one, two, three]));
        const exclusively = createTestLock();
        const pages = [open({ ...area }, exclusively), open({ ...area }, exclusively)];
        await Promise.all(
          moves.map(([isOther, [id, neighbour, side]]) =>
            pages[Number(isOther)]?.move(id, { [side]: neighbour } as unknown as Place),
          ),
        );
        let expected = ids;
        for (const [, [id, neighbour, side]] of moves) {
          expected = moveInOrder(expected, id, { [side]: neighbour } as unknown as Place);
        }
        const { usable, chosenId } = await store.list();
        expect(usable.map(({ id }) => id)).toEqual(expected);
        expect(chosenId).toBe(expected[0]);
      }),
    );
  });
});

describe("a removed backend", () => {
  test("leaves the next one chosen, and comes back exactly as it was", async () => {
    const raw = { ...two, flavour: "new" };
    start(backendEntries([one, raw, three], two.id));
    const removed = await store.remove(two.id);
    expect([await names(), await chosen()]).toEqual([["chatgptt.me", "one.example", "three.example"], "chatgptt"]);
    await store.restore(removed as never);
    expect([await names(), await chosen()]).toEqual([
      ["two.example", "chatgptt.me", "one.example", "three.example"],
      two.id,
    ]);
    expect(area.stored[`backend:${two.id}`]).toEqual(raw);
    await store.move("chatgptt", { after: three.id });
    await store.remove(two.id);
    expect([await names(), await chosen()]).toEqual([["one.example", "three.example", "chatgptt.me"], one.id]);
  });

  test("finds its place also where others were added since, and leaves chosen what was chosen since", async () => {
    start(backendEntries([one, two], one.id));
    const removed = await store.remove(one.id);
    await store.add(three, { chosen: true });
    await store.restore(removed as never);
    expect([await names(), await chosen()]).toEqual([
      ["three.example", "one.example", "chatgptt.me", "two.example"],
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

  test.each([0, 1, 2, 3])(
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
  const changes = [
    store.add(two),
    store.update(one.id, { agreedAt: 9 }),
    store.choose("chatgptt"),
    store.move("chatgptt", { before: one.id }),
  ];
  for (const change of changes) {
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
