import { describe, expect, it } from "vitest";
import { MAX_PAGE_TEXT, pageTextSchema, shorten } from "./page-text.ts";

describe("shorten", () => {
  it("leaves a text up to the limit as it is, trimmed outside", () => {
    expect(shorten("selection", " \n one\n  two \n")).toEqual({
      type: "selection",
      text: "one\n  two",
      shortened: false,
    });
    const full = "x".repeat(MAX_PAGE_TEXT);
    expect(shorten("page", ` ${full} `)).toEqual({ type: "page", text: full, shortened: false });
  });

  it("takes nothing for nothing", () => {
    expect(shorten("page", " \n ")).toEqual({ type: "page", text: "", shortened: false });
  });

  it("cuts a longer text at the end of a word", () => {
    const { text, shortened } = shorten("page", "seven77 ".repeat(MAX_PAGE_TEXT));
    expect(shortened).toBe(true);
    expect(text.length).toBeLessThanOrEqual(MAX_PAGE_TEXT);
    expect(text.length).toBeGreaterThan(MAX_PAGE_TEXT - 10);
    expect(text.endsWith(" seven77")).toBe(true);
  });

  it("cuts at the end of a line where no word ends later", () => {
    const line = "y".repeat(MAX_PAGE_TEXT - 100);
    expect(shorten("page", `${line}\n${"z".repeat(200)}`).text).toBe(line);
  });

  it("cuts a text without words at the limit", () => {
    expect(shorten("page", "語".repeat(MAX_PAGE_TEXT + 1)).text).toBe("語".repeat(MAX_PAGE_TEXT));
    expect(shorten("page", `a ${"b".repeat(MAX_PAGE_TEXT)}`).text).toHaveLength(MAX_PAGE_TEXT);
  });

  it("never cuts a character in two", () => {
    const { text } = shorten("page", `x${"🐝".repeat(MAX_PAGE_TEXT)}`);
    expect(text.endsWith("🐝")).toBe(true);
    expect(text).toHaveLength(MAX_PAGE_TEXT - 1);
  });

  it("gives what passes the border", () => {
    const text = shorten("page", "x ".repeat(MAX_PAGE_TEXT));
    expect(pageTextSchema.parse(text)).toEqual(text);
    expect(pageTextSchema.safeParse(undefined).success).toBe(false);
  });
});
