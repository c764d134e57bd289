import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createMemory, createStoreInMemory } from "../../conversations/store/memory.test-tools.ts";
import { sampleConversation } from "../../conversations/samples.test-tools.ts";
import type { ConversationStore } from "../../conversations/store/store.ts";
import { createBackground } from "../../port/background.test-tools.ts";
import { createPortPair } from "../../port/fake-port.test-tools.ts";
import { settle } from "../../port/server-view.test-tools.ts";
import { connectSettings } from "./connect-settings.ts";

let store: ConversationStore;
let ended: AbortController;
let settings: ReturnType<typeof connectSettings>;
beforeEach(async () => {
  vi.useFakeTimers();
  ended = new AbortController();
  store = createStoreInMemory();
  for (const id of ["a", "b"]) await store.save(sampleConversation({ id, title: id }), []);
  const background = createBackground({ store, memory: createMemory() }, () => "id");
  settings = connectSettings({
    connect() {
      const pair = createPortPair({ immediate: true });
      background.server.connect(pair.background, Promise.resolve());
      return pair.view;
    },
    windowId: 1,
    onWake: () => undefined,
    report: (problem) => expect.unreachable(String(problem)),
    signal: ended.signal,
  });
  await settle();
});
afterEach(() => {
  ended.abort();
  vi.useRealTimers();
});

test("the settings page knows how many conversations there are, and deletes and restores them all", async () => {
  expect(settings.bin.counts.value).toMatchObject({ conversations: 2, deleted: 0 });
  settings.send({ type: "delete", conversationId: null, at: 5 });
  await settle();
  expect(settings.bin.counts.value).toMatchObject({ conversations: 0, deleted: 0 });
  settings.send({ type: "restore", conversationId: null, at: 5 });
  await settle();
  expect(settings.bin.counts.value).toMatchObject({ conversations: 2, deleted: 0 });
});

test("what could not be stored is said, until the next thing is done", async () => {
  const refused = vi.spyOn(store, "delete").mockRejectedValueOnce(new Error("full"));
  settings.send({ type: "delete", conversationId: null, at: Date.now() });
  await settle();
  expect(refused).toHaveBeenCalled();
  expect([settings.storageFailed.value, settings.bin.counts.value?.conversations]).toEqual([true, 2]);
  settings.send({ type: "delete", conversationId: null, at: Date.now() });
  await settle();
  expect([settings.storageFailed.value, settings.bin.counts.value]).toMatchObject([
    false,
    { conversations: 0, deleted: 2 },
  ]);
});
