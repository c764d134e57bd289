import { describe, expect, it, test } from "vitest";
import type { Message, Source } from "./conversation.ts";
import { readMessage } from "./rows/message-row.ts";
import { sampleMessage } from "./samples.test-tools.ts";
import { joinSources, mayHoldPageText, sourcesOf, sourcesToKeep, UNKNOWN_SOURCE } from "./sources.ts";

const PAGE: Source = { type: "page", url: "https://bees.example/", title: "Bees" };
const QUICK_PROMPT = "Explain this:\n\nBees dance.";
const QUOTE = "> Bees dance.\nWhy?";

describe("what a text holds", () => {
  it.each([
    ["what says so", { text: "Why?", sources: [PAGE] }, [PAGE]],
    ["what was typed, however it looks", { text: QUICK_PROMPT, sources: [] }, []],
    ["one typed paragraph of an earlier version", { text: "Why do bees dance?\nAnd when?" }, []],
    ["a quick prompt of an earlier version", { text: QUICK_PROMPT }, [UNKNOWN_SOURCE]],
    ["a quotation of an earlier version", { text: QUOTE }, [UNKNOWN_SOURCE]],
    [
      "what only a later version understands",
      { text: "Why?", unknownValues: { sources: { tabs: [] } } },
      [UNKNOWN_SOURCE],
    ],
  ])("is known of %s", (_, text, expected) => {
    expect(sourcesOf(text)).toEqual(expected);
  });

  it("is stored where its text alone would say something else", () => {
    expect(sourcesToKeep("Why?", [])).toBeUndefined();
    for (const text of [QUICK_PROMPT, QUOTE]) expect(sourcesToKeep(text, [])).toEqual([]);
    expect(sourcesToKeep("Why?", [PAGE])).toEqual([PAGE]);
  });

  it("is all that two texts hold, each once", () => {
    expect(joinSources([PAGE], [PAGE, UNKNOWN_SOURCE])).toEqual([PAGE, UNKNOWN_SOURCE]);
    const many = Array.from({ length: 50 }, (_, index) => ({ type: "page", url: `https://bees.example/${index}` }));
    expect(joinSources([], many)).toHaveLength(20);
  });
});

describe("what a model would be told", () => {
  const question = (id: string, parentId: string | null, change: Partial<Message> = {}) =>
    sampleMessage({ id, parentId, role: "user", text: "Why?", ...change });
  const answer = (id: string, parentId: string) =>
    sampleMessage({ id, parentId, role: "assistant", text: "> So.\n\nSo." });
  const holds = (leafId: string | null, ...messages: Message[]) =>
    mayHoldPageText(new Map(messages.map((message) => [message.id, message])), leafId);

  it("holds text of a page from the first such question on, on its path alone", () => {
    const tree = [
      question("q", null),
      answer("a", "q"),
      question("page", "a", { sources: [PAGE] }),
      answer("b", "page"),
      question("typed", "a"),
    ];
    expect(["q", "a", "page", "b", "typed"].map((id) => holds(id, ...tree))).toEqual([false, false, true, true, false]);
    expect(holds(null, ...tree)).toBe(false);
  });

  it("may do so where a question is missing, or what was said by whom is not understood", () => {
    expect(holds("a", answer("a", "gone"))).toBe(true);
    expect(holds("gone", question("q", null))).toBe(true);
    const odd = readMessage({ ...question("q", null), role: "tool" });
    expect(odd && holds("q", odd)).toBe(true);
  });
});

test("it is stored, read and exported with its message", () => {
  const stored = sampleMessage({ id: "q", sources: [PAGE] });
  expect(readMessage(structuredClone(stored))?.sources).toEqual([PAGE]);
});
