import { signal } from "@preact/signals";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { sampleConversation, sampleMessage } from "../../conversations/samples.test-tools.ts";
import type { Command } from "../../port/commands.ts";
import { createSearch, type Search, SEARCH_AFTER_MS } from "./search.ts";
import { createShownConversation, type ShownConversation } from "./conversation-state.ts";

const send = vi.fn<(command: Command) => void>();
let shown: ShownConversation;
let search: Search;

beforeEach(() => {
  vi.useFakeTimers();
  send.mockReset();
  shown = createShownConversation();
  search = createSearch(send, signal("c"), shown);
});
afterEach(() => vi.useRealTimers());

const result = (query: string) => ({ type: "found" as const, query, hits: [], more: false });

it("searches once the person pauses, for what stands there then", () => {
  for (const query of ["b", "be", "bee"]) {
    search.search(query);
    vi.advanceTimersByTime(SEARCH_AFTER_MS - 1);
  }
  expect(send).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(send.mock.calls).toEqual([[{ type: "search", query: "bee" }]]);
});

it("shows what was found for the newest query alone, in whichever order the answers come", () => {
  search.search("be");
  search.search("bee");
  search.take(result("bee"));
  search.take(result("be"));
  expect(search.found.value?.query).toBe("bee");
});

it("turns to the version in which the scroll target stands, and leaves a path that has it", () => {
  const messages = [
    sampleMessage({ id: "q" }),
    ...["a1", "a2"].map((id) => sampleMessage({ id, parentId: "q", role: "assistant" })),
  ];
  search.seek("a1");
  expect(send).not.toHaveBeenCalled();
  shown.takeSnapshot(sampleConversation({ leafId: "a2" }), messages);
  search.revealTarget();
  expect(send.mock.calls).toEqual([[{ type: "edit", conversationId: "c", edit: { type: "select", messageId: "a1" } }]]);
  search.seek("q");
  expect(send).toHaveBeenCalledTimes(1);
});
