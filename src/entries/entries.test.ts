import { expect, test } from "vitest";
import { createEntries, type StoredEntries } from "./entries.ts";
import { createTestArea } from "./test-area.test-tools.ts";

test("a read that waits for the migration brings nothing after a later read", async () => {
  const area = createTestArea({});
  let migrate = (_: StoredEntries): void => undefined;
  const migration = () => new Promise<StoredEntries>((resolve) => (migrate = resolve));
  const entries = createEntries(area, migration, (task) => task());
  const results: StoredEntries[] = [];
  const reads = [entries.read().then((read) => results.push(read))];
  await area.set({ name: "new", "entries-version": 1 });
  reads.push(entries.read().then((read) => results.push(read)));
  await area.get(null);
  migrate({});
  await Promise.all(reads);
  expect(results.at(-1)).toMatchObject({ name: "new" });
});

test("a read that failed keeps no later one back", async () => {
  const area = createTestArea({ name: "old", "entries-version": 1 });
  const entries = createEntries(
    area,
    () => ({}),
    (task) => task(),
  );
  const { get } = area;
  area.get = () => Promise.reject(new Error("busy"));
  await expect(entries.read()).rejects.toThrow("busy");
  area.get = get;
  expect(await entries.read()).toMatchObject({ name: "old" });
});

test("changes of what is no entry are told to nobody", async () => {
  const area = createTestArea({ "entries-version": 1 });
  const entries = createEntries(
    area,
    () => ({}),
    (task) => task(),
    { isApart: (key) => key.startsWith("sent:") },
  );
  let told = 0;
  entries.watch(() => (told += 1), new AbortController().signal);
  await area.set({ "sent:desk": 1 });
  expect(told).toBe(0);
  await area.set({ "sent:desk": 2, name: "new" });
  expect(told).toBe(1);
});
