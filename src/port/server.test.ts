import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Message } from "../conversations/conversation.ts";
import { createMemory, createStoreInMemory } from "../conversations/store/memory.test-tools.ts";
import { ChatError } from "../providers/chat-error.ts";
import type { Found } from "../conversations/store/store.ts";
import { createGate } from "../turns/gate.test-tools.ts";
import { createBackground, type Kept, type TestBackground } from "./background.test-tools.ts";
import type { Command, Surface } from "./commands.ts";
import { ask, connectTo, hello, openView, settle, watch } from "./server-view.test-tools.ts";

let kept: Kept;
let background: TestBackground;

beforeEach(() => {
  vi.useFakeTimers();
  kept = { store: createStoreInMemory(), memory: createMemory() };
  let ids = 0;
  background = createBackground(kept, () => `id-${(ids += 1)}`);
});
afterEach(() => vi.useRealTimers());

const connect = (ready?: Promise<unknown>) => connectTo(background, ready);
const open = (surface: Surface = "panel", windowId = 1) => openView(background, surface, windowId);

async function storedAnswer(): Promise<Message | undefined> {
  return (await kept.store.open("c"))?.messages.find(({ role }) => role === "assistant");
}

describe("hello", () => {
  it("is answered by a welcome without a conversation at first", async () => {
    expect(await connect().send(hello())).toEqual([{ type: "welcome", conversationId: null, draft: "" }]);
  });

  it("names what the panel of this window showed last", async () => {
    await (await open("panel", 1)).send(watch("c"));
    expect(await connect().send(hello("panel", 1))).toEqual([{ type: "welcome", conversationId: "c", draft: "" }]);
    expect(await connect().send(hello("panel", 2))).toEqual([{ type: "welcome", conversationId: null, draft: "" }]);
  });

  it("of a view that was connected before is not answered", async () => {
    expect(await connect().send(hello("panel", 1, true))).toEqual([]);
  });

  it("waits until the background is ready, and so does all that follows", async () => {
    const ready = createGate();
    const view = connect(ready.opened);
    expect(await view.send(hello(), watch("c"))).toEqual([]);
    ready.open();
    await settle();
    expect(view.events.map(({ type }) => type)).toEqual(["welcome", "snapshot"]);
  });
});

describe("watch", () => {
  it("gives the conversation as it stands, and an empty one where there is none", async () => {
    const view = await open();
    expect(await view.send(watch("c"))).toMatchObject([
      { type: "snapshot", sequence: 0, conversation: { id: "c", title: "", leafId: null }, messages: [] },
    ]);
  });

  it("gives each change after the snapshot once and in order, to every view that watches", async () => {
    const views = [await open("panel", 1), await open("panel", 2)];
    for (const view of views) await view.send(watch("c"));
    await views[0]?.send(ask("q1", "Why?"));
    for (const text of ["Be", "cau", "se."]) {
      background.replies[0]?.pushText(text);
      await settle();
    }
    background.replies[0]?.finish();
    await settle();
    for (const { events } of views) {
      const batches = events.flatMap((event) => (event.type === "changes" ? [event] : []));
      const changes = batches.flatMap((batch) => batch.changes);
      expect(changes.map(({ type }) => type)).toEqual([
        "message",
        "message",
        "conversation",
        ...Array(3).fill("text"),
        "fields",
      ]);
      expect(changes.at(-1)).toMatchObject({ set: { state: "done" } });
      expect(batches.at(-1)?.sequence).toBe(7);
    }
  });

  it("of a running answer gives what has come so far, and goes on from there", async () => {
    const asker = await open();
    await asker.send(watch("c"), ask("q1", "Why?"));
    background.replies[0]?.pushText("Be");
    await settle();
    const late = await open("panel", 2);
    const [snapshot] = await late.send(watch("c"));
    expect(snapshot).toMatchObject({
      type: "snapshot",
      sequence: 4,
      messages: [{ id: "q1" }, { text: "Be", state: "streaming" }],
    });
    background.replies[0]?.pushText("cause");
    await settle();
    expect(late.events.at(-1)).toMatchObject({ type: "changes", changes: [{ type: "text", text: "cause" }] });
  });

  it("of another conversation ends the one before", async () => {
    const view = await open();
    await view.send(watch("c"), ask("q1", "Why?"), watch("d"));
    const before = view.events.length;
    background.replies[0]?.pushText("Because");
    await settle();
    expect(view.events).toHaveLength(before);
  });

  it("of none ends it, and makes a new chat of what is shown next time", async () => {
    const view = await open();
    await view.send(watch("c"), watch(null));
    expect(await connect().send(hello())).toEqual([{ type: "welcome", conversationId: null, draft: "" }]);
  });

  it("of the same conversation again says nothing new", async () => {
    const view = await open();
    await view.send(watch("c"));
    expect(await view.send(watch("c"))).toEqual([]);
  });
});

