import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { sampleMessage } from "../../conversations/samples.test-tools.ts";
import { createEditedQuestions, type EditedQuestions, type KeptEdit } from "./edited-questions.ts";

const message = sampleMessage({ id: "m", text: "asked" });
let kept: string[];
let edited: EditedQuestions;

beforeEach(() => {
  vi.useFakeTimers();
  kept = [];
  edited = createEditedQuestions(({ messageId, text }: KeptEdit) => kept.push(`${messageId}: ${text}`));
});
afterEach(() => void vi.useRealTimers());

function write(text: string): void {
  edited.of(message).open.value = true;
  edited.of(message).text.value = text;
}

it("keeps what is written whenever the person pauses, and forgets it when the editor is left", () => {
  write("asked o");
  write("asked other");
  expect(kept).toEqual([]);
  vi.runAllTimers();
  expect(kept).toEqual(["m: asked other"]);
  edited.of(message).open.value = false;
  vi.runAllTimers();
  expect(kept).toEqual(["m: asked other", "m: "]);
  // It stays as long as the view lives.
  expect(edited.of(message).text.value).toBe("asked other");
});

it("keeps nothing that says no more than the question", () => {
  write("asked");
  vi.runAllTimers();
  edited.keepNow();
  expect(kept).toEqual([]);
});

it("keeps at once what was written when the view goes, and that once", () => {
  write("asked other");
  edited.keepNow();
  edited.keepNow();
  vi.runAllTimers();
  expect(kept).toEqual(["m: asked other"]);
});

it("opens again with what was kept, and with what is newer where the view knows that", () => {
  edited.load({ m: "kept" });
  expect(edited.of(message).text.value).toBe("kept");
  expect(edited.of(message).open.value).toBe(true);
  vi.runAllTimers();
  expect(kept).toEqual([]);
  write("newer");
  edited.load({ m: "kept" });
  expect(edited.of(message).text.value).toBe("newer");
});
