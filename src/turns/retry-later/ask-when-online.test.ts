import { beforeEach, expect, test, vi } from "vitest";
import type { Message, StoredConversation } from "../../conversations/conversation.ts";
import { createMemory } from "../../conversations/store/memory.test-tools.ts";
import { sampleConversation, sampleMessage } from "../../conversations/samples.test-tools.ts";
import type { AskAgain } from "./ask-again.ts";
import { createAskWhenOnline, LONGEST_WATCH_MS, LOOK_INTERVAL_MS } from "./ask-when-online.ts";

const CHAT = { id: "chat", name: "chat.example" };

let memory = createMemory();
const stored = new Map<string, StoredConversation>();
const askAgain = vi.fn<AskAgain>();
const report = vi.fn<(problem: unknown) => void>();
let connected: boolean;
let awake: number;

function start() {
  return createAskWhenOnline({
    memory,
    open: async (id) => stored.get(id),
    askAgain,
    isOnline: () => connected,
    stayAwake() {
      awake += 1;
      return () => (awake -= 1);
    },
    report,
  });
}

/** A conversation whose last answer failed. */
function failed(conversationId: string, kind: "offline" | "network" = "offline", id = `${conversationId}-a`): Message {
  const error = { kind };
  const answer = sampleMessage({ id, conversationId, role: "assistant", state: "failed", error, backend: CHAT });
  stored.set(conversationId, {
    conversation: sampleConversation({ id: conversationId, leafId: id }),
    messages: [answer],
  });
  return answer;
}

beforeEach(async () => {
  stored.clear();
  askAgain.mockReset();
  report.mockReset();
  memory = createMemory();
  connected = false;
  awake = 0;
});

test("what failed offline, in whatever conversation, is asked once when the connection is back", async () => {
  const { ended, online } = start();
  await ended(failed("c"));
  await ended(failed("d"));
  await ended(failed("e", "network"));
  expect(awake).toBe(1);
  await online();
  expect(askAgain).not.toHaveBeenCalled();
  connected = true;
  await Promise.all([online(), online()]);
  expect(askAgain.mock.calls).toEqual([
    [{ conversationId: "c", messageId: "c-a" }, "online-1-c-a", "chat"],
    [{ conversationId: "d", messageId: "d-a" }, "online-1-d-a", "chat"],
  ]);
  expect(awake).toBe(0);
});

test("it is asked also where session memory is full", async () => {
  memory = createMemory(10);
  const { ended, online } = start();
  await ended(failed("c"));
  connected = true;
  await online();
  expect(askAgain).toHaveBeenCalledOnce();
  expect([report.mock.calls, awake]).toEqual([[], 0]);
});

test("a background that starts later asks it", async () => {
  await start().ended(failed("c"));
  connected = true;
  await start().online();
  expect(askAgain).toHaveBeenCalledTimes(1);
});

test("the connection that came back before the answer had failed counts", async () => {
  connected = true;
  await start().ended(failed("c", "offline", "online-1-x"));
  expect(askAgain.mock.calls).toEqual([[{ conversationId: "c", messageId: "online-1-x" }, "online-2-x", "chat"]]);
});

test("nobody is asked what the person has gone on without", async () => {
  const { ended, online } = start();
  for (const id of ["gone", "deleted", "other", "purged"]) await ended(failed(id));
  stored.set("gone", { conversation: sampleConversation({ id: "gone", leafId: "later" }), messages: [] });
  stored.set("deleted", deleted());
  stored.delete("purged");
  failed("other", "offline", "another");
  connected = true;
  await online();
  expect(askAgain).not.toHaveBeenCalled();
});

function deleted(): StoredConversation {
  const answer = failed("deleted");
  return {
    conversation: sampleConversation({ id: "deleted", leafId: answer.id, deletedAt: 5 }),
    messages: [answer],
  };
}

