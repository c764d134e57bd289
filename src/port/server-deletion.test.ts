import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { KEPT_MS } from "../conversations/deletion.ts";
import { createMemory, createStoreInMemory } from "../conversations/store/memory.test-tools.ts";
import { windowPrefix } from "../conversations/temporary.ts";
import { createBackground, type Kept, type TestBackground } from "./background.test-tools.ts";
import type { Command } from "./commands.ts";
import type { Event } from "./events.ts";
import { ask, connectTo, openView, settle, type TestView, watch } from "./server-view.test-tools.ts";

let kept: Kept & { memory: ReturnType<typeof createMemory> };
let background: TestBackground;

beforeEach(() => {
  vi.useFakeTimers();
  kept = { store: createStoreInMemory(), memory: createMemory() };
  let ids = 0;
  background = createBackground(kept, () => `id-${(ids += 1)}`);
});
afterEach(() => vi.useRealTimers());

const open = (windowId = 1) => openView(background, "panel", windowId);
const remove: Command = { type: "delete", conversationId: "c" };
const restore: Command = { type: "restore", conversationId: "c" };
const edit = (change: Extract<Command, { type: "edit" }>["edit"]): Command => ({
  type: "edit",
  conversationId: "c",
  edit: change,
});
const changes = (events: Event[]) => events.flatMap((event) => (event.type === "changes" ? event.changes : []));

/** Lets the time pass in which a deletion can be undone, and looks into the bin. */
async function letBinTimePass(view: TestView): Promise<void> {
  vi.setSystemTime(Date.now() + KEPT_MS);
  await view.send({ type: "bin", limit: 9 });
  expect(view.events.findLast(({ type }) => type === "bin")).toMatchObject({ items: [] });
}

/** Asks, and finishes the answer. */
async function answered(view: TestView, id: string): Promise<void> {
  await view.send(ask(id, `${id}?`));
  background.replies.at(-1)?.pushText(`About ${id}.`);
  background.replies.at(-1)?.finish();
  await settle();
}

describe("a deleted conversation", () => {
  let one: TestView;
  let other: TestView;
  beforeEach(async () => {
    [one, other] = [await open(1), await open(2)];
    for (const view of [one, other]) await view.send(watch("c"));
    await answered(one, "q1");
  });

  it("is told to every view that shows it, and so is its return", async () => {
    const before = other.events.length;
    await one.send(remove);
    expect(changes(other.events.slice(before))).toMatchObject([{ conversation: { deletedAt: expect.any(Number) } }]);
    await one.send(restore);
    expect(other.events.at(-1)).not.toHaveProperty("changes.0.conversation.deletedAt");
  });

  it("takes no question, and the view keeps its text", async () => {
    await one.send(remove);
    expect(await other.send(ask("q2", "And?"))).toEqual([{ type: "refused", questionId: "q2", reason: "gone" }]);
    expect(background.replies).toHaveLength(1);
  });

  it("that was restored stays so, whatever is saved afterwards", async () => {
    await one.send(remove, restore, edit({ type: "pin", pinned: true }));
    await letBinTimePass(one);
    expect((await kept.store.list(9)).conversations).toMatchObject([{ id: "c", pinnedAt: expect.any(Number) }]);
  });

  it("stays deleted by a save that was under way", async () => {
    const { save } = kept.store;
    vi.spyOn(kept.store, "save").mockImplementation(async (...parameters) => {
      await new Promise((resolve) => setTimeout(resolve, 30));
      await save(...parameters);
    });
    one.pair.view.post(ask("q2", "And?"));
    await vi.advanceTimersByTimeAsync(10);
    await other.send(remove);
    await letBinTimePass(other);
    expect(await kept.store.open("c")).toBeUndefined();
  });

  it("leaves the views and the memory when it is purged, and can be begun anew", async () => {
    await one.send(remove);
    await letBinTimePass(one);
    expect(changes(other.events).at(-2)).toMatchObject({ type: "removed", messageIds: ["q1", "id-1"] });
    await other.send(ask("q2", "And?"));
    expect((await kept.store.open("c"))?.messages.map(({ id, parentId }) => [id, parentId])).toEqual([
      ["q2", null],
      ["id-2", "q2"],
    ]);
  });

  it("by itself, before all others were, does not come back with them", async () => {
    await one.send(remove);
    await answered(one, "q2");
    await one.send(ask("q3", "Why?", "d"), { type: "delete", conversationId: null });
    await one.send({ type: "restore", conversationId: null });
    expect((await kept.store.list(9)).conversations.map(({ id }) => id)).toEqual(["d"]);
  });
});

