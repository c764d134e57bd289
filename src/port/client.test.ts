import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Connection, createConnection } from "./client.ts";
import type { Command } from "./commands.ts";
import type { Event } from "./events.ts";
import { createPortPair, type PortPair } from "./fake-port.test-tools.ts";

let pairs: PortPair[];
let page: AbortController;
let received: Event[];
let problems: unknown[];
let delivered: Command[];
let failed: Command[];
/** Whether the view waits for something, as it does while an answer is being written. */
let awaits: boolean;
let connect: () => PortPair;

beforeEach(() => {
  vi.useFakeTimers();
  pairs = [];
  page = new AbortController();
  received = [];
  problems = [];
  delivered = [];
  failed = [];
  awaits = true;
  connect = () => createPortPair();
});
afterEach(() => {
  page.abort();
  vi.useRealTimers();
});

function start(): Connection {
  return createConnection({
    connect() {
      const pair = connect();
      pairs.push(pair);
      return pair.view;
    },
    greet: (resumed) => [{ type: "hello", surface: "panel", windowId: 1, private: false, resumed }],
    receive: (event) => received.push(event),
    delivered: (command) => delivered.push(command),
    failed: (command) => failed.push(command),
    awaits: () => awaits,
    report: (problem) => problems.push(problem),
    signal: page.signal,
  });
}

const stop = (conversationId: string): Command => ({ type: "stop", conversationId });
const sent = (pair: PortPair | undefined) => pair?.view.sent.map((command) => (command as Command).type);
const greeting = (resumed: boolean) => ({ type: "hello", surface: "panel", windowId: 1, private: false, resumed });

const remove = (conversationId: string): Command => ({ type: "delete", conversationId });

describe("what must arrive", () => {
  const numbered = (number: number, command: Command) => ({ ...command, number });

  function confirm(pair: PortPair | undefined, number: number): void {
    pair?.background.post({ type: "done", number } satisfies Event);
    pair?.background.deliver();
  }

  it("is sent on each connection, in order, until the background has carried it out", () => {
    const connection = start();
    for (const id of ["a", "b", "c"]) connection.send(remove(id));
    confirm(pairs[0], 1);
    expect(delivered).toEqual([remove("a")]);
    pairs[0]?.sever();
    connection.send(remove("d"));
    vi.advanceTimersByTime(50);
    const left = [numbered(2, remove("b")), numbered(3, remove("c")), numbered(4, remove("d"))];
    expect(pairs[1]?.view.sent).toEqual([greeting(true), ...left]);
    confirm(pairs[1], 4);
    pairs[1]?.sever();
    vi.advanceTimersByTime(100);
    expect(pairs[2]?.view.sent).toEqual([greeting(true)]);
    expect(delivered).toHaveLength(4);
    expect(received).toEqual([]);
  });

  it("is not sent again where the background could not carry it out, and the view is told", () => {
    const connection = start();
    for (const id of ["a", "b", "c"]) connection.send(remove(id));
    pairs[0]?.background.post({ type: "failed", number: 2 } satisfies Event);
    confirm(pairs[0], 1);
    expect([delivered, failed]).toEqual([[remove("a")], [remove("b")]]);
    pairs[0]?.sever();
    vi.advanceTimersByTime(50);
    expect(pairs[1]?.view.sent).toEqual([greeting(true), numbered(3, remove("c"))]);
    expect(received).toEqual([]);
  });

  it("keeps its place among what is said while there is no connection", () => {
    const connection = start();
    pairs[0]?.sever();
    connection.send(remove("a"));
    connection.send(stop("b"));
    connection.send(remove("c"));
    vi.advanceTimersByTime(50);
    expect(sent(pairs[1])).toEqual(["hello", "delete", "stop", "delete"]);
    pairs[1]?.sever();
    vi.advanceTimersByTime(100);
    expect(sent(pairs[2])).toEqual(["hello", "delete", "delete"]);
  });
});

