import { describe, expect, it } from "vitest";
import { conversationSchema, isRunning, messageSchema, messageStates } from "./conversation.ts";
import { sampleConversation, sampleMessage } from "./samples.test-tools.ts";

describe("isRunning", () => {
  it("is true for the two states that are no end", () => {
    expect(messageStates.filter(isRunning)).toEqual(["sending", "streaming"]);
  });
});

describe("the schemas", () => {
  it("let a message and a conversation through as they are", () => {
    const message = sampleMessage({ id: "m", error: { kind: "cut" }, incomplete: "length" });
    expect(messageSchema.parse(message)).toEqual(message);
    const conversation = sampleConversation({ deletedAt: 5 });
    expect(conversationSchema.parse(conversation)).toEqual(conversation);
  });

  it.each([{ state: "thinking" }, { role: "system" }, { text: undefined }, { error: { kind: "odd" } }])(
    "refuse a message with %j",
    (damage) => {
      expect(messageSchema.safeParse({ ...sampleMessage({ id: "m" }), ...damage }).success).toBe(false);
    },
  );
});