describe("all that was deleted", () => {
  const removeAll = (at: number): Command => ({ type: "delete", conversationId: null, at });
  const restoreAll = (at: number): Command => ({ type: "restore", conversationId: null, at });
  const listed = async () => (await kept.store.list(9)).conversations.map(({ id }) => id);

  it("comes back by its own Undo, whatever is deleted since, also by another background", async () => {
    const view = await open();
    await answered(view, "q1");
    await view.send(removeAll(Date.now()));
    const at = Date.now() - 100;
    await view.send(ask("q2", "Why?", "d"), { type: "delete", conversationId: "d" });
    background = createBackground(kept, () => "other");
    await (await open()).send(restoreAll(at));
    expect(await listed()).toEqual(["c"]);
  });

  it("comes back also where that was asked for twice", async () => {
    const view = await open();
    await answered(view, "q1");
    await view.send(removeAll(500), removeAll(600), restoreAll(600));
    expect(await listed()).toEqual([]);
    await view.send(restoreAll(500));
    expect(await listed()).toEqual(["c"]);
  });
});

describe("the bin", () => {
  it("is shown to a view that looks into it, with how much there is, and whenever it changes", async () => {
    const [view, other] = [await open(1), await open(2)];
    await answered(other, "q1");
    expect(await view.send({ type: "bin", limit: 9 }, { type: "count", wanted: true })).toEqual([
      { type: "bin", items: [], more: false },
      { type: "counted", conversations: 1, deleted: 0 },
    ]);
    const before = view.events.length;
    await other.send(remove);
    expect(view.events.slice(before)).toMatchObject([
      { type: "counted", conversations: 0, deleted: 1 },
      { type: "bin", items: [{ conversationId: "c", title: "q1?", branch: null }] },
    ]);
    await view.send({ type: "bin", limit: null });
    expect(await view.send(restore)).toEqual([{ type: "counted", conversations: 1, deleted: 0 }]);
    await view.send({ type: "count", wanted: false });
    expect(await view.send(remove)).toEqual([]);
  });

  it("loses for good what is taken out of it, in the store, in memory and in every view", async () => {
    const [view, other] = [await open(1), await open(2)];
    await other.send(watch("c"));
    await answered(other, "q1");
    await view.send(remove, { type: "erase", conversationId: "c" }, restore);
    expect(await kept.store.open("c")).toBeUndefined();
    expect(changes(other.events).at(-2)).toMatchObject({ type: "removed", messageIds: ["q1", "id-1"] });
  });

  it("loses a branch for good, while its conversation is shown", async () => {
    const view = await open();
    await view.send(watch("c"));
    await answered(view, "q1");
    await answered(view, "q2");
    await view.send(
      edit({ type: "delete-branch", messageId: "q2" }),
      edit({ type: "delete-branch", messageId: "id-1" }),
    );
    await view.send({ type: "erase", conversationId: "c", messageId: "id-1" });
    expect((await kept.store.open("c"))?.messages.map(({ id }) => id)).toEqual(["q1"]);
    const { live } = await background.conversations.hold("c");
    expect([...live.messages.keys()]).toEqual(["q1"]);
  });

  it("keeps nothing that is not deleted from being there, also when it is emptied", async () => {
    const view = await open();
    await answered(view, "q1");
    await view.send(ask("q2", "Why?", "d"), remove, { type: "erase", conversationId: null });
    await view.send({ type: "erase", conversationId: "d" });
    expect((await kept.store.list(9)).conversations.map(({ id }) => id)).toEqual(["d"]);
    expect(background.replies.at(-1)?.signal.aborted).toBe(false);
  });
});

describe("a deleted branch", () => {
  let view: TestView;
  beforeEach(async () => {
    view = await open();
    await view.send(watch("c"));
    await answered(view, "q1");
    await answered(view, "q2");
  });

  it("is neither asked from, nor asked for again, nor gone on with", async () => {
    await view.send(edit({ type: "delete-branch", messageId: "id-1" }));
    const refused = await view.send(
      { ...ask("q3", "And?"), parentId: "id-1" } as Command,
      { ...ask("q4", "And?"), parentId: "q2" } as Command,
      { type: "retry", conversationId: "c", messageId: "id-2", answerId: "again" },
    );
    expect(refused.map((event) => event.type === "refused" && event.reason)).toEqual(["gone", "gone", "gone"]);
    expect(background.replies).toHaveLength(2);
  });

  it("is gone from views and memory when it is purged", async () => {
    await view.send(edit({ type: "delete-branch", messageId: "q2" }));
    await letBinTimePass(view);
    expect(changes(view.events).at(-1)).toEqual({ type: "removed", messageIds: ["q2", "id-2"] });
    const { live } = await background.conversations.hold("c");
    expect([...live.messages.keys()]).toEqual(["q1", "id-1"]);
  });

  it("ends the answer within it, and no other", async () => {
    await view.send({ ...ask("q3", "Instead?"), parentId: "id-1" } as Command);
    await view.send(edit({ type: "delete-branch", messageId: "q2" }));
    expect(background.replies[2]?.signal.aborted).toBe(false);
    await view.send(edit({ type: "delete-branch", messageId: "id-1" }));
    expect(background.replies[2]?.signal.aborted).toBe(true);
  });
});

