import fc from "fast-check";
import { expect, test } from "vitest";
import type { ChatMessage } from "../provider.ts";
import { toTurns } from "./turns.ts";

/** `s`, `u` and `a` with a text each: `u:One`. */
const messages = (...lines: string[]): ChatMessage[] =>
  lines.map((line) => ({
    role: line.startsWith("s") ? "system" : line.startsWith("u") ? "user" : "assistant",
    text: line.slice(2),
  }));

test("what changes turns already stays as it is", () => {
  expect(toTurns(messages("s:Be brief.", "u:One?", "a:One.", "u:Two?"))).toEqual({
    system: "Be brief.",
    turns: [
      { role: "user", text: "One?" },
      { role: "assistant", text: "One." },
      { role: "user", text: "Two?" },
    ],
  });
});

test("two in a row are joined, also where an empty answer stood between them", () => {
  const { turns } = toTurns(messages("u:One?", "a: \n", "u:Two?", "a:A.", "a:B.", "u:Three?"));
  expect(turns.map(({ text }) => text)).toEqual(["One?\n\nTwo?", "A.\n\nB.", "Three?"]);
});

test("system messages go first, as one", () => {
  expect(toTurns(messages("u:One?", "s:A", "s:B")).system).toBe("A\n\nB");
});

test("whatever the conversation: it begins and ends with the user, changes each time, and nothing is blank", () => {
  const text = fc.oneof(fc.constant(" "), fc.string());
  const role = fc.constantFrom("system" as const, "user" as const, "assistant" as const);
  fc.assert(
    fc.property(fc.array(fc.record({ role, text })), (said) => {
      const copy = structuredClone(said);
      const { turns, system } = toTurns(said);
      expect(said).toEqual(copy);
      expect(system?.trim()).not.toBe("");
      turns.forEach((turn, index) => expect(turn.role).toBe(index % 2 === 0 ? "user" : "assistant"));
      if (turns.length > 0) expect(turns.at(-1)?.role).toBe("user");
      expect(turns.filter((turn) => turn.text.trim() === "")).toEqual([]);
      const asked = said.filter((each) => each.role === "user" && each.text.trim() !== "");
      expect(turns.length > 0).toBe(asked.length > 0);
    }),
  );
});
