import { effect } from "@preact/signals";
import { beforeEach, expect, test, vi } from "vitest";
import type { Message } from "../../conversations/conversation.ts";
import { sampleConversation, sampleMessage } from "../../conversations/samples.test-tools.ts";
import { createShownConversation, type ShownConversation } from "./conversation-state.ts";

let shown: ShownConversation;

const answer = (id: string, change: Partial<Message> = {}) =>
  sampleMessage({ id, parentId: "q", role: "assistant", createdAt: 2, ...change });

beforeEach(() => {
  shown = createShownConversation();
  const messages = [
    sampleMessage({ id: "q", text: "Why?" }),
    answer("a1"),
    answer("a2", { createdAt: 3, state: "sending" }),
  ];
  shown.takeSnapshot(sampleConversation({ leafId: "a2" }), messages);
});

/** How often something is drawn from now on. */
function drawn(read: () => unknown): () => number {
  const draw = vi.fn();
  effect(() => draw(read()));
  return () => draw.mock.calls.length - 1;
}

const versions = () => Object.fromEntries(shown.versions.value);

test("versions are there for messages that have some, oldest first, without deleted ones", () => {
  expect(versions()).toEqual({ a2: ["a1", "a2"] });
  shown.takeChanges([
    { type: "message", message: answer("a1", { deletedAt: 9 }) },
    { type: "conversation", conversation: sampleConversation({ leafId: "a2" }) },
  ]);
  expect(versions()).toEqual({});
});

test("text redraws its own message alone, and neither path, versions nor the conversation", () => {
  const counts = [
    drawn(() => shown.path.value),
    drawn(() => shown.versions.value),
    drawn(() => shown.conversation.value),
    drawn(() => shown.message("q")?.value),
    drawn(() => shown.message("a2")?.value),
    drawn(() => shown.running.value),
  ];
  for (const text of ["Be", "cause"]) shown.takeChanges([{ type: "text", messageId: "a2", text }]);
  expect(counts.map((count) => count())).toEqual([0, 0, 0, 0, 2, 0]);
  expect(shown.message("a2")?.value.text).toBe("Because");
});

test("the path is drawn anew when another version is shown", () => {
  const count = drawn(() => shown.path.value);
  shown.takeChanges([{ type: "conversation", conversation: sampleConversation({ leafId: "a1" }) }]);
  expect(shown.path.value).toEqual(["q", "a1"]);
  expect(versions()).toEqual({ a1: ["a1", "a2"] });
  expect(count()).toBe(1);
});

test("it is running while an answer is being written, also where another version is shown", () => {
  expect(shown.running.value).toBe(true);
  shown.takeChanges([{ type: "conversation", conversation: sampleConversation({ leafId: "a1" }) }]);
  expect(shown.running.value).toBe(true);
  shown.takeChanges([{ type: "message", message: answer("a2", { state: "done" }) }]);
  expect(shown.running.value).toBe(false);
  shown.takeChanges([{ type: "message", message: answer("a3", { state: "sending" }) }]);
  expect(shown.running.value).toBe(true);
  shown.takeChanges([{ type: "removed", messageIds: ["a3"] }]);
  expect(shown.running.value).toBe(false);
});

test("all messages of all versions are there for an export", () => {
  expect(shown.all().map(({ id }) => id)).toEqual(["q", "a1", "a2"]);
});

test("after clear nothing is there, and changes wait for a snapshot", () => {
  shown.clear();
  shown.takeChanges([{ type: "message", message: answer("late") }]);
  expect([shown.path.value, shown.all(), versions()]).toEqual([[], [], {}]);
  expect([shown.message("q"), shown.message("late"), shown.conversation.value, shown.running.value]).toEqual([
    undefined,
    undefined,
    undefined,
    false,
  ]);
});

test("a snapshot draws again what has changed in it, and nothing else", () => {
  const error = { kind: "network" } as const;
  const snapshot = (change: Partial<Message>) => [
    sampleMessage({ id: "q", text: "Why?" }),
    answer("a1", { error: { ...error } }),
    answer("a2", { createdAt: 3, state: "done", ...change }),
  ];
  shown.takeSnapshot(sampleConversation({ leafId: "a2" }), snapshot({}));
  const counts = ["q", "a1", "a2"].map((id) => drawn(() => shown.message(id)?.value));
  shown.takeSnapshot(sampleConversation({ leafId: "a2" }), snapshot({}));
  expect(counts.map((count) => count())).toEqual([0, 0, 0]);
  shown.takeSnapshot(sampleConversation({ leafId: "a2" }), snapshot({ text: "So." }));
  expect(counts.map((count) => count())).toEqual([0, 0, 1]);
  expect(shown.message("a2")?.value.text).toBe("So.");
});
