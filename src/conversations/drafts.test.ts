import { beforeEach, expect, test } from "vitest";
import { createDraftKeeper, type KeepDraft, readDraft } from "./drafts.ts";
import { createStoreInMemory } from "./store/memory.test-tools.ts";
import type { ConversationStore } from "./store/store.ts";

const PAGE = { type: "page", url: "https://bees.example/" };
const TAKEN = "Explain this:\n\nBees dance.";

let store: ConversationStore;
let keep: KeepDraft;

beforeEach(() => {
  store = createStoreInMemory();
  keep = createDraftKeeper();
});

test("a draft comes back with what it holds, and without it where it holds nothing or is gone", async () => {
  for (const typed of [
    { text: TAKEN, sources: [PAGE] },
    { text: TAKEN, sources: [] },
    { text: "Why?", sources: [PAGE] },
    { text: "Why?", sources: [] },
    { text: "", sources: [] },
  ]) {
    await keep(store, "c", typed, false);
    expect(await readDraft(store, "c")).toEqual(typed);
  }
  expect(await store.readDraft("c#sources")).toBe("");
});

test("nobody knows what a draft of an earlier version holds that looks taken, nor one whose mark is damaged", async () => {
  await store.saveDraft("c", TAKEN);
  expect((await readDraft(store, "c")).sources).toEqual([{ type: "unknown" }]);
  await store.saveDraft("c", "Why?");
  expect((await readDraft(store, "c")).sources).toEqual([]);
  await store.saveDraft("c#sources", "[");
  expect((await readDraft(store, "c")).sources).toEqual([{ type: "unknown" }]);
});

test("what is kept already stays, with what it holds, where that is wished", async () => {
  await keep(store, "c", { text: TAKEN, sources: [PAGE] }, false);
  await keep(store, "c", { text: "Mine", sources: [] }, true);
  expect(await readDraft(store, "c")).toEqual({ text: TAKEN, sources: [PAGE] });
});

test("whenever the background is killed, no text of a page is left without its mark", async () => {
  const before = { text: TAKEN, sources: [PAGE] };
  const after = [
    { text: "Mine", sources: [] },
    { text: "Mine\n\nalone", sources: [] },
    { text: "", sources: [] },
  ];
  for (const [one, other] of after.flatMap((typed) => [[before, typed] as const, [typed, before] as const])) {
    for (let writes = 0; writes < 3; writes += 1) {
      await keep(store, "c", one, false);
      let left = writes;
      const dying: ConversationStore = {
        ...store,
        saveDraft: async (key, text) => {
          if ((left -= 1) < 0) throw new Error("killed");
          await store.saveDraft(key, text);
        },
      };
      await createDraftKeeper()(dying, "c", other, false).catch(() => undefined);
      const { text, sources } = await readDraft(store, "c");
      if (text === TAKEN) expect(sources).toEqual([PAGE]);
    }
  }
});
