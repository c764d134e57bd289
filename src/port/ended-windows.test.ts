import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createMemory, createStoreInMemory } from "../conversations/store/memory.test-tools.ts";
import { windowPrefix } from "../conversations/temporary.ts";
import { createBackground, type Kept, type TestBackground } from "./background.test-tools.ts";
import { ask, openView, settle, type TestView, watch } from "./server-view.test-tools.ts";

let kept: Kept;
let background: TestBackground;
let ids = 0;
const start = () => {
  background = createBackground(kept, () => `id-${(ids += 1)}`);
};
const id = `${windowPrefix(1)}x`;
const refused = (questionId: string) => ({ type: "refused", questionId, reason: "gone" });

async function answer(view: TestView, questionId: string): Promise<void> {
  await view.send(ask(questionId, "Secret", id));
  background.replies.at(-1)?.pushText("Yes");
  background.replies.at(-1)?.finish();
  await settle();
}

beforeEach(() => {
  vi.useFakeTimers();
  kept = { store: createStoreInMemory(), memory: createMemory() };
  start();
});
afterEach(() => vi.useRealTimers());

describe("a temporary chat in a tab that was moved to another window", () => {
  it("does not come back with the next background after its window was closed", async () => {
    await answer(await openView(background, "panel", 1), "q1");
    let tab = await openView(background, "tab", 2);
    expect(await tab.send(watch(id))).toMatchObject([{ type: "snapshot" }]);
    await background.server.windowClosed(1);
    expect(await tab.send(ask("q2", "Secret", id))).toEqual([refused("q2")]);
    start();
    tab = await openView(background, "tab", 2);
    expect(await tab.send(watch(id), ask("q3", "Secret", id))).toEqual([refused("q3")]);
    await tab.send({ type: "draft", conversationId: id, text: "late" });
    expect((await kept.memory.keys()).filter((key) => key.includes(id))).toEqual([]);
    expect(background.replies).toEqual([]);
  });

  it("goes on with the next background as long as its window is open", async () => {
    await answer(await openView(background, "panel", 1), "q1");
    start();
    const tab = await openView(background, "tab", 2);
    expect(await tab.send(watch(id))).toMatchObject([{ type: "snapshot", messages: [{}, {}] }]);
    await answer(tab, "q2");
    expect(background.replies).toHaveLength(1);
  });

  it("can be begun there too, where the browser says that its window is open", async () => {
    background.openWindows = [1, 2];
    await answer(await openView(background, "tab", 2), "q1");
    expect(background.replies).toHaveLength(1);
    background.openWindows = [2];
    start();
    background.openWindows = [2];
    expect(await (await openView(background, "tab", 2)).send(ask("q2", "Secret", id))).toEqual([refused("q2")]);
  });

  it("does not come back where the tab still names the window that it was opened in", async () => {
    background.openWindows = [2];
    const tab = await openView(background, "tab", 1);
    expect(await tab.send(ask("q1", "Secret", id))).toEqual([refused("q1")]);
    await tab.send({ type: "draft", conversationId: id, text: "late" });
    expect((await kept.memory.keys()).filter((key) => key.includes(id))).toEqual([]);
    expect(await tab.send(watch("c"))).toMatchObject([{ type: "snapshot" }]);
  });
});
