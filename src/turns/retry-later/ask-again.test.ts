import { expect, it, vi } from "vitest";
import { sampleConversation, sampleMessage } from "../../conversations/samples.test-tools.ts";
import { createAskAgain } from "./ask-again.ts";

const FAILED = { conversationId: "c", messageId: "a" };

async function askAgain(text: string) {
  const turns = { retry: vi.fn(async () => undefined), goOn: vi.fn(async () => undefined) };
  const message = sampleMessage({ id: "a", role: "assistant", state: "failed", text, asked: { model: "m" } });
  const open = async () => ({ conversation: sampleConversation({ id: "c" }), messages: [message] });
  await createAskAgain(turns, open)(FAILED, "new", "chat");
  return { retried: turns.retry.mock.calls, wentOn: turns.goOn.mock.calls };
}

it("is for a new version, of the same backend and model, where nothing had come", async () => {
  expect(await askAgain("")).toEqual({ retried: [["c", "a", "new", { backendId: "chat", model: "m" }]], wentOn: [] });
});

it("goes on from what had come, and leaves it where it is", async () => {
  expect(await askAgain("Bees")).toEqual({ retried: [], wentOn: [["c", "a", { backendId: "chat", model: "m" }]] });
});