test("one that cannot be asked keeps no other back", async () => {
  const { ended, online } = start();
  await ended(failed("c"));
  await ended(failed("d"));
  askAgain.mockRejectedValueOnce(new Error("odd"));
  connected = true;
  await online();
  expect(askAgain).toHaveBeenCalledTimes(2);
  expect(report).toHaveBeenCalledTimes(1);
});

test("a connection that comes back without a word is noticed", async () => {
  vi.useFakeTimers();
  try {
    await start().ended(failed("c"));
    connected = true;
    await vi.advanceTimersByTimeAsync(LOOK_INTERVAL_MS);
    expect(askAgain).toHaveBeenCalledTimes(1);
    expect(vi.getTimerCount()).toBe(0);
  } finally {
    vi.useRealTimers();
  }
});

test("what waits is hardly ever read while nothing happens", async () => {
  vi.useFakeTimers();
  try {
    const { ended } = start();
    await ended(failed("c"));
    const reads = vi.spyOn(stored, "get");
    await vi.advanceTimersByTimeAsync(LONGEST_WATCH_MS - 1);
    expect(reads.mock.calls.length).toBeLessThan(25);
    reads.mockRestore();
    connected = true;
    await vi.advanceTimersByTimeAsync(1);
  } finally {
    vi.useRealTimers();
  }
});

test("what a background that is killed has not asked yet is asked by the next one", async () => {
  await start().ended(failed("c"));
  await start().ended(failed("d"));
  connected = true;
  askAgain.mockReturnValueOnce(new Promise(() => undefined));
  void start().online();
  await vi.waitFor(() => expect(askAgain).toHaveBeenCalledTimes(1));
  await start().online();
  expect(askAgain.mock.calls.map(([{ messageId }]) => messageId)).toEqual(["c-a", "c-a", "d-a"]);
  expect(await memory.keys()).toEqual([]);
});

test("one that fails again while it is asked is asked again", async () => {
  const { ended, online } = start();
  await ended(failed("c"));
  askAgain.mockImplementationOnce(async () => {
    connected = false;
    await ended(failed("c"));
  });
  connected = true;
  await online();
  connected = true;
  await online();
  expect(askAgain).toHaveBeenCalledTimes(2);
});

test("nothing is written where nothing waits", async () => {
  const set = vi.spyOn(memory, "set");
  await start().online();
  connected = true;
  await start().online();
  expect(set).not.toHaveBeenCalled();
  set.mockRestore();
});

test("the background is not kept awake for what nobody awaits, and asks it where it is awaited again", async () => {
  vi.useFakeTimers();
  try {
    const { ended, online } = start();
    const answer = failed("deleted");
    await ended(answer);
    stored.set("deleted", deleted());
    await vi.advanceTimersByTimeAsync(LOOK_INTERVAL_MS);
    expect([awake, vi.getTimerCount()]).toEqual([0, 0]);
    await online();
    expect(awake).toBe(0);
    failed("deleted");
    await online();
    expect(awake).toBe(1);
    connected = true;
    await online();
    expect(askAgain).toHaveBeenCalledTimes(1);
  } finally {
    vi.useRealTimers();
  }
});

test("the background is kept awake for an hour at the most", async () => {
  vi.useFakeTimers();
  try {
    await start().ended(failed("c"));
    await vi.advanceTimersByTimeAsync(LONGEST_WATCH_MS - 1);
    expect(awake).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(awake).toBe(0);
  } finally {
    vi.useRealTimers();
  }
});

test("nothing is asked again for a window that has closed, and nothing of it is remembered", async () => {
  const { ended, forget, online } = start();
  await ended({ ...failed("private"), conversationId: "temporary:7:a" });
  await ended(failed("kept"));
  await forget("temporary:7:");
  expect(JSON.stringify(await memory.get("offline-answers"))).not.toContain("temporary");
  connected = true;
  await online();
  expect(askAgain).toHaveBeenCalledTimes(1);
  expect(await memory.keys()).toEqual([]);
});
