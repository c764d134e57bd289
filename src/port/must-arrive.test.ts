import { expect, it } from "vitest";
import type { Command } from "./commands.ts";
import { mustArrive } from "./must-arrive.ts";

const conversationId = "c";
const messageId = "m";

it.each<Command>([
  { type: "ask", conversationId, questionId: "q", text: "Why?" },
  { type: "retry", conversationId, messageId, answerId: "a" },
  { type: "go-on", conversationId, messageId },
  { type: "edit", conversationId, edit: { type: "pin", pinned: true } },
  { type: "delete", conversationId },
  { type: "restore", conversationId },
  { type: "draft", conversationId, text: "Half a" },
  { type: "hand-over", intentId: "e", conversationId, draft: "Half a" },
  { type: "intent-done", intentId: "e" },
])("what a person does is sent until it has arrived: $type", (command) => {
  expect(mustArrive(command)).toBe(true);
});

it.each<Command>([
  { type: "hello", surface: "panel", windowId: 1, private: false, resumed: false },
  { type: "watch", conversationId },
  { type: "recover", conversationId, messageId, text: "Be" },
  { type: "list", limit: 50 },
  { type: "stop", conversationId },
  { type: "search", query: "bees" },
  { type: "received", conversationId, sequence: 1 },
])("what each greeting says anew, or has lost its sense by then, is sent once: $type", (command) => {
  expect(mustArrive(command)).toBe(false);
});
