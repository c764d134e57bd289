import { signal } from "@preact/signals";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { sampleConversation, sampleMessage } from "../../conversations/samples.test-tools.ts";
import type { Command } from "../../port/commands.ts";
import { createFinding, type Finding, SEARCH_AFTER_MS } from "./search.ts";
import { createShownConversation, type ShownConversation } from "./conversation-state.ts";

const send = vi.fn<(command: Command) => void>();
let shown: ShownConversation;
let finding: Finding;

beforeEach(() => {
  vi.useFakeTimers();
  send.mockReset();
  shown = createShownConversation();
  finding = createFinding(send, signal("c"), shown);
});
afterEach(() => vi.useRealTimers());

const result = (query: string) => ({ type: "found" as const, query, hits: [], more: false });

it("searches once the person pauses, for what stands there then", () => {
  for (const query of ["b", "be", "bee"]) {
    finding.search(query);
    vi.advanceTimersByTime(SEARCH_AFTER_MS - 1);
  }
  expect(send).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(send.mock.calls).toEqual([[{ type: "search", query: "bee" }]]);
});

it("shows what was found for the newest query alone, in whichever order the answers come", () => {
  finding.search("be");
  finding.search("bee");
  finding.take(result("bee"));
  finding.take(result("be"));
  expect(finding.found.value?.query).toBe("bee");
});

it("turns to the version in which the sought message stands, and leaves a path that has it", () => {
  const messages = [
    sampleMessage({ id: "q" }),
    ...["a1", "a2"].map((id) => sampleMessage({ id, parentId: "q", role: "assistant" })),
  ];
  finding.seek("a1");
  expect(send).not.toHaveBeenCalled();
  shown.takeSnapshot(sampleConversation({ leafId: "a2" }), messages);
  finding.turnToVersion();
  expect(send.mock.calls).toEqual([[{ type: "edit", conversationId: "c", edit: { type: "select", messageId: "a1" } }]]);
  finding.seek("q");
  expect(send).toHaveBeenCalledTimes(1);
});
