import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createMemory, createStoreInMemory } from "../conversations/store/memory.test-tools.ts";
import { createBackground, type TestBackground } from "./background.test-tools.ts";
import { ask, connectTo, hello, openView, settle, watch } from "./server-view.test-tools.ts";

const QUOTA = 10 * 1024 * 1024;
const memory = () => createMemory(QUOTA);
let background: TestBackground;

beforeEach(async () => {
  vi.useFakeTimers();
  let ids = 0;
  const full = memory();
  await full.set("else", "x".repeat(QUOTA - 50));
  background = createBackground({ store: createStoreInMemory(), memory: full }, () => `id-${(ids += 1)}`);
});
afterEach(() => vi.useRealTimers());

describe("where session memory is full", () => {
  it("the panel is given what the popup hands over", async () => {
    const popup = await openView(background, "popup", 1);
    const draft = "A long text that I typed. ".repeat(20);
    await popup.send({ type: "hand-over", intentId: "e", conversationId: null, draft });
    const panel = connectTo(background);
    expect(await panel.send(hello("panel", 1))).toContainEqual({
      type: "intent",
      intent: { type: "show", id: "e", conversationId: null, draft },
    });
    await panel.send({ type: "intent-done", intentId: "e" });
    const again = connectTo(background);
    expect((await again.send(hello("panel", 1))).map(({ type }) => type)).not.toContain("intent");
  });

  it("a temporary chat goes on, and the person is told that it is not safe", async () => {
    const id = "temporary:9:new";
    const view = await openView(background, "panel", 9);
    await view.send(watch(id), ask("q", "My question ".repeat(300), id));
    background.replies[0]?.pushText("The answer");
    background.replies[0]?.finish();
    await settle();
    expect(view.events.map(({ type }) => type)).toContain("storage-failed");
    const later = await openView(background, "panel", 9);
    const [snapshot] = await later.send(watch(id));
    expect(snapshot).toMatchObject({ messages: [{}, { text: "The answer", state: "done" }] });
  });
});
