import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { KEPT_MS } from "../conversations/deletion.ts";
import { fingerprint } from "../conversations/fingerprint.ts";
import { createMemory, createStoreInMemory } from "../conversations/store/memory.test-tools.ts";
import { createBackground, type Kept, type TestBackground } from "./background.test-tools.ts";
import type { Surface } from "./commands.ts";
import type { Intent, Event } from "./events.ts";
import { ask, connectTo, hello, openView, settle, type TestView, watch } from "./server-view.test-tools.ts";

let kept: Kept;
let background: TestBackground;
const randomId = () => crypto.randomUUID();

beforeEach(() => {
  vi.useFakeTimers();
  kept = { store: createStoreInMemory(), memory: createMemory() };
  background = createBackground(kept, randomId);
});
afterEach(() => vi.useRealTimers());

const connect = () => connectTo(background);
const open = (surface: Surface = "panel", windowId = 1) => openView(background, surface, windowId);

const quote: Intent = { type: "quote", id: "e1", text: "bees" };
const intentsOf = ({ events }: TestView) => events.flatMap((event) => (event.type === "intent" ? [event.intent] : []));

describe("an intent", () => {
  it("is told at once to the panel of its window, and to nobody else", async () => {
    const [panel, other, popup] = [await open("panel", 1), await open("panel", 2), await open("popup", 1)];
    await background.server.send(1, quote);
    await settle();
    expect(intentsOf(panel)).toEqual([quote]);
    expect([...intentsOf(other), ...intentsOf(popup)]).toEqual([]);
  });

  it("waits until the panel of its window connects", async () => {
    await background.server.send(1, quote);
    const [popup, other] = [await open("popup", 1), await open("panel", 2)];
    expect([...intentsOf(popup), ...intentsOf(other)]).toEqual([]);
    expect(intentsOf(await open("panel", 1))).toEqual([quote]);
  });

  it("comes again on each connection until it is taken", async () => {
    await background.server.send(1, quote);
    const panel = await open();
    panel.pair.view.disconnect();
    const again = await open();
    expect(intentsOf(again)).toEqual([quote]);
    await again.send({ type: "intent-done", intentId: "e1" });
    expect(intentsOf(await open())).toEqual([]);
  });

  it("outlives the background", async () => {
    await background.server.send(1, quote);
    background = createBackground(kept, randomId);
    expect(intentsOf(await open())).toEqual([quote]);
  });

  it("does not take the place of another that waits", async () => {
    const later: Intent = { ...quote, id: "e2" };
    await background.server.send(1, quote);
    await background.server.send(1, later);
    expect(intentsOf(await open())).toEqual([quote, later]);
  });

  it("also comes to a view that was connected before", async () => {
    await background.server.send(1, quote);
    const panel = connect();
    await panel.send(hello("panel", 1, true));
    expect(intentsOf(panel)).toEqual([quote]);
  });
});

describe("hand-over", () => {
  it("lets the panel of the same window go on, with what is typed", async () => {
    const [panel, other, popup] = [await open("panel", 1), await open("panel", 2), await open("popup", 1)];
    await popup.send({ type: "hand-over", intentId: "h", conversationId: "c", draft: "And" });
    expect(intentsOf(panel)).toMatchObject([{ type: "show", conversationId: "c", draft: "And" }]);
    expect([...intentsOf(other), ...intentsOf(popup)]).toEqual([]);
  });

  it("waits for a panel that is still opening, although the popup is gone by then", async () => {
    const popup = await open("popup", 1);
    await popup.send({ type: "hand-over", intentId: "h", conversationId: null, draft: "And" });
    popup.pair.view.disconnect();
    expect(intentsOf(await open("panel", 1))).toMatchObject([{ type: "show", conversationId: null, draft: "And" }]);
  });
});

