import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createDraft, type Draft } from "./draft.ts";

const keep = vi.fn<(conversationId: string | null, text: string) => void>();
let draft: Draft;

beforeEach(() => {
  vi.useFakeTimers();
  keep.mockReset();
  draft = createDraft(keep);
});
afterEach(() => vi.useRealTimers());

describe("what is typed", () => {
  it("is kept once, 300 ms after the last letter", () => {
    for (const text of ["W", "Wh", "Why"]) {
      draft.text.value = text;
      vi.advanceTimersByTime(299);
    }
    expect(keep).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(keep).toHaveBeenCalledExactlyOnceWith(null, "Why");
    vi.advanceTimersByTime(1_000);
    expect(keep).toHaveBeenCalledTimes(1);
  });

  it("is not kept again where it came back to what it was", () => {
    draft.text.value = "W";
    draft.text.value = "";
    vi.advanceTimersByTime(1_000);
    expect(keep).not.toHaveBeenCalled();
  });

  it("is kept at once with its own conversation when one turns to another", () => {
    draft.turnTo("c");
    draft.text.value = "In c";
    draft.turnTo("d");
    expect(keep).toHaveBeenCalledExactlyOnceWith("c", "In c");
    expect(draft.text.value).toBe("");
    draft.text.value = "In d";
    vi.advanceTimersByTime(300);
    expect(keep).toHaveBeenLastCalledWith("d", "In d");
  });

  it("for a new chat is there again after a look at another conversation", () => {
    draft.text.value = "New";
    draft.turnTo("c");
    draft.load("In c");
    expect(draft.text.value).toBe("In c");
    draft.turnTo(null);
    expect(draft.text.value).toBe("New");
    expect(keep.mock.calls).toEqual([[null, "New"]]);
  });

  it("that is deleted by hand is forgotten", () => {
    draft.load("Kept");
    draft.text.value = "";
    vi.advanceTimersByTime(300);
    expect(keep).toHaveBeenCalledExactlyOnceWith(null, "");
  });
});

describe("what was kept", () => {
  it("comes back, and is not kept again", () => {
    draft.turnTo("c");
    draft.load("Kept");
    expect(draft.text.value).toBe("Kept");
    vi.advanceTimersByTime(1_000);
    expect(keep).not.toHaveBeenCalled();
  });

  it("does not overwrite what is typed", () => {
    draft.text.value = "Typed";
    draft.load("Kept");
    expect(draft.text.value).toBe("Typed");
  });
});

describe("sending", () => {
  it("leaves nothing: not of the new chat, nor in the conversation that it became", () => {
    draft.text.value = "Why?";
    vi.advanceTimersByTime(300);
    draft.sent("c");
    expect(draft.text.value).toBe("");
    expect(keep).toHaveBeenLastCalledWith(null, "");
    draft.text.value = "And?";
    vi.advanceTimersByTime(300);
    expect(keep).toHaveBeenLastCalledWith("c", "And?");
    draft.turnTo(null);
    expect(draft.text.value).toBe("");
  });

  it("in a conversation leaves the draft of the new chat", () => {
    draft.text.value = "New";
    draft.turnTo("c");
    draft.text.value = "Why?";
    draft.sent("c");
    draft.turnTo(null);
    expect(draft.text.value).toBe("New");
  });

  it("before a pause keeps nothing afterwards", () => {
    draft.text.value = "Why?";
    draft.sent("c");
    vi.advanceTimersByTime(1_000);
    expect(keep).not.toHaveBeenCalled();
  });
});

it("what is added comes below what is typed, and is kept as if typed", () => {
  draft.add("One");
  draft.add("Two");
  expect(draft.text.value).toBe("One\n\nTwo");
  vi.advanceTimersByTime(300);
  expect(keep).toHaveBeenCalledExactlyOnceWith(null, "One\n\nTwo");
});
