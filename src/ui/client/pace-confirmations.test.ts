import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Command } from "../../port/commands.ts";
import { paceConfirmations } from "./pace-confirmations.ts";

class FakePage extends EventTarget {
  hidden = false;
  turn(hidden: boolean): void {
    this.hidden = hidden;
    this.dispatchEvent(new Event("visibilitychange"));
  }
}

function start() {
  const sent: Command[] = [];
  const page = new FakePage();
  const leaving = new AbortController();
  const send = paceConfirmations((command) => void sent.push(command), leaving.signal, page);
  return { sent, page, leaving, send };
}

const received = (sequence: number): Command => ({ type: "received", conversationId: "c", sequence });
const list: Command = { type: "list", limit: 50 };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("sends all at once while the page is seen", () => {
  const { send, sent } = start();
  send(received(1));
  send(list);
  expect(sent).toEqual([received(1), list]);
});

it("confirms now and then while it is hidden, and sends the rest at once", async () => {
  const { page, send, sent } = start();
  page.turn(true);
  send(received(1));
  send(list);
  expect(sent).toEqual([list]);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(sent).toEqual([list, received(1)]);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(sent).toHaveLength(2);
});

it("confirms at once when the page is seen again", async () => {
  const { page, send, sent } = start();
  page.turn(true);
  send(received(1));
  page.turn(false);
  expect(sent).toEqual([received(1)]);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(sent).toHaveLength(1);
});

it("says nothing after the view has ended", async () => {
  const { page, send, sent, leaving } = start();
  page.turn(true);
  send(received(1));
  leaving.abort();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(sent).toEqual([]);
});
