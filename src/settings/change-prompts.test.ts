import { expect, test } from "vitest";
import { changePrompt, insertPrompt, isComplete, takeBackOriginals } from "./change-prompts.ts";
import type { QuickPrompt } from "./quick-prompt.ts";

const prompt = (id: string, change: Partial<QuickPrompt> = {}): QuickPrompt => ({
  id,
  name: `Name ${id}`,
  prompt: `Prompt ${id}`,
  send: "now",
  ...change,
});
const [a, b, c] = [prompt("a"), prompt("b"), prompt("c")];
const idsOf = (prompts: QuickPrompt[]) => prompts.map(({ id }) => id).join(" ");

test("a prompt is complete with a name and a text", () => {
  expect(isComplete(a)).toBe(true);
  expect(isComplete({ ...a, name: " " })).toBe(false);
  expect(isComplete({ ...a, prompt: "" })).toBe(false);
});

test("a change is of one prompt alone, and brings none back that is gone", () => {
  expect(changePrompt([a, b], "b", { name: "New" })).toEqual([a, { ...b, name: "New" }]);
  expect(changePrompt([a], "b", { name: "New" })).toEqual([a]);
});

test("a prompt comes back to its place, or to the end of what is shorter now, and never twice", () => {
  expect(idsOf(insertPrompt([a, c], b, 1))).toBe("a b c");
  expect(idsOf(insertPrompt([a], b, 7))).toBe("a b");
  expect(idsOf(insertPrompt([a], b))).toBe("a b");
  expect(insertPrompt([a], { ...a, name: "Other" }, 0)).toEqual([a]);
});

test("one's own prompts come back in the place of the original ones, and what was added since stays", () => {
  const originals = [prompt("summarise"), prompt("explain")];
  expect(idsOf(takeBackOriginals([...originals, c], [a, prompt("explain"), b], originals))).toBe("a explain b c");
});
