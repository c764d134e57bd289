import { beforeEach, expect, test } from "vitest";
import { createTestArea, createTestLock, type TestArea } from "../../entries/test-area.test-tools.ts";
import { createSentLog, type SentLog } from "./sent-log.ts";
import { SENT_DAYS } from "./sent-record.ts";

const DAY_MS = 86_400_000;
const START = Date.UTC(2026, 10, 30, 12);

let area: TestArea;
let now: number;
let log: SentLog;
beforeEach(() => {
  area = createTestArea({ "backend:desk": { name: "Desk" } });
  now = START;
  log = createSentLog(area, createTestLock(), () => now);
});

const ask = (backendId: string, holdsPageText = false) =>
  log.add({ backendId, name: backendId.toUpperCase(), holdsPageText });

test("each question is counted where it went, and those with text of a page apart", async () => {
  await Promise.all([ask("desk"), ask("desk", true), ask("site", true), ask("desk")]);
  now += 5;
  await ask("desk");
  expect(await log.list()).toEqual([
    { backendId: "desk", name: "DESK", questions: 4, withPage: 1, lastAt: START + 5 },
    { backendId: "site", name: "SITE", questions: 1, withPage: 1, lastAt: START },
  ]);
});

test("nothing is kept for longer than thirty days, whether somebody looks or not", async () => {
  await ask("gone");
  await ask("desk");
  now += DAY_MS;
  await ask("desk");
  now = START + SENT_DAYS * DAY_MS;
  await ask("site");
  expect(Object.keys(area.stored)).toEqual(["backend:desk", "sent:desk", "sent:site"]);
  expect((await log.list()).map(({ backendId, questions }) => [backendId, questions])).toEqual([
    ["site", 1],
    ["desk", 1],
  ]);
  await ask("desk");
  expect(Object.keys((area.stored["sent:desk"] as { days: object }).days)).toHaveLength(2);
  now += SENT_DAYS * DAY_MS;
  expect(await log.list()).toEqual([]);
  expect(area.stored).toEqual({ "backend:desk": { name: "Desk" } });
});

test("what is kept holds a name, times and numbers, and nothing else", async () => {
  await log.add({ backendId: "desk", name: "Desk", holdsPageText: true, text: "secret" } as never);
  expect(JSON.stringify(area.stored)).not.toContain("secret");
});

test("a record that cannot be read counts as none", async () => {
  area.stored["sent:desk"] = { name: 5 };
  expect(await log.list()).toEqual([]);
  area.stored["sent:desk"] = "?";
  await ask("desk");
  expect(await log.list()).toMatchObject([{ questions: 1 }]);
});

test("what is forgotten can be brought back, and does not take the place of what was sent since", async () => {
  await ask("desk");
  const record = await log.forget("desk");
  expect([await log.list(), await log.forget("desk")]).toEqual([[], undefined]);
  if (record === undefined) throw new Error("Nothing to bring back");
  await log.restore("desk", record);
  await log.restore("desk", { ...record, name: "Other" });
  expect(await log.list()).toMatchObject([{ name: "DESK", questions: 1 }]);
});

test("only its own changes are told", async () => {
  let told = 0;
  const watching = new AbortController();
  log.watch(() => (told += 1), watching.signal);
  await area.set({ "setting:x": 1 });
  await ask("desk");
  expect(told).toBe(1);
  watching.abort();
  await ask("desk");
  expect([told, area.listeners.size]).toEqual([1, 0]);
});

test("where the browser refuses, it is said", async () => {
  area.refusing = true;
  await expect(ask("desk")).rejects.toThrow("quota");
});
