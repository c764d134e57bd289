import { beforeEach, expect, test } from "vitest";
import { appendText, applyChange, changeSchema, type ConversationContent } from "./change.ts";
import { messageStates } from "./conversation.ts";
import { sampleConversation, sampleMessage } from "./samples.test-tools.ts";

let content: ConversationContent;
beforeEach(() => {
  const messages = [sampleMessage({ id: "q", text: "Why?" }), sampleMessage({ id: "a", state: "sending" })];
  content = { conversation: sampleConversation(), messages: new Map(messages.map((message) => [message.id, message])) };
});

test("a change of the conversation leaves the messages", () => {
  const conversation = sampleConversation({ title: "Bees", leafId: "a" });
  applyChange(content, { type: "conversation", conversation });
  expect(content.conversation).toEqual(conversation);
  expect([...content.messages.keys()]).toEqual(["q", "a"]);
});

test("reasoning comes at the end of what was thought before, and is nothing of the answer", () => {
  applyChange(content, { type: "reasoning", messageId: "a", text: "Hm, " });
  applyChange(content, { type: "reasoning", messageId: "a", text: "bees" });
  applyChange(content, { type: "reasoning", messageId: "gone", text: "?" });
  expect(content.messages.get("a")).toMatchObject({ reasoning: "Hm, bees", text: "", state: "sending" });
  expect(content.messages.has("gone")).toBe(false);
});

test("a message is added, or replaces the one with its id", () => {
  applyChange(content, { type: "message", message: sampleMessage({ id: "new" }) });
  applyChange(content, { type: "message", message: sampleMessage({ id: "q", text: "Why now?" }) });
  expect([...content.messages.keys()]).toEqual(["q", "a", "new"]);
  expect(content.messages.get("q")?.text).toBe("Why now?");
});

test("text comes at the end of its message, and the first text makes it streaming", () => {
  applyChange(content, { type: "text", messageId: "a", text: "Be" });
  expect(content.messages.get("a")).toMatchObject({ text: "Be", state: "streaming" });
  applyChange(content, { type: "text", messageId: "a", text: "cause" });
  expect(content.messages.get("a")).toMatchObject({ text: "Because", state: "streaming" });
  expect(content.messages.get("q")?.text).toBe("Why?");
});

test("text makes a new message object, so that what was handed out before stays as it was", () => {
  const before = content.messages.get("a");
  applyChange(content, { type: "text", messageId: "a", text: "Be" });
  expect(before?.text).toBe("");
});

test("text for a message that is not there is dropped", () => {
  applyChange(content, { type: "text", messageId: "gone", text: "late" });
  expect([...content.messages.keys()]).toEqual(["q", "a"]);
});

test("only a sending message changes its state by text", () => {
  const after = messageStates.map((state) => appendText(sampleMessage({ id: "m", state }), "x").state);
  expect(after).toEqual(["streaming", "streaming", "done", "stopped", "failed", "interrupted"]);
});

test("a change of a type that nobody knows is refused at the border", () => {
  expect(changeSchema.safeParse({ type: "text", messageId: "a", text: "x" }).success).toBe(true);
  expect(changeSchema.safeParse({ type: "remove", messageId: "a" }).success).toBe(false);
});
