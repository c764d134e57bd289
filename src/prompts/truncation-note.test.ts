import { expect, test, vi } from "vitest";
import { MAX_PAGE_TEXT, shorten } from "../page/page-text.ts";
import { withShortenedNote } from "./truncation-note.ts";

vi.mock("../i18n/translate.ts", () => ({
  translate: (key: string, value: string) => (key === "languageCode" ? "en" : `${key} ${value}`),
}));

test("a text that was cut says so at its end, with what is left of it", () => {
  const cut = shorten("selection", "bees ".repeat(MAX_PAGE_TEXT));
  expect(withShortenedNote(cut)).toBe(`${cut.text}\n\ntextShortened_other ${cut.text.length.toLocaleString("en")}`);
  expect(cut.text.length).toBeLessThanOrEqual(MAX_PAGE_TEXT);
});

test("a text that is whole stays as it is", () => {
  expect(withShortenedNote(shorten("page", " Bees. "))).toBe("Bees.");
});