describe("ask", () => {
  it("is refused until the person has agreed, and nothing is sent to the site", async () => {
    background.agreed = false;
    const view = await open();
    expect(await view.send(ask("q1", "Why?"))).toEqual([{ type: "refused", questionId: "q1", reason: "not-agreed" }]);
    await view.send({ type: "retry", conversationId: "c", messageId: "a", answerId: "b" });
    expect(background.replies).toHaveLength(0);
    background.agreed = true;
    expect(await view.send(ask("q1", "Why?"))).toEqual([]);
    expect(background.replies).toHaveLength(1);
  });

  it("waits while the conversation is being answered, also to change another, and is refused where it is blank", async () => {
    const view = await open();
    await view.send(watch("c"), ask("q1", "Why?"));
    const version: Command = { type: "ask", conversationId: "c", questionId: "q3", text: "Why now?", parentId: null };
    const events = await view.send(ask("q2", "How?"), version, ask("q4", " "));
    expect(events.filter(({ type }) => type === "refused")).toEqual([
      { type: "refused", questionId: "q4", reason: "blank" },
    ]);
    expect((await kept.store.open("c"))?.conversation.queue).toMatchObject([
      { id: "q2", text: "How?" },
      { id: "q3", text: "Why now?", parentId: null },
    ]);
    for (const questionId of ["q2", "q3"]) {
      await view.send({ type: "edit", conversationId: "c", edit: { type: "take-back", questionId } });
    }
    expect((await kept.store.open("c"))?.conversation.queue).toBeUndefined();
  });

  it("goes on in the same answer", async () => {
    const view = await open();
    await view.send(ask("q1", "Why?"));
    background.replies[0]?.pushText("Be");
    await settle();
    await view.send({ type: "stop", conversationId: "c" });
    const answer = await storedAnswer();
    await view.send({ type: "go-on", conversationId: "c", messageId: answer?.id ?? "" });
    background.replies[1]?.pushText("cause.");
    background.replies[1]?.finish();
    await settle();
    expect(await storedAnswer()).toEqual({
      ...answer,
      text: "Because.",
      state: "done",
      durationMs: expect.any(Number),
    });
  });

  it("goes on when the view that asked is gone", async () => {
    const view = await open();
    await view.send(watch("c"), ask("q1", "Why?"));
    view.pair.view.disconnect();
    background.replies[0]?.pushText("Because.");
    background.replies[0]?.finish();
    await settle();
    expect(await storedAnswer()).toMatchObject({ text: "Because.", state: "done" });
  });

  it("can be asked again and stopped", async () => {
    const view = await open();
    await view.send(ask("q1", "Why?"));
    await view.send({ type: "stop", conversationId: "c" });
    const answer = await storedAnswer();
    expect(answer?.state).toBe("stopped");
    await view.send({ type: "retry", conversationId: "c", messageId: answer?.id ?? "", answerId: "again" });
    expect(background.replies).toHaveLength(2);
    expect((await kept.store.open("c"))?.conversation.leafId).toBe("again");
  });
});

