import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createDraft, type Draft } from "./draft.ts";

const keep = vi.fn<(owner: string | null, text: string, unlessKept?: true) => void>();
let draft: Draft;

beforeEach(() => {
  vi.useFakeTimers();
  keep.mockReset();
  draft = createDraft(({ conversationId, text, unlessKept }) =>
    unlessKept ? keep(conversationId, text, unlessKept) : keep(conversationId, text),
  );
});
afterEach(() => vi.useRealTimers());

/** Turns to a conversation, for which this was kept. */
function open(conversationId: string, kept = ""): void {
  draft.switchTo(conversationId);
  draft.load(conversationId, kept);
}

describe("what is typed", () => {
  beforeEach(() => draft.load(null, ""));

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
    open("c");
    draft.text.value = "In c";
    open("d");
    expect(keep).toHaveBeenCalledExactlyOnceWith("c", "In c");
    expect(draft.text.value).toBe("");
    draft.text.value = "In d";
    vi.advanceTimersByTime(300);
    expect(keep).toHaveBeenLastCalledWith("d", "In d");
  });

  it("is kept at once where the view is about to go, also where another view can have cleared it since", () => {
    draft.text.value = "Why";
    draft.keepNow();
    expect(keep).toHaveBeenCalledExactlyOnceWith(null, "Why");
    vi.advanceTimersByTime(1_000);
    expect(keep).toHaveBeenCalledTimes(1);
    draft.keepNow();
    // Unless the other view has kept something newer.
    expect(keep.mock.calls.slice(1)).toEqual([[null, "Why", true]]);
    draft.text.value = "";
    draft.keepNow();
    draft.keepNow();
    expect(keep.mock.calls.slice(2)).toEqual([[null, ""]]);
  });

  it("for a new chat is there again after a look at another conversation", () => {
    draft.text.value = "New";
    open("c", "In c");
    expect(draft.text.value).toBe("In c");
    draft.switchTo(null);
    expect(draft.text.value).toBe("New");
    expect(keep.mock.calls).toEqual([[null, "New"]]);
  });

  it("that is deleted by hand is forgotten", () => {
    open("c", "Kept");
    draft.text.value = "";
    vi.advanceTimersByTime(300);
    expect(keep).toHaveBeenCalledExactlyOnceWith("c", "");
  });
});

describe("what was kept", () => {
  it("comes back, and is not kept again", () => {
    open("c", "Kept");
    expect(draft.text.value).toBe("Kept");
    vi.advanceTimersByTime(1_000);
    expect(keep).not.toHaveBeenCalled();
  });

  it("comes above what was put into the composer before it came, and nothing is kept over it until then", () => {
    draft.switchTo("c");
    draft.add("> A quotation\n\n");
    vi.advanceTimersByTime(1_000);
    draft.keepNow();
    expect(keep).not.toHaveBeenCalled();
    draft.load("c", "Kept");
    expect(draft.text.value).toBe("Kept\n\n> A quotation\n\n");
    vi.advanceTimersByTime(300);
    expect(keep).toHaveBeenCalledExactlyOnceWith("c", "Kept\n\n> A quotation\n\n");
  });

  it("counts once: what comes again after a break changes nothing", () => {
    open("c", "Kept");
    draft.load("c", "Kept");
    draft.text.value = "";
    draft.load("c", "Kept");
    expect(draft.text.value).toBe("");
    draft.text.value = "Typed";
    draft.load("c", "Kept");
    expect(draft.text.value).toBe("Typed");
  });

  it("counts for nothing as long as something newer is on its way", () => {
    open("c", "Kept");
    draft.text.value = "Newer";
    open("d");
    open("c", "Kept");
    expect(draft.text.value).toBe("Newer");
    draft.text.value = "Newest";
    open("d");
    draft.delivered("c");
    open("c", "Newer");
    expect(draft.text.value).toBe("Newest");
    open("d");
    draft.delivered("c");
    open("c", "Of another view");
    expect(draft.text.value).toBe("Of another view");
  });

  it("for the new chat is there for it also where a conversation is shown first", () => {
    draft.switchTo("c");
    draft.load(null, "New");
    draft.load("c", "In c");
    draft.switchTo(null);
    expect(draft.text.value).toBe("New");
    expect(keep).not.toHaveBeenCalled();
  });
});

