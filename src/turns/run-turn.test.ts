import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Message } from "../conversations/conversation.ts";
import { sampleMessage } from "../conversations/samples.test-tools.ts";
import { ChatError } from "../providers/chat-error.ts";
import type { ReplyPart } from "../providers/provider.ts";
import type { TurnEvent } from "./advance.ts";
import { createFakeReply, type FakeReply } from "./fake-reply.test-tools.ts";
import { createGate, type Gate } from "./gate.test-tools.ts";
import { CHECKPOINT_INTERVAL_MS, runTurn } from "./run-turn.ts";

let reply: FakeReply;
let person: AbortController;
let time: number;
let updates: [Message, TurnEvent][];
let checkpoints: Message[];
let checkpoint: (message: Message) => Promise<void>;
let enter: (signal: AbortSignal) => Promise<() => void>;
const leave = vi.fn<() => void>();

beforeEach(() => {
  reply = createFakeReply();
  person = new AbortController();
  time = 1_000;
  updates = [];
  checkpoints = [];
  checkpoint = async () => undefined;
  leave.mockReset();
  enter = async () => leave;
});

function run(parts: AsyncGenerator<ReplyPart, void, void> = reply.parts): Promise<void> {
  return runTurn(sampleMessage({ id: "a", role: "assistant", state: "sending" }), parts, {
    enter: (signal) => enter(signal),
    update: (message, event) => updates.push([message, event]),
    checkpoint(message) {
      checkpoints.push(message);
      return checkpoint(message);
    },
    now: () => time,
    signal: person.signal,
  });
}

const last = () => updates.at(-1)?.[0];

/** Hands over a text and waits until the turn has taken it. */
async function stream(text: string): Promise<void> {
  const before = updates.length;
  reply.pushText(text);
  await vi.waitUntil(() => updates.length > before, { interval: 1 });
}

describe("the end of a turn", () => {
  it("is done with the whole text when the provider finishes", async () => {
    const turn = run();
    for (const text of ["Be", "es"]) reply.pushText(text);
    reply.finish();
    await turn;
    expect(last()).toMatchObject({ state: "done", text: "Bees" });
    expect(updates.map(([, { type }]) => type)).toEqual(["asked", "part", "part", "part"]);
    expect(reply.closed).toBe(true);
  });

  it("takes nothing that comes after finish", async () => {
    const turn = run();
    reply.finish();
    reply.pushText("late");
    await turn;
    expect(last()).toMatchObject({ state: "done", text: "" });
    expect(updates).toHaveLength(2);
  });

  it("is a failure with the provider's own error, and keeps what had come", async () => {
    const turn = run();
    reply.pushText("Be");
    reply.fail(new ChatError("quota", { detail: "Enough" }));
    await turn;
    expect(last()).toMatchObject({ state: "failed", text: "Be", error: { kind: "quota", detail: "Enough" } });
  });

  it.each([new Error("odd"), "text", undefined, null, 7])("is an unknown failure for a thrown %j", async (thrown) => {
    const turn = run();
    reply.fail(thrown);
    await turn;
    expect(last()).toMatchObject({ state: "failed", error: { kind: "unknown" } });
  });

  it("is a cut failure where the provider ends without finish", async () => {
    const turn = run();
    reply.pushText("Be");
    reply.end();
    await turn;
    expect(last()).toMatchObject({ state: "failed", text: "Be", error: { kind: "cut" } });
  });

  it("comes although the provider's cleaning up after finish never ends", async () => {
    async function* hangingAfterwards(): AsyncGenerator<ReplyPart, void, void> {
      try {
        yield { type: "finish", reason: "stop" };
      } finally {
        await new Promise(() => undefined);
      }
    }
    await run(hangingAfterwards());
    expect(checkpoints.at(-1)).toMatchObject({ state: "done" });
  });
});

describe("Stop", () => {
  it("ends a turn whose provider hangs", async () => {
    const turn = run();
    await stream("Be");
    person.abort();
    await turn;
    expect(last()).toMatchObject({ state: "stopped", text: "Be" });
    expect(checkpoints.at(-1)).toMatchObject({ state: "stopped", text: "Be" });
  });

  it("shows at once, whatever the provider is doing", () => {
    void run();
    person.abort();
    expect(last()).toMatchObject({ state: "stopped" });
  });

  it("ends a turn that had not begun", async () => {
    person.abort();
    await run();
    expect(updates.map(([{ state }]) => state)).toEqual(["stopped"]);
  });

  it("takes nothing that is yielded after it, and leaves the provider", async () => {
    const turn = run();
    await stream("Be");
    person.abort();
    reply.pushText("es");
    await turn;
    await vi.waitUntil(() => reply.closed, { interval: 1 });
    expect(last()).toMatchObject({ state: "stopped", text: "Be" });
    expect(updates).toHaveLength(3);
  });

  it("stays a stop where the provider throws because of it", async () => {
    const turn = run();
    await stream("Be");
    person.abort();
    reply.fail(new ChatError("aborted"));
    await turn;
    await vi.waitUntil(() => reply.closed, { interval: 1 });
    expect(last()).toMatchObject({ state: "stopped" });
    expect(last()?.error).toBeUndefined();
  });

  it("changes nothing after the end", async () => {
    const turn = run();
    reply.finish();
    await turn;
    person.abort();
    expect(updates).toHaveLength(2);
    expect(last()).toMatchObject({ state: "done" });
  });
});

