import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { editedKey } from "../conversations/draft-keys.ts";
import { createMemory, createStoreInMemory } from "../conversations/store/memory.test-tools.ts";
import { createBackground, type Kept } from "./background.test-tools.ts";
import { createEditedKeeper, readEdited } from "./edited-questions.ts";
import { ask, openView, watch } from "./server-view.test-tools.ts";

let kept: Kept;

beforeEach(() => {
  vi.useFakeTimers();
  kept = { store: createStoreInMemory(), memory: createMemory() };
});
afterEach(() => void vi.useRealTimers());

const typed = (messageId: string, text: string, conversationId = "c") =>
  ({ type: "draft", conversationId, messageId, text }) as const;

it.each(["c", "temporary:1:a"])("come with the snapshot of %s, beside what is typed in the composer", async (id) => {
  const background = createBackground(kept, () => crypto.randomUUID());
  const view = await openView(background, "panel", 1);
  await view.send(ask("q1", "Why?", id), { type: "draft", conversationId: id, text: "below" });
  await view.send(typed("q1", "Why not?", id), typed("q2", "How?", id), typed("q2", "", id));
  const [snapshot] = await (await openView(background, "tab", 1)).send(watch(id));
  expect(snapshot).toMatchObject({ type: "snapshot", draft: "below", edited: { q1: "Why not?" } });
  await view.send(typed("q1", "", id));
  const [last] = await (await openView(background, "tab", 1)).send(watch(id));
  expect(last).not.toHaveProperty("edited");
});

it("lose nothing where two views write at one moment", async () => {
  const keep = createEditedKeeper();
  await Promise.all(["a", "b", "c"].map((messageId) => keep(kept.store, "c", messageId, "new")));
  expect(await readEdited(kept.store, "c")).toEqual({ a: "new", b: "new", c: "new" });
});

it.each(["{", "[1]", '{"a":1}'])("are none where %s is kept", async (text) => {
  await kept.store.saveDraft(editedKey("c"), text);
  expect(await readEdited(kept.store, "c")).toEqual({});
});
