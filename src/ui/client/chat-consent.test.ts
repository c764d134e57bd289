import { beforeEach, expect, test } from "vitest";
import type { Command } from "../../port/commands.ts";
import { createTestChat } from "./chat.test-tools.ts";
import type { Chat } from "./chat.ts";

let sent: Command[];
let agreed: boolean;
let chat: Chat;

beforeEach(() => {
  sent = [];
  agreed = false;
  chat = createTestChat({ send: (command) => sent.push(command), hasAgreed: () => agreed, close: () => undefined });
});

test("a question is held, nothing is sent, and what is typed stays", () => {
  chat.draft.text.value = "Why?";
  chat.askDraft();
  expect(sent).toEqual([]);
  expect(chat.held.value).toMatchObject([{ text: "Why?" }]);
  expect(chat.draft.text.value).toBe("Why?");
});

test("the question is asked once when they agree, and leaves the composer", () => {
  chat.draft.text.value = "Why?";
  chat.askDraft();
  chat.askDraft();
  agreed = true;
  chat.agreed();
  chat.agreed();
  expect(sent.filter(({ type }) => type === "ask")).toMatchObject([{ text: "Why?", conversationId: "id-1" }]);
  expect(chat.held.value).toEqual([]);
  expect(chat.draft.text.value).toBe("");
});

test("what stands in the composer by then is asked", () => {
  chat.draft.text.value = "Why?";
  chat.askDraft();
  chat.draft.text.value = "Why? And how?";
  agreed = true;
  chat.agreed();
  expect(sent.filter(({ type }) => type === "ask")).toMatchObject([{ text: "Why? And how?" }]);
  expect(chat.draft.text.value).toBe("");
});

test("what was taken out of the composer again is not asked", () => {
  chat.draft.text.value = "Why?";
  chat.askDraft();
  chat.draft.text.value = " ";
  agreed = true;
  chat.agreed();
  expect(sent.filter(({ type }) => type === "ask")).toEqual([]);
});

test("what is not typed is put into the composer, below what is, and asked with it", () => {
  chat.receive({ type: "welcome", conversationId: null, draft: "" });
  chat.draft.text.value = "Why?";
  chat.askDraft();
  chat.receive({ type: "intent", intent: { type: "ask", id: "e1", text: "Explain" } });
  expect(chat.draft.text.value).toBe("Why?\n\nExplain");
  expect(chat.held.value).toHaveLength(1);
  agreed = true;
  chat.agreed();
  expect(sent.filter(({ type }) => type === "ask")).toMatchObject([
    { text: "Why?\n\nExplain", conversationId: "id-1" },
  ]);
  expect(chat.conversationId.value).toBe("id-1");
  expect(chat.draft.text.value).toBe("");
});

test("agreeing with nothing held asks nothing", () => {
  agreed = true;
  chat.agreed();
  expect(sent).toEqual([]);
});

test("a question that the background refuses for it is held, in the composer", () => {
  agreed = true;
  chat.ask("Why?");
  chat.receive({ type: "refused", questionId: "id-2", reason: "not-agreed" });
  expect(chat.held.value).toMatchObject([{ text: "Why?" }]);
  expect(chat.draft.text.value).toBe("Why?");
  expect(chat.unconfirmed.value).toEqual([]);
  sent = [];
  chat.agreed();
  expect(sent).toContainEqual({ type: "ask", conversationId: "id-1", questionId: "id-2", text: "Why?" });
});