it("what was typed before the view knew where it stands goes along, and is kept there alone", () => {
  draft.text.value = "Early";
  draft.switchTo("c");
  expect(draft.text.value).toBe("Early");
  draft.load(null, "New");
  draft.load("c", "Kept");
  expect(draft.text.value).toBe("Kept\n\nEarly");
  draft.switchTo(null);
  expect(draft.text.value).toBe("New");
  expect(keep.mock.calls).toEqual([["c", "Kept\n\nEarly"]]);
});

describe("sending", () => {
  beforeEach(() => draft.load(null, ""));

  it("leaves nothing: not of the new chat, nor in the conversation that it became", () => {
    draft.text.value = "Why?";
    vi.advanceTimersByTime(300);
    expect(draft.take(null)).toBe("Why?");
    draft.rename("c");
    expect(draft.text.value).toBe("");
    expect(keep).toHaveBeenLastCalledWith(null, "");
    draft.text.value = "And?";
    vi.advanceTimersByTime(300);
    expect(keep).toHaveBeenLastCalledWith("c", "And?");
    draft.switchTo(null);
    expect(draft.text.value).toBe("");
  });

  it("in a conversation leaves the draft of the new chat", () => {
    draft.text.value = "New";
    open("c");
    draft.text.value = "Why?";
    draft.take("c");
    draft.switchTo(null);
    expect(draft.text.value).toBe("New");
  });

  it("before a pause keeps nothing afterwards", () => {
    draft.text.value = "Why?";
    draft.take(null);
    draft.rename("c");
    vi.advanceTimersByTime(1_000);
    expect(keep).not.toHaveBeenCalled();
  });

  it("before what was kept has come leaves that", () => {
    draft.switchTo("c");
    draft.text.value = "Why?";
    expect(draft.take("c")).toBe("Why?");
    draft.load("c", "Kept");
    expect(draft.text.value).toBe("Kept");
    expect(keep).not.toHaveBeenCalled();
  });
});

it("what the new chat becomes has what was typed meanwhile, and the next new chat has not", () => {
  draft.load(null, "Mine");
  draft.rename("c");
  expect(draft.owner).toBe("c");
  draft.keepNow();
  expect(keep.mock.calls).toEqual([
    [null, ""],
    ["c", "Mine"],
  ]);
  draft.switchTo(null);
  expect(draft.text.value).toBe("");
});

it("a draft is also taken where another one stands in the composer, if it is known", () => {
  draft.load(null, "New");
  open("c", "In c");
  expect(draft.take(null)).toBe("New");
  expect(keep.mock.calls).toEqual([[null, ""]]);
  expect(draft.text.value).toBe("In c");
  expect(draft.take("d")).toBeUndefined();
});

describe("what is added", () => {
  beforeEach(() => draft.load(null, ""));

  it("comes below what is typed, and is kept as if typed", () => {
    draft.add("One");
    draft.add("Two");
    expect(draft.text.value).toBe("One\n\nTwo");
    vi.advanceTimersByTime(300);
    expect(keep).toHaveBeenCalledExactlyOnceWith(null, "One\n\nTwo");
  });

  it("to another conversation is kept there, below what is, and the composer stays as it is", () => {
    open("c");
    draft.text.value = "In c";
    open("d");
    draft.append("c", "More");
    expect(draft.text.value).toBe("");
    expect(keep).toHaveBeenLastCalledWith("c", "In c\n\nMore");
    draft.append("d", "Here");
    expect(draft.text.value).toBe("Here");
  });
});
