import { expect, test } from "vitest";
import { sampleConversation, sampleMessage } from "../../conversations/samples.test-tools.ts";
import { isRetryWanted } from "./is-retry-wanted.ts";

const error = { kind: "challenge" } as const;
const answer = sampleMessage({ id: "a", role: "assistant", state: "failed", error });
const conversation = sampleConversation({ leafId: "a" });
const waiting = { conversationId: "c", messageId: "a" };

test("an answer that failed for this reason, and is the last one shown, is awaited", async () => {
  const open = async () => ({ conversation, messages: [answer] });
  expect(await isRetryWanted(open, waiting, "challenge")).toBe(true);
  expect(await isRetryWanted(open, waiting, "offline")).toBe(false);
});

test.each([
  ["was purged", undefined],
  ["was deleted", { conversation: { ...conversation, deletedAt: 5 }, messages: [answer] }],
  ["went on", { conversation: { ...conversation, leafId: "later" }, messages: [answer] }],
  ["lost the answer", { conversation, messages: [] }],
])("nobody awaits it where the conversation %s", async (_, stored) => {
  expect(await isRetryWanted(async () => stored, waiting, "challenge")).toBe(false);
});