describe("a private window", () => {
  const windowId = 7;
  const id = `${windowPrefix(windowId)}a`;
  async function openPrivate(window: number): Promise<TestView> {
    const view = connectTo(background);
    await view.send({ type: "hello", surface: "panel", windowId: window, private: true, resumed: false });
    return view;
  }

  it("lists, finds and deletes its own conversations alone", async () => {
    const [one, other] = [await openPrivate(windowId), await openPrivate(77)];
    await one.send(ask("q1", "Why one?", id));
    await other.send(ask("q2", "Why other?", `${windowPrefix(77)}b`));
    const [list, found] = await one.send({ type: "list", limit: 9 }, { type: "search", query: "why" });
    expect(list).toMatchObject({ conversations: [{ id }] });
    expect(found).toMatchObject({ hits: [{ conversation: { id } }, { conversation: { id } }] });
    await one.send({ type: "delete", conversationId: null });
    expect(background.replies.map(({ signal }) => signal.aborted)).toEqual([true, false]);
    expect(await other.send({ type: "list", limit: 9 })).toMatchObject([{ conversations: [{}] }]);
  });

  it("leaves nothing behind when it closes, not even by what is late", async () => {
    const view = await openPrivate(windowId);
    await background.server.send(windowId, { type: "quote", id: "e", text: "private" });
    await view.send({ type: "draft", conversationId: null, text: "private half thought" });
    await view.send(watch(id), ask("q1", "private?", id), ask("q2", "more private?", id));
    expect(kept.memory.size).toBeGreaterThan(3);
    await background.server.windowClosed(windowId);
    expect(background.replies[0]?.signal.aborted).toBe(true);
    background.replies[0]?.pushText("late");
    background.replies[0]?.finish();
    await view.send({ type: "draft", conversationId: null, text: "late" }, ask("q3", "late?", id));
    await background.server.send(windowId, { type: "quote", id: "f", text: "late" });
    const again = await openPrivate(windowId);
    await again.send({ type: "draft", conversationId: null, text: "late" }, ask("q4", "late?", id), ask("q5", "late?"));
    await settle();
    expect([await kept.memory.keys(), (await kept.store.list(9)).conversations]).toEqual([[], []]);
    expect(await kept.store.readDraft("new:chat")).toBe("");
    expect(background.replies).toHaveLength(1);
  });
});

describe("a tab that was moved out of a window before that closed", () => {
  let tab: TestView;
  beforeEach(async () => {
    tab = await openView(background, "tab", 7);
    await background.server.windowClosed(7);
  });

  it("goes on: it shows, asks and lists, also after a break", async () => {
    const [snapshot] = await tab.send(watch("c"), ask("q1", "Why?"));
    expect(snapshot).toMatchObject({ type: "snapshot" });
    const again = await openView(background, "tab", 7);
    expect(await again.send({ type: "list", limit: 9 })).toMatchObject([{ conversations: [{ id: "c" }] }]);
  });

  it("brings back nothing that ended with the window, and keeps its text", async () => {
    const id = `${windowPrefix(7)}a`;
    const refused = { type: "refused", questionId: "q1", reason: "gone" };
    expect(await tab.send(ask("q1", "Why?", id))).toEqual([refused]);
    expect(await (await openView(background, "tab", 8)).send(ask("q1", "Why?", id))).toEqual([refused]);
    await tab.send({ type: "draft", conversationId: id, text: "late" });
    expect(await kept.memory.keys()).toEqual([]);
  });
});

describe("what fails beside an answer", () => {
  it("is a view that cannot be told: the answer comes, and the other view shows it", async () => {
    const [one, other] = [await open(1), await open(2)];
    for (const view of [one, other]) await view.send(watch("c"));
    vi.spyOn(one.pair.background, "postMessage").mockImplementation(() => {
      throw new Error("Message length exceeded maximum allowed length.");
    });
    await answered(other, "q1");
    expect((await kept.store.open("c"))?.messages[1]).toMatchObject({ text: "About q1.", state: "done" });
    expect(changes(other.events).at(-1)).toMatchObject({ type: "fields", set: { state: "done" } });
  });

  it("is session memory that is full: the conversation is shown all the same", async () => {
    const view = await open();
    const full = new Error("QUOTA_BYTES quota exceeded");
    kept.memory.set = () => Promise.reject(full);
    expect(await view.send(watch("c"))).toMatchObject([{ type: "snapshot" }]);
    expect(background.problems).toEqual([full]);
  });
});
