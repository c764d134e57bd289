import { describe, expect, test } from "vitest";
import { toPrompt } from "./prompt.ts";
import type { ChatMessage } from "../provider.ts";

const user = (text: string): ChatMessage => ({ role: "user", text });

describe("one user message", () => {
  test.each([
    ["plain", "Hello there"],
    ["several lines", "one\ntwo\n\nthree"],
    ["quotes, backslashes and tags", `"quotes" \\ and <tags>`],
    ["emoji and right-to-left", "😀 שלום"],
    ["white space around", "  hello  "],
    ["a number that is not nothing", "00"],
    ["JSON of no concern", '{"a":1}'],
    ["a text about it", 'What is stream_context in {"a":1}?'],
    ["100 kB", "x".repeat(100_000)],
  ])("goes alone: %s", (_name, text) => {
    expect(toPrompt([user(text)])).toBe(text);
  });

  test("keeps the indentation of its first line, which the site would cut off", () => {
    const code = "    if x:\n        y()";
    expect(toPrompt([user(code)])).toBe(`User:\n${code}\nAssistant:`);
    expect(toPrompt([user("a"), user(code)])).toBe(`User: a\nUser:\n${code}\nAssistant:`);
  });

  test.each([
    ["0", "0"],
    ["0 with space around", " 0\n"],
    ["nothing", ""],
    ["white space", " \n\t"],
    ["white space of other scripts", "\u00a0\u3000"],
    ["JSON with stream_context", '{"stream_context":{"a":1}}'],
    ["the same deeper", '[{"a":{"stream_context":1}}]'],
    ["the same with escapes", '{"\\u0073tream_context":1}'],
    ["the same, broken", '{"stream_context":'],
  ])("never goes bare: %s", (_name, text) => {
    expect(toPrompt([user(text)])).toBe(`User: ${text}\nAssistant:`);
  });
});

describe("several messages", () => {
  test("become lines that end in the cue", () => {
    const messages: ChatMessage[] = [
      { role: "system", text: "Be brief." },
      user("Hi"),
      { role: "assistant", text: "Hello!\nHow can I help?" },
      user("0"),
    ];
    expect(toPrompt(messages)).toBe(
      "System: Be brief.\nUser: Hi\nAssistant: Hello!\nHow can I help?\nUser: 0\nAssistant:",
    );
  });

  test("blank ones are left out", () => {
    expect(toPrompt([user("a"), { role: "assistant", text: "  " }, user("b")])).toBe("User: a\nUser: b\nAssistant:");
    expect(toPrompt([{ role: "system", text: "" }, user("alone")])).toBe("alone");
  });

  test("one that is not the user's does not go alone", () => {
    expect(toPrompt([{ role: "system", text: "Say hi." }])).toBe("System: Say hi.\nAssistant:");
  });
});
