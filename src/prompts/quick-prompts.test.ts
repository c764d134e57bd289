import { expect, it, vi } from "vitest";
import { shorten } from "../page/page-text.ts";
import { quickPromptTitle } from "./quick-prompts.ts";

vi.mock("../i18n/translate.ts", () => ({ translate: (key: string) => key }));

const prompt = { id: "p", name: "Summarise", prompt: "Summarise this in German", send: "now" } as const;

it("names a conversation by the prompt and what it was used on", () => {
  expect(quickPromptTitle(prompt, { ...shorten("page", "Text"), title: "Bees" })).toBe("Summarise: Bees");
  expect(quickPromptTitle(prompt, shorten("page", "Text\nmore"))).toBe("Summarise: Text");
  expect(quickPromptTitle(prompt, { ...shorten("selection", "They dance."), title: "Bees" })).toBe(
    "Summarise: They dance.",
  );
});