describe("whom a new chat asks", () => {
  const target = { backendId: "desk", model: "small" };
  const welcomeOf = ({ events }: TestView) => events.find(({ type }) => type === "welcome");

  it("is there again in the next panel, until it is forgotten, and is the popup's own", async () => {
    const panel = await open("panel", 1);
    await panel.send({ type: "draft-target", target });
    expect(welcomeOf(await open("panel", 1))).toMatchObject({ target });
    expect(welcomeOf(await open("popup", 1))).not.toHaveProperty("target");
    await panel.send({ type: "draft-target", target: null });
    expect(welcomeOf(await open("panel", 1))).not.toHaveProperty("target");
  });

  it("is tried again by a choice of theirs, however often it has failed, and by nothing else", async () => {
    const panel = await open("panel", 1);
    await panel.send(ask("q1", "Why?"));
    const whom = { conversationId: "c", target };
    await panel.send({ type: "retry", ...whom, messageId: "q1", answerId: "b" });
    await panel.send({ type: "draft-target", target: null });
    expect(background.tryNow.mock.calls).toEqual([]);
    await panel.send({ type: "draft-target", target });
    await panel.send({ type: "edit", conversationId: "c", edit: { type: "target", target } });
    await panel.send({ type: "retry", ...whom, messageId: "q1", answerId: "b", chosen: true });
    expect(background.tryNow.mock.calls).toEqual(Array.from({ length: 3 }, () => ["desk", undefined]));
  });

  it("goes along with a hand-over", async () => {
    const panel = await open("panel", 1);
    const popup = await open("popup", 1);
    await popup.send({ type: "hand-over", intentId: "h", conversationId: null, draft: "", target });
    expect(intentsOf(panel)).toMatchObject([{ type: "show", conversationId: null, draft: "", target }]);
  });
});

it("a hand-over is taken back where the panel did not open", async () => {
  const popup = await open("popup", 1);
  await popup.send({ type: "hand-over", intentId: "h", conversationId: null, draft: "And" });
  await popup.send({ type: "intent-done", intentId: "h" });
  expect(intentsOf(await open("panel", 1))).toEqual([]);
});

describe("a view that shows a conversation already", () => {
  it("is told so where nothing has changed since, and all of it where something has", async () => {
    const view = await open("panel", 1);
    await view.send(ask("q1", "Why?"), watch("c"));
    background.replies[0]?.finish();
    const snapshot = (await view.send(watch(null), watch("c"))).find(({ type }) => type === "snapshot");
    if (snapshot?.type !== "snapshot") return expect.unreachable();
    const has = fingerprint(snapshot.conversation, snapshot.messages);

    const again = await open("panel", 1);
    expect(await again.send({ type: "watch", conversationId: "c", has })).toEqual([
      { type: "unchanged", conversationId: "c" },
    ]);
    const renamed = await again.send({ type: "edit", conversationId: "c", edit: { type: "rename", title: "Bees" } });
    expect(renamed).toMatchObject([{ type: "changes", conversationId: "c" }]);
    await again.send(watch(null));
    expect(await again.send({ type: "watch", conversationId: "c", has })).toMatchObject([
      { type: "snapshot", conversation: { title: "Bees" } },
    ]);
  });
});

it("is watched as long as any page is connected, also one that has not said hello", async () => {
  expect(background.server.watched).toBe(false);
  const [one, other] = [await open("panel", 1), connect()];
  one.pair.view.disconnect();
  expect(background.server.watched).toBe(true);
  other.pair.view.disconnect();
  expect(background.server.watched).toBe(false);
});

describe("closePanel", () => {
  it("closes the panel of this window alone, and says whether there was one", async () => {
    const [panel, other, popup] = [await open("panel", 1), await open("panel", 2), await open("popup", 1)];
    expect(background.server.closePanel(1)).toBe(true);
    expect(background.server.closePanel(3)).toBe(false);
    await settle();
    const closed = [panel, other, popup].map(({ events }) => events.some(({ type }) => type === "close"));
    expect(closed).toEqual([true, false, false]);
    panel.pair.view.disconnect();
    expect(background.server.closePanel(1)).toBe(false);
  });
});

