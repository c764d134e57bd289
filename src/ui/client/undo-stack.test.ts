import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { KEPT_MS } from "../../conversations/deletion.ts";
import { createUndo, OFFERED_MS, type Undo } from "./undo-stack.ts";

let undo: Undo;
let undone: string[];
beforeEach(() => {
  vi.useFakeTimers();
  undo = createUndo();
  undone = [];
});
afterEach(() => vi.useRealTimers());

function show(...texts: string[]): void {
  for (const text of texts) undo.show({ text, about: text, undo: () => undone.push(text) });
}
const shown = () => undo.offer.value?.text;

test("what was done at one moment is undone one by one, the last first", () => {
  show("one", "two", "three");
  expect([undo.undoLast(), undo.undoLast(), undo.undoLast(), undo.undoLast()]).toEqual([true, true, true, false]);
  expect(undone).toEqual(["three", "two", "one"]);
});

test("the offer before stands again when the last is taken, and what was taken is said", () => {
  show("one", "two");
  undo.undoLast();
  expect([shown(), undo.undone.value]).toEqual(["one", "two"]);
  undo.undoLast();
  expect([shown(), undo.undone.value]).toEqual([undefined, "one"]);
  show("three");
  expect([shown(), undo.undone.value]).toEqual(["three", ""]);
});

test("what was taken is said for a while", () => {
  show("one");
  undo.undoLast();
  vi.advanceTimersByTime(OFFERED_MS - 1);
  expect(undo.undone.value).toBe("one");
  vi.advanceTimersByTime(1);
  expect(undo.undone.value).toBe("");
});

test("an offer goes out of sight by itself, and can be taken all the same", () => {
  show("one");
  vi.advanceTimersByTime(OFFERED_MS - 1);
  expect(shown()).toBe("one");
  vi.advanceTimersByTime(1);
  expect(shown()).toBeUndefined();
  show("two");
  undo.undoLast();
  expect(shown()).toBeUndefined();
  undo.undoLast();
  expect(undone).toEqual(["two", "one"]);
});

test("an offer stays as long as anybody turns to it, and for its time from then on", () => {
  const [pointer, keyboard] = [{}, {}];
  show("one");
  undo.hold(pointer, true);
  vi.advanceTimersByTime(OFFERED_MS * 50);
  undo.hold(keyboard, true);
  undo.hold(pointer, false);
  vi.advanceTimersByTime(OFFERED_MS * 50);
  expect(shown()).toBe("one");
  undo.hold(keyboard, false);
  vi.advanceTimersByTime(OFFERED_MS - 1);
  expect(shown()).toBe("one");
  vi.advanceTimersByTime(1);
  expect(shown()).toBeUndefined();
});

test("what is gone for good is offered no more", () => {
  show("one", "two", "three");
  undo.forget("three");
  undo.forget("one");
  expect(shown()).toBe("two");
  undo.undoLast();
  expect([shown(), undone]).toEqual([undefined, ["two"]]);
  show("four");
  undo.forget(null);
  expect(undo.undoLast()).toBe(false);
});

test("what is offered is kept far longer than it is offered", () => {
  expect(OFFERED_MS * 1_000).toBeLessThan(KEPT_MS);
});
