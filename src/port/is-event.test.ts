import { expect, it, test } from "vitest";
import { sampleConversation, sampleMessage } from "../conversations/samples.test-tools.ts";
import type { Event } from "./events.ts";
import { isEvent } from "./is-event.ts";

const conversation = sampleConversation();
const message = sampleMessage({ id: "m" });
const changes = (change: object) => ({ type: "changes", conversationId: "c", sequence: 1, changes: [change] });
const hit = { conversation, messageId: null, snippet: { before: "", match: "Bees", after: "" } };

/** One example of each type. A type without an example does not compile. */
const examples: { [Type in Event["type"]]: Extract<Event, { type: Type }> } = {
  welcome: { type: "welcome", conversationId: null, draft: "" },
  snapshot: { type: "snapshot", sequence: 0, conversation, messages: [message], draft: "", edited: { m: "Why?" } },
  unchanged: { type: "unchanged", conversationId: "c" },
  changes: { type: "changes", conversationId: "c", sequence: 1, changes: [{ type: "message", message }] },
  conversations: { type: "conversations", conversations: [conversation], more: false },
  counted: { type: "counted", conversations: 1, deleted: 0 },
  bin: { type: "bin", items: [{ conversationId: "c", title: "", branch: null, deletedAt: 5 }], more: false },
  found: { type: "found", query: "bees", hits: [hit], more: false },
  intent: { type: "intent", intent: { type: "quote", id: "i", text: "Bees" } },
  done: { type: "done", number: 1 },
  failed: { type: "failed" },
  refused: { type: "refused", questionId: "q", reason: "busy" },
  "site-checked": { type: "site-checked", url: "https://chat.example", problem: null },
  "proxy-checked": { type: "proxy-checked", verdict: "works" },
  models: { type: "models", backendId: "b", models: [{ id: "m", input: ["text"] }], problem: null },
  "signed-in": { type: "signed-in", result: { type: "key", keyId: "k" } },
  "backend-tested": {
    type: "backend-tested",
    testId: "t",
    models: [],
    problem: { kind: "not-running" },
    foundAt: "http://127.0.0.1:1234/v1",
  },
  "storage-failed": { type: "storage-failed" },
  close: { type: "close" },
};

it.each(Object.values(examples))("$type is an event, and none without its fields", (event) => {
  expect(isEvent(event)).toBe(true);
  for (const field of Object.keys(event)) {
    if (["type", "edited", "foundAt"].includes(field)) continue;
    expect(isEvent({ ...event, [field]: undefined })).toBe(false);
    expect(isEvent({ ...event, [field]: Symbol("odd") })).toBe(false);
  }
});

it.each([
  { type: "conversation", conversation },
  { type: "fields", messageId: "m", set: { state: "done" }, unset: ["error"] },
  { type: "text", messageId: "m", text: "Be" },
  { type: "reasoning", messageId: "m", text: "Hm" },
  { type: "removed", messageIds: ["m"] },
])("a change may be of the type $type, and is none without its fields", (change) => {
  expect(isEvent(changes(change))).toBe(true);
  for (const field of Object.keys(change)) expect(isEvent(changes({ ...change, [field]: undefined }))).toBe(false);
});

it.each([
  undefined,
  null,
  7,
  "close",
  [],
  {},
  { type: "dance" },
  { type: "toString" },
  { type: 7 },
  changes({ type: "remove", messageId: "m" }),
  { ...examples.snapshot, messages: [message, { text: "no id" }] },
  { ...examples.snapshot, messages: { first: message } },
  { ...examples.failed, number: "1" },
])("%j is no event", (other) => {
  expect(isEvent(other)).toBe(false);
});

test("what a later field of a message holds goes through as it is", () => {
  const later = { ...message, unknownValues: { state: "paused" }, mood: "calm" };
  expect(isEvent({ ...examples.snapshot, messages: [later] })).toBe(true);
});