describe("a malformed command", () => {
  it.each([
    undefined,
    null,
    "ask",
    { type: "dance" },
    { type: "ask", conversationId: "c", questionId: "q" },
    { type: "ask", conversationId: "", questionId: "q", text: "x" },
    { type: "watch", conversationId: "c".repeat(81) },
    { type: "hello", surface: "sidebar", windowId: 1, private: false, resumed: false },
    { type: "hello", surface: "tab", windowId: 1, resumed: false },
    { type: "list", limit: 0 },
  ])("%j is reported and harmless", async (command) => {
    const view = connect();
    expect(await view.send(hello(), command as unknown as Command, watch("c"))).toMatchObject([
      { type: "welcome" },
      { type: "snapshot" },
    ]);
    expect(background.problems).toHaveLength(1);
  });

  it("and a search that takes long holds up nothing", async () => {
    const view = await open();
    let finish: (found: Found) => void = () => undefined;
    vi.spyOn(kept.store, "search").mockReturnValueOnce(new Promise((resolve) => (finish = resolve)));
    expect(await view.send({ type: "search", query: "bees" }, watch("c"))).toMatchObject([{ type: "snapshot" }]);
    finish({ hits: [], more: false });
    await settle();
    expect(view.events.at(-1)).toEqual({ type: "found", query: "bees", hits: [], more: false });
  });

  it("and one that fails does not hold up the next", async () => {
    vi.spyOn(background.sites, "check").mockRejectedValueOnce(new Error("full"));
    const view = await open();
    const check: Command = { type: "check-site", url: "https://chat.example/" };
    expect(await view.send(check, watch("c"))).toMatchObject([{ type: "failed" }, { type: "snapshot" }]);
    expect(background.problems).toEqual([new Error("full")]);
  });
});

it("a search and a list that cannot be read are empty, and the view is told why", async () => {
  const broken = new Error("broken");
  vi.spyOn(kept.store, "search").mockRejectedValue(broken);
  vi.spyOn(kept.store, "list").mockRejectedValue(broken);
  const view = await open();
  expect(await view.send({ type: "search", query: "bees" }, { type: "list", limit: 9 })).toEqual([
    { type: "storage-failed" },
    { type: "found", query: "bees", hits: [], more: false },
    { type: "storage-failed" },
    { type: "conversations", conversations: [], more: false },
  ]);
});

it("an answer whose site may not be opened, because that would go past the proxy, says so from then on", async () => {
  const view = await open();
  await view.send(watch("c"), ask("q1", "Why?"));
  background.replies[0]?.fail(new ChatError("challenge"));
  await settle();
  const { id: messageId = "" } = (await storedAnswer()) ?? {};
  const command = { type: "open-site", backendId: "chat", conversationId: "c", messageId, visit: "check" } as const;
  await view.send(command);
  expect(background.sites.open).toHaveBeenCalledWith(expect.objectContaining({ messageId }), "check");
  expect((await storedAnswer())?.error?.kind).toBe("challenge");
  vi.mocked(background.sites.open).mockResolvedValueOnce(false);
  await view.send(command);
  expect((await storedAnswer())?.error?.kind).toBe("tab-past-proxy");
});

it("Stop waits for nothing that was asked for before it", async () => {
  const view = await open();
  await view.send(watch("c"), ask("q1", "Why?"));
  const slow = createGate();
  vi.spyOn(kept.store, "save").mockImplementationOnce(() => slow.opened);
  await view.send({ type: "edit", conversationId: "c", edit: { type: "rename", title: "New" } });
  await view.send({ type: "stop", conversationId: "c" });
  expect(background.replies[0]?.signal.aborted).toBe(true);
  slow.open();
});

describe("what is typed and kept", () => {
  const typed = (text: string, unlessKept?: true): Command => ({
    type: "draft",
    conversationId: "c",
    text,
    ...(unlessKept && { unlessKept }),
  });

  it("is not overwritten by a view that closes with something older", async () => {
    const [writing, closing] = [await open(), await open()];
    await writing.send(typed("Newer"));
    await closing.send(typed("Older", true));
    expect(await kept.store.readDraft("c")).toBe("Newer");
  });

  it("is what a view closes with, where nothing is kept", async () => {
    const closing = await open();
    await closing.send(typed("Only this", true));
    expect(await kept.store.readDraft("c")).toBe("Only this");
  });
});
