import { expect, test } from "vitest";
import { sampleConversation } from "../samples.test-tools.ts";
import { conversationRow, readConversation } from "./conversation-row.ts";

test("a conversation comes back as it was stored, with what this version does not know", () => {
  const whole = { ...sampleConversation({ title: "Bees", pinnedAt: 5 }), folder: { id: "f" } };
  expect(readConversation(structuredClone(conversationRow(whole)))).toEqual(whole);
});

test.each([
  [{ title: 7 }, { title: "" }],
  [
    { createdAt: "today", updatedAt: null },
    { createdAt: 0, updatedAt: 0 },
  ],
  [{ leafId: { a: "b" } }, { leafId: "" }],
  [{ queue: "Why?" }, { queue: undefined }],
  // Not the chosen backend: that is not whom the person wanted to ask.
  [{ target: { order: ["a", "b"] } }, { target: { backendId: "" } }],
])("%j is read as %j, and kept", (change, safe) => {
  const stored = { ...sampleConversation({ title: "Bees" }), ...change };
  const conversation = readConversation(stored);
  if (conversation === undefined) return expect.unreachable();
  expect(conversation).toEqual({ ...stored, ...safe, unknownValues: change });
  expect(conversationRow(conversation)).toEqual(stored);
  expect(conversationRow({ ...conversation, title: "New" })).toEqual({ ...stored, title: "New" });
});

test("what is not there is as in a new conversation", () => {
  expect(readConversation({ id: "c" })).toEqual({ id: "c", title: "", createdAt: 0, updatedAt: 0, leafId: "" });
});

test.each([undefined, null, 7, [], {}, { id: 7 }])("%j is a damaged row", (stored) => {
  expect(readConversation(stored)).toBeUndefined();
});
