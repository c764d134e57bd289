import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Change } from "../conversations/change.ts";
import { sampleMessage } from "../conversations/samples.test-tools.ts";
import { type Batch, createOutbox, FRAME_MS } from "./outbox.ts";

let batches: Batch[];
let sequence: number;
let outbox: ReturnType<typeof createOutbox>;

beforeEach(() => {
  vi.useFakeTimers();
  batches = [];
  sequence = 0;
  outbox = createOutbox((batch) => batches.push(batch));
});
afterEach(() => vi.useRealTimers());

const text = (words: string, messageId = "a"): Change => ({ type: "text", messageId, text: words });

function push(...changes: Change[]): void {
  for (const change of changes) outbox.push(change, (sequence += 1));
}

test("the first change goes at once", () => {
  push(text("Be"));
  expect(batches).toEqual([{ sequence: 1, changes: [text("Be")] }]);
});

test("reasoning is joined as text is, and apart from it", () => {
  const reasoning = (words: string): Change => ({ type: "reasoning", messageId: "a", text: words });
  push(text("."), reasoning("H"), reasoning("m"), text("Be"), text("es"), reasoning("?"));
  outbox.received(1);
  vi.advanceTimersByTime(FRAME_MS);
  expect(batches[1]?.changes).toEqual([reasoning("Hm"), text("Bees"), reasoning("?")]);
});

test("what follows within a frame goes in one batch after it, with the number of its last change", () => {
  push(text("a"), text("b"), { type: "message", message: sampleMessage({ id: "m" }) });
  outbox.received(1);
  vi.advanceTimersByTime(FRAME_MS - 1);
  expect(batches).toHaveLength(1);
  vi.advanceTimersByTime(1);
  expect(batches[1]).toEqual({
    sequence: 3,
    changes: [text("b"), { type: "message", message: sampleMessage({ id: "m" }) }],
  });
});

test("nothing goes before the view has confirmed the batch before", () => {
  push(text("a"), text("b"));
  vi.advanceTimersByTime(FRAME_MS * 100);
  expect(batches).toHaveLength(1);
  outbox.received(1);
  expect(batches).toHaveLength(2);
});

test("a confirmation of something older confirms nothing", () => {
  push(text("a"));
  outbox.received(1);
  vi.advanceTimersByTime(FRAME_MS);
  push(text("b"), text("c"));
  outbox.received(1);
  vi.advanceTimersByTime(FRAME_MS);
  expect(batches).toHaveLength(2);
  outbox.received(2);
  expect(batches).toHaveLength(3);
});

test("a fast view is sent one batch a frame and no more", () => {
  const fast = createOutbox((batch) => {
    batches.push(batch);
    queueMicrotask(() => fast.received(batch.sequence));
  });
  for (let piece = 1; piece <= 1_000; piece += 1) {
    fast.push(text("x"), piece);
    vi.advanceTimersByTime(1);
    fast.received(piece);
  }
  vi.advanceTimersByTime(FRAME_MS);
  expect(batches.length).toBeLessThanOrEqual(1_000 / FRAME_MS + 2);
  expect(batches.length).toBeGreaterThanOrEqual(1_000 / FRAME_MS - 2);
});

test("text of the same message is joined, and not across other changes or messages", () => {
  push(text("first"));
  push(text("a"), text("b"), text("c", "other"), text("d"));
  push({ type: "message", message: sampleMessage({ id: "m" }) }, text("e"), text("f"));
  outbox.received(1);
  vi.advanceTimersByTime(FRAME_MS);
  expect(batches[1]?.changes).toEqual([
    text("ab"),
    text("c", "other"),
    text("d"),
    { type: "message", message: sampleMessage({ id: "m" }) },
    text("ef"),
  ]);
});

test("a slow view gets larger batches, and nothing is lost or sent twice", () => {
  let expected = "";
  for (let piece = 0; piece < 500; piece += 1) {
    expected += `${piece} `;
    push(text(`${piece} `));
    vi.advanceTimersByTime(FRAME_MS);
    if (piece % 100 === 99) outbox.received(batches.at(-1)?.sequence ?? 0);
  }
  outbox.received(sequence);
  vi.advanceTimersByTime(FRAME_MS);
  outbox.received(sequence);
  const joined = batches.flatMap(({ changes }) => changes).map((change) => (change.type === "text" ? change.text : ""));
  expect(joined.join("")).toBe(expected);
  expect(batches.length).toBeLessThan(10);
});

test("a change that was handed over is not altered when text is joined", () => {
  const change = text("b");
  push(text("a"), change, text("c"));
  expect(change).toEqual(text("b"));
});

test("nothing goes after closing, and no timer stays", () => {
  push(text("a"), text("b"));
  outbox.close();
  outbox.received(1);
  push(text("c"));
  vi.advanceTimersByTime(FRAME_MS * 2);
  expect(batches).toHaveLength(1);
  expect(vi.getTimerCount()).toBe(0);
});