describe("checkpoints", () => {
  it("come at most every interval, and one at the end", async () => {
    const turn = run();
    for (let part = 0; part < 30; part += 1) {
      time += CHECKPOINT_INTERVAL_MS / 10;
      await stream("x");
    }
    expect(checkpoints.map(({ text }) => text.length)).toEqual([10, 20, 30]);
    await stream("y");
    reply.finish();
    await turn;
    expect(checkpoints).toHaveLength(4);
    expect(checkpoints.at(-1)).toMatchObject({ state: "done", text: `${"x".repeat(30)}y` });
  });

  it("are one for a short answer: its end", async () => {
    const turn = run();
    reply.pushText("Be");
    reply.finish();
    await turn;
    expect(checkpoints.map(({ state }) => state)).toEqual(["done"]);
  });

  it("do not hold up the answer, and do not pile up, where they are slow", async () => {
    const slow = createGate();
    checkpoint = () => slow.opened;
    const turn = run();
    for (let part = 0; part < 5; part += 1) {
      time += CHECKPOINT_INTERVAL_MS;
      await stream("x");
    }
    expect(checkpoints).toHaveLength(1);
    expect(last()?.text).toBe("xxxxx");
    slow.open();
    reply.finish();
    await turn;
    expect(checkpoints.at(-1)).toMatchObject({ state: "done", text: "xxxxx" });
  });

  it("are never written side by side: the last waits for the one before, and the turn for the last", async () => {
    const writes: Gate[] = [];
    checkpoint = () => {
      const write = createGate();
      writes.push(write);
      return write.opened;
    };
    let ended = false;
    const turn = run().then(() => (ended = true));
    time += CHECKPOINT_INTERVAL_MS;
    await stream("x");
    reply.finish();
    await vi.waitUntil(() => reply.closed, { interval: 1 });
    expect(writes).toHaveLength(1);
    writes[0]?.open();
    await vi.waitUntil(() => writes.length === 2, { interval: 1 });
    expect(ended).toBe(false);
    writes[1]?.open();
    await turn;
    expect(checkpoints.map(({ state }) => state)).toEqual(["streaming", "done"]);
  });
});

describe("what has come", () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  /** When each text was kept first, in ms since the turn began. */
  function keptAt(): Map<string, number> {
    const kept = new Map<string, number>();
    checkpoint = async ({ text }) => {
      if (!kept.has(text)) kept.set(text, time - 1_000);
    };
    return kept;
  }

  async function pass(ms: number): Promise<void> {
    for (let passed = 0; passed < ms; passed += 10) {
      time += 10;
      await vi.advanceTimersByTimeAsync(10);
    }
  }

  it("is kept within 500 ms, also where nothing follows it", async () => {
    const kept = keptAt();
    const turn = run();
    await pass(100);
    reply.pushText("a burst");
    await pass(2_000);
    expect(kept).toEqual(new Map([["a burst", CHECKPOINT_INTERVAL_MS]]));
    expect(CHECKPOINT_INTERVAL_MS).toBe(500);
    reply.pushText(", and more");
    await pass(10);
    reply.pushText(" at once");
    await pass(2_000);
    expect(kept.get("a burst, and more")).toBe(2_110);
    expect(kept.get("a burst, and more at once")).toBe(2_610);
    expect(checkpoints).toHaveLength(3);
    reply.finish();
    await turn;
    expect(vi.getTimerCount()).toBe(0);
  });

  it("while a slow checkpoint is written is kept right after it", async () => {
    const slow = createGate();
    checkpoint = () => slow.opened;
    void run();
    reply.pushText("one");
    await pass(500);
    reply.pushText(", two");
    await pass(1_000);
    expect(checkpoints.map(({ text }) => text)).toEqual(["one"]);
    slow.open();
    await pass(10);
    expect(checkpoints.map(({ text }) => text)).toEqual(["one", "one, two"]);
  });

  it("leaves no timer behind when it was stopped", async () => {
    const turn = run();
    reply.pushText("one");
    await pass(20);
    person.abort();
    await turn;
    expect(vi.getTimerCount()).toBe(0);
    expect(checkpoints).toHaveLength(1);
  });
});