describe("the list of conversations", () => {
  const titles = (events: Event[]) =>
    events.flatMap((event) =>
      event.type === "conversations" ? [event.conversations.map(({ title }) => title).join()] : [],
    );

  it("comes when asked for, and again with each new conversation, to those who asked", async () => {
    const [reader, other] = [await open(), await open("panel", 2)];
    expect(titles(await reader.send({ type: "list", limit: 50 }))).toEqual([""]);
    await other.send(ask("q1", "Why?"));
    expect(titles(reader.events)).toEqual(["", "Why?"]);
    expect(titles(other.events)).toEqual([]);
  });

  it("comes no more to who does not look at it any more", async () => {
    const [reader, other] = [await open(), await open("panel", 2)];
    await reader.send({ type: "list", limit: 50 });
    await reader.send({ type: "list", limit: null });
    await other.send(ask("q1", "Why?"));
    expect(titles(reader.events)).toEqual([""]);
  });

  it("is read ahead for a search when it is opened, and not after each break", async () => {
    const prepare = vi.spyOn(kept.store, "prepareSearch");
    const reader = await open();
    await reader.send({ type: "list", limit: 50, resumed: true });
    expect(prepare).not.toHaveBeenCalled();
    await reader.send({ type: "list", limit: 50 });
    expect(prepare).toHaveBeenCalledTimes(1);
  });

  it("follows deleting and restoring, in every view", async () => {
    const [one, other] = [await open(), await open("popup", 2)];
    await one.send({ type: "list", limit: 50 }, ask("q1", "Why?"));
    await other.send({ type: "list", limit: 50 });
    await one.send({ type: "delete", conversationId: "c" });
    expect(titles(other.events)).toEqual(["Why?", ""]);
    await one.send({ type: "restore", conversationId: "c" });
    expect(titles(other.events)).toEqual(["Why?", "", "Why?"]);
  });

  it("loses a deleted conversation for good after the time for undoing; its answer is stopped at once", async () => {
    const view = await open();
    await view.send(ask("q1", "Why?"), { type: "delete", conversationId: "c" });
    expect(background.replies[0]?.signal.aborted).toBe(true);
    vi.setSystemTime(Date.now() + KEPT_MS);
    await view.send({ type: "bin", limit: 9 });
    expect(await kept.store.open("c")).toBeUndefined();
  });

  it.each(["c", null])("brings nothing back by a question that waited when %j was deleted", async (conversationId) => {
    const view = await open();
    await view.send(ask("q1", "Why?"), ask("q2", "How?"), { type: "delete", conversationId });
    expect(background.replies).toHaveLength(1);
    expect(background.replies[0]?.signal.aborted).toBe(true);
    expect((await kept.store.list(9)).conversations).toEqual([]);
    vi.setSystemTime(Date.now() + KEPT_MS);
    await view.send({ type: "bin", limit: 9 });
    expect(await kept.store.open("c")).toBeUndefined();
  });

  it("is another one in a private window: temporary conversations, which leave nothing in the store", async () => {
    const view = connect();
    await view.send({ type: "hello", surface: "panel", windowId: 1, private: true, resumed: false });
    await view.send({ type: "list", limit: 50 }, ask("q1", "Why?", "temporary:1:a"), ask("q2", "Why?", "c"));
    expect(titles(view.events)).toEqual(["", "Why?"]);
    expect(await kept.store.open("temporary:1:a")).toBeUndefined();
    expect(await kept.store.open("c")).toBeUndefined();
    expect(view.events).toContainEqual({ type: "refused", questionId: "q2", reason: "gone" });
    await view.send({ type: "draft", conversationId: "c", text: "Typed" });
    expect(await kept.store.readDraft("c")).toBe("");
    expect(view.events.filter(({ type }) => type === "snapshot")).toEqual([]);
    expect(background.problems).toEqual([]);
    const normal = await open();
    expect(titles(await normal.send({ type: "list", limit: 50 }))).toEqual([""]);
    await normal.send({ type: "delete", conversationId: null });
    expect(background.replies[0]?.signal.aborted).toBe(false);
  });
});

describe("a view that disconnects", () => {
  it("lets go of its conversation and is told nothing more", async () => {
    const view = await open();
    await view.send(watch("c"), { type: "list", limit: 50 });
    const openStored = vi.spyOn(kept.store, "open");
    view.pair.view.disconnect();
    (await background.conversations.hold("c")).release();
    expect(openStored).toHaveBeenCalledTimes(1);
    background.server.listChanged();
    background.server.storageFailed();
    await settle();
    expect(view.pair.background.sent).toEqual([]);
    expect(background.problems).toEqual([]);
  });

  it("lets go also of what it was only about to watch", async () => {
    const view = await open();
    view.pair.view.post(watch("c"));
    view.pair.view.deliver();
    view.pair.view.disconnect();
    await settle();
    const openStored = vi.spyOn(kept.store, "open");
    (await background.conversations.hold("c")).release();
    expect(openStored).toHaveBeenCalledTimes(1);
    expect(background.problems).toEqual([]);
  });

  it("before it was served is not counted as an open panel", async () => {
    const view = connect();
    view.pair.view.post(hello());
    view.pair.view.deliver();
    view.pair.view.disconnect();
    await settle();
    expect(background.server.closePanel(1)).toBe(false);
  });
});

describe("a store that fails", () => {
  it("is told to every view, and the answer comes all the same", async () => {
    const full = new DOMException("Full", "QuotaExceededError");
    vi.spyOn(kept.store, "save").mockRejectedValue(full);
    vi.spyOn(kept.store, "saveMessage").mockRejectedValue(full);
    const [one, other] = [await open(), await open("popup", 2)];
    await one.send(watch("c"), ask("q1", "Why?"));
    background.replies[0]?.pushText("Because.");
    await settle();
    for (const { events } of [one, other]) expect(events).toContainEqual({ type: "storage-failed" });
    expect(one.events.at(-1)).toMatchObject({ type: "changes", changes: [{ type: "text", text: "Because." }] });
  });
});