describe("a connection", () => {
  it("is made at once, and greets first", () => {
    const connection = start();
    connection.send(stop("c"));
    expect(pairs[0]?.view.sent).toEqual([greeting(false), stop("c")]);
  });

  it("hands on events, and reports what is none", () => {
    start();
    for (const message of [{ type: "close" }, { type: "dance" }, undefined, { type: "storage-failed" }]) {
      pairs[0]?.background.post(message);
    }
    pairs[0]?.background.deliver();
    expect(received).toEqual([{ type: "close" }, { type: "storage-failed" }]);
    expect(problems).toHaveLength(2);
  });

  it("is made again by itself after the background went, and greets as one that was there before", () => {
    start();
    pairs[0]?.background.post({ type: "storage-failed" });
    pairs[0]?.background.deliver();
    pairs[0]?.background.disconnect();
    expect(pairs).toHaveLength(1);
    vi.advanceTimersByTime(50);
    expect(pairs[1]?.view.sent).toEqual([greeting(true)]);
  });

  it("greets as a new one where the background went before it had said anything", () => {
    start();
    pairs[0]?.background.disconnect();
    vi.advanceTimersByTime(50);
    expect(pairs[1]?.view.sent).toEqual([greeting(false)]);
  });

  it("sends what was said meanwhile afterwards, in order and once", () => {
    const connection = start();
    pairs[0]?.sever();
    connection.send(stop("a"));
    connection.send(stop("b"));
    vi.advanceTimersByTime(50);
    connection.send(stop("c"));
    expect(pairs[1]?.view.sent).toEqual([greeting(false), stop("a"), stop("b"), stop("c")]);
    pairs[1]?.sever();
    vi.advanceTimersByTime(1_000);
    expect(sent(pairs[2])).toEqual(["hello"]);
  });

  it("waits longer after each failure, up to two seconds", () => {
    start();
    const waits: number[] = [];
    for (let failure = 0; failure < 9; failure += 1) {
      pairs.at(-1)?.sever();
      const before = Date.now();
      vi.advanceTimersToNextTimer();
      waits.push(Date.now() - before);
    }
    expect(waits).toEqual([50, 100, 200, 400, 800, 1_600, 2_000, 2_000, 2_000]);
    expect(pairs).toHaveLength(10);
  });

  it("is made fast again once the background has answered", () => {
    start();
    for (let failure = 0; failure < 5; failure += 1) {
      pairs.at(-1)?.sever();
      vi.advanceTimersToNextTimer();
    }
    pairs.at(-1)?.background.post({ type: "storage-failed" });
    pairs.at(-1)?.background.deliver();
    pairs.at(-1)?.sever();
    vi.advanceTimersByTime(50);
    expect(pairs).toHaveLength(7);
  });

  it("is tried again where connecting throws, and the failure is reported", () => {
    connect = vi.fn(connect).mockImplementationOnce(() => {
      throw new Error("Extension context invalidated");
    });
    const connection = start();
    connection.send(stop("a"));
    expect(problems).toEqual([new Error("Extension context invalidated")]);
    vi.advanceTimersByTime(50);
    expect(pairs[0]?.view.sent).toEqual([greeting(false), stop("a")]);
  });

  it("ends with the page: the port is closed and not made again", () => {
    start();
    page.abort();
    expect(pairs[0]?.connected).toBe(false);
    vi.advanceTimersByTime(10_000);
    expect(pairs).toHaveLength(1);
  });

  it("is not made again where the page ends while it waits", () => {
    start();
    pairs[0]?.sever();
    page.abort();
    vi.advanceTimersByTime(10_000);
    expect(pairs).toHaveLength(1);
  });

  it("is not made at all for a page that has ended", () => {
    page.abort();
    start().send(stop("a"));
    expect(pairs).toHaveLength(0);
  });
});

describe("an idle view", () => {
  /** Opens a connection, tells the view all that it waits for, and breaks the connection. */
  function goIdle(): Connection {
    awaits = false;
    const connection = start();
    pairs[0]?.background.post({ type: "storage-failed" });
    pairs[0]?.background.deliver();
    pairs[0]?.sever();
    return connection;
  }

  it("does not connect again by itself: that would start the background, for ever", () => {
    goIdle();
    vi.advanceTimersByTime(300_000);
    expect(pairs).toHaveLength(1);
  });

  it("connects at once when it is woken, and once", () => {
    const connection = goIdle();
    connection.wake();
    connection.wake();
    expect(pairs).toHaveLength(2);
    expect(pairs[1]?.view.sent).toEqual([greeting(true)]);
  });

  it("connects at once when it has something to send", () => {
    const connection = goIdle();
    connection.send(stop("a"));
    connection.send(remove("b"));
    expect(pairs).toHaveLength(2);
    expect(pairs[1]?.view.sent).toEqual([greeting(true), stop("a"), { ...remove("b"), number: 1 }]);
  });

  it("is none as long as something that must arrive is not confirmed", () => {
    awaits = false;
    const connection = start();
    pairs[0]?.background.post({ type: "storage-failed" });
    pairs[0]?.background.deliver();
    connection.send(remove("a"));
    pairs[0]?.sever();
    vi.advanceTimersByTime(50);
    expect(pairs).toHaveLength(2);
  });

  it("is none before it was told anything", () => {
    awaits = false;
    start();
    pairs[0]?.sever();
    vi.advanceTimersByTime(50);
    expect(pairs).toHaveLength(2);
  });

  it("is not woken any more once its page has ended", () => {
    const connection = goIdle();
    page.abort();
    connection.wake();
    expect(pairs).toHaveLength(1);
  });
});
