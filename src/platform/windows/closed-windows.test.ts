import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createMemory } from "../../conversations/store/memory.test-tools.ts";

type Listener = (id: number) => void;
const fake = vi.hoisted(() => ({
  open: [] as number[],
  tabs: [] as { incognito: boolean }[],
  onWindow: undefined as Listener | undefined,
  onTab: undefined as Listener | undefined,
  windows: {} as object | undefined,
}));
vi.mock("wxt/browser", () => ({
  browser: {
    get windows() {
      return fake.windows;
    },
    tabs: {
      query: async () => fake.tabs,
      onRemoved: { addListener: (listener: Listener) => (fake.onTab = listener) },
    },
  },
}));
const { endLeftovers, onPrivateTabsClosed, onWindowClosed } = await import("./closed-windows.ts");

const closed = vi.fn(async (_windowId: number, _comesAgain: boolean) => undefined);
const report = (problem: unknown) => expect.unreachable(String(problem));

beforeEach(() => {
  closed.mockClear();
  fake.onTab = undefined;
  fake.onWindow = undefined;
  fake.windows = {
    get: (id: number) => (fake.open.includes(id) ? Promise.resolve({ id }) : Promise.reject(new Error("No window"))),
    onRemoved: { addListener: (listener: Listener) => (fake.onWindow = listener) },
  };
});
afterEach(() => vi.restoreAllMocks());

async function memoryWith(keys: readonly string[]) {
  const memory = createMemory();
  for (const key of keys) await memory.set(key, 1);
  return memory;
}

test("a window that closes is told", async () => {
  onWindowClosed(closed, report);
  onPrivateTabsClosed(closed, report);
  expect(fake.onTab).toBeUndefined();
  fake.onWindow?.(7);
  expect(closed.mock.calls).toEqual([[7, false]]);
});

test("whatever an earlier background has left of windows that are gone is ended, and that of open ones stays", async () => {
  fake.open = [1, 12];
  const memory = await memoryWith([
    "conversation:temporary:1:a",
    "conversation:temporary:2:a",
    "message:temporary:3:a\nm",
    "draft:temporary:4:new:chat",
    "intents:5",
    "shown:panel:6",
    "shown:tab:12",
    "ai-power:https://chatgptt.me/:omit:window:8",
    "site-tab:https://a.example:9",
    "unsaved:c",
  ]);
  await endLeftovers(memory, closed);
  expect(closed.mock.calls.map(([id]) => id)).toEqual([2, 3, 4, 5, 6, 8]);
});

test("without windows, all private tabs end with the last of them, and can come again", async () => {
  fake.windows = undefined;
  fake.tabs = [{ incognito: false }, { incognito: true }];
  const memory = await memoryWith(["conversation:temporary:-3:a", "conversation:temporary:0:a"]);
  onPrivateTabsClosed(closed, report);
  fake.onTab?.(1);
  await endLeftovers(memory, closed);
  expect(closed).not.toHaveBeenCalled();
  fake.tabs = [{ incognito: false }];
  await endLeftovers(memory, closed);
  expect(closed.mock.calls).toEqual([[-3, true]]);
  fake.onTab?.(2);
  await vi.waitFor(() => expect(closed.mock.calls).toHaveLength(2));
});
