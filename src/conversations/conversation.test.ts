import { describe, expect, it } from "vitest";
import { conversationSchema, isRunning, messageSchema, messageStates, titleFrom } from "./conversation.ts";
import { sampleConversation, sampleMessage } from "./samples.test-tools.ts";

describe("titleFrom", () => {
  it("takes the first line with words, without marks of Markdown", () => {
    expect(titleFrom("\n  \n> \n>> # Why do bees dance?\nTell me more")).toBe("Why do bees dance?");
  });

  it("gives nothing for a question without words", () => {
    expect(titleFrom(" \n> \n##")).toBe("");
  });

  it("leaves a line of 80 characters as it is", () => {
    const line = "é".repeat(80);
    expect(titleFrom(line)).toBe(line);
  });

  it("cuts a longer line at a word", () => {
    const title = titleFrom("word ".repeat(30));
    expect(title).toBe(`${"word ".repeat(15)}word…`);
    expect(title.length).toBeLessThanOrEqual(81);
  });

  it("cuts a line whose only space comes early at 80 characters", () => {
    expect(titleFrom(`a ${"b".repeat(200)}`)).toBe(`a ${"b".repeat(78)}…`);
  });

  it("counts characters and never cuts one in two", () => {
    expect(titleFrom("🐝".repeat(80))).toBe("🐝".repeat(80));
    expect(titleFrom("🐝".repeat(81))).toBe(`${"🐝".repeat(80)}…`);
  });
});

describe("isRunning", () => {
  it("is true for the two states that are no end", () => {
    expect(messageStates.filter(isRunning)).toEqual(["sending", "streaming"]);
  });
});

describe("the schemas", () => {
  it("let a message and a conversation through as they are", () => {
    const message = sampleMessage({ id: "m", error: { kind: "cut", retryable: true }, incomplete: "length" });
    expect(messageSchema.parse(message)).toEqual(message);
    const conversation = sampleConversation({ deletedAt: 5 });
    expect(conversationSchema.parse(conversation)).toEqual(conversation);
  });

  it.each([
    { state: "thinking" },
    { role: "system" },
    { text: undefined },
    { error: { kind: "odd", retryable: true } },
  ])("refuse a message with %j", (damage) => {
    expect(messageSchema.safeParse({ ...sampleMessage({ id: "m" }), ...damage }).success).toBe(false);
  });
});
