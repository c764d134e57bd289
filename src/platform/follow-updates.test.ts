import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createMemory } from "../conversations/store/memory.test-tools.ts";

const fake = vi.hoisted(() => ({
  available: undefined as ((details: { version: string }) => void) | undefined,
  reload: vi.fn(),
  runtime: {} as Record<string, unknown>,
  extension: {} as Record<string, unknown>,
}));
vi.mock("wxt/browser", () => ({ browser: fake }));
const { followUpdates } = await import("./follow-updates.ts");
const { hasOpenPages } = await import("./tabs/open-pages.ts");

let contexts: { contextType: string }[];
let busy: boolean;
let holds: boolean;
let awake: number;
let memory: ReturnType<typeof createMemory>;
const report = (problem: unknown) => expect.unreachable(String(problem));

beforeEach(() => {
  vi.useFakeTimers();
  contexts = [{ contextType: "BACKGROUND" }, { contextType: "OFFSCREEN_DOCUMENT" }];
  busy = false;
  holds = false;
  awake = 0;
  memory = createMemory();
  fake.reload.mockReset();
  fake.extension = {};
  fake.runtime = {
    onUpdateAvailable: { addListener: (listener: typeof fake.available) => (fake.available = listener) },
    getManifest: () => ({ version: "1.0.0" }),
    getContexts: async () => contexts,
    reload: fake.reload,
  };
});
afterEach(() => vi.useRealTimers());

const start = () =>
  followUpdates({
    memory,
    isBusy: () => busy,
    hasVolatileData: async () => holds,
    stayAwake() {
      awake += 1;
      return () => (awake -= 1);
    },
    report,
  });
const pass = (ms = 0) => vi.advanceTimersByTimeAsync(ms);

test("nothing is updated that does not wait", async () => {
  start()();
  await pass(600_000);
  expect(fake.reload).not.toHaveBeenCalled();
  fake.available?.({ version: "1.1.0" });
  await pass();
  expect(fake.reload).toHaveBeenCalledOnce();
});

test("an update that waited when its background died is taken by the next one, when the last view goes", async () => {
  start();
  busy = true;
  fake.available?.({ version: "1.1.0" });
  await pass();
  const viewGone = start();
  await pass();
  expect(fake.reload).not.toHaveBeenCalled();
  busy = false;
  viewGone();
  await pass();
  expect(fake.reload).toHaveBeenCalledOnce();
});

test("one that has been taken is not waited for again", async () => {
  await memory.set("update-waiting", "1.0.0");
  start()();
  await pass(600_000);
  expect(fake.reload).not.toHaveBeenCalled();
});

test("it closes no page that is open, connected or not", async () => {
  start();
  contexts = [...contexts, { contextType: "TAB" }];
  fake.available?.({ version: "1.1.0" });
  await pass(300_000);
  expect(fake.reload).not.toHaveBeenCalled();
  contexts = [];
  await pass(60_000);
  expect(fake.reload).toHaveBeenCalledOnce();
});

test("it waits for temporary chats, and the background does not sleep meanwhile", async () => {
  holds = true;
  start();
  expect(awake).toBe(0);
  fake.available?.({ version: "1.1.0" });
  await pass(300_000);
  expect([awake, fake.reload.mock.calls.length]).toEqual([1, 0]);
  holds = false;
  await pass(60_000);
  expect([awake, fake.reload.mock.calls.length]).toEqual([0, 1]);
});

test("pages are seen where the browser knows no contexts", async () => {
  fake.runtime = {};
  const background = {};
  vi.stubGlobal("window", background);
  fake.extension = { getViews: () => [background] };
  expect(await hasOpenPages()).toBe(false);
  fake.extension = { getViews: () => [background, {}] };
  expect(await hasOpenPages()).toBe(true);
  fake.extension = {};
  expect(await hasOpenPages()).toBe(false);
  vi.unstubAllGlobals();
});
