import { beforeEach, expect, test } from "vitest";
import fc from "fast-check";
import {
  type Change,
  appendText,
  applyChange,
  changeBetween,
  changedMessageId,
  type ConversationContent,
} from "./change.ts";
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

test("white space alone is no reasoning, and none begins with it", () => {
  for (const text of ["\n", " "]) applyChange(content, { type: "reasoning", messageId: "a", text });
  expect(content.messages.get("a")).not.toHaveProperty("reasoning");
  for (const text of ["\nHm", "\n", "\n"]) applyChange(content, { type: "reasoning", messageId: "a", text });
  expect(content.messages.get("a")?.reasoning).toBe("Hm\n\n");
});

test("a message is added, or replaces the one with its id", () => {
  applyChange(content, { type: "message", message: sampleMessage({ id: "new" }) });
  applyChange(content, { type: "message", message: sampleMessage({ id: "q", text: "Why now?" }) });
  expect([...content.messages.keys()]).toEqual(["q", "a", "new"]);
  expect(content.messages.get("q")?.text).toBe("Why now?");
});

test("fields of a message change without its text being sent again", () => {
  const before = sampleMessage({ id: "a", text: "long", state: "streaming", inLine: true });
  const change = changeBetween(before, { ...sampleMessage({ id: "a", text: "long" }), state: "done", model: "m" });
  expect(change).toEqual({ type: "fields", messageId: "a", set: { state: "done", model: "m" }, unset: ["inLine"] });
  if (change === undefined) return;
  content.messages.set("a", before);
  applyChange(content, change);
  expect(content.messages.get("a")).toEqual({ ...sampleMessage({ id: "a", text: "long" }), state: "done", model: "m" });
  applyChange(content, { ...change, messageId: "gone" } as typeof change);
  expect(content.messages.has("gone")).toBe(false);
});

test("a step between any two states of a message leads from one to the other, and names it", () => {
  const state = fc.record(
    {
      text: fc.constantFrom("", "a", "ab"),
      reasoning: fc.constantFrom("", "hm"),
      model: fc.constantFrom("m", "n"),
      state: fc.constantFrom(...messageStates),
      deletedAt: fc.nat(3),
      notice: fc.string(),
    },
    { requiredKeys: ["text", "state"] },
  );
  fc.assert(
    fc.property(state, state, fc.boolean(), (one, other, isThere) => {
      const [before, after] = [sampleMessage({ id: "a", ...one }), sampleMessage({ id: "a", ...other })];
      const made = changeBetween(isThere ? before : undefined, after);
      content.messages.set("a", before);
      if (made !== undefined) {
        const change = JSON.parse(JSON.stringify(made)) as Change;
        applyChange(content, change);
        expect(changedMessageId(change)).toBe("a");
      }
      expect(content.messages.get("a")).toEqual(after);
    }),
  );
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
