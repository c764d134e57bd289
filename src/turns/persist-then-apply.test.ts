import { beforeEach, expect, test } from "vitest";
import type { Conversation, Message } from "../conversations/conversation.ts";
import { sampleConversation, sampleMessage } from "../conversations/samples.test-tools.ts";
import { createPersistThenApply } from "./persist-then-apply.ts";
import { createGate, type Gate } from "./gate.test-tools.ts";
import { createLiveConversation, type LiveConversation } from "./live-conversation.ts";

let live: LiveConversation;
let writes: (Gate & { conversation: Conversation; messages: readonly Message[] })[];

beforeEach(() => {
  live = createLiveConversation({ conversation: sampleConversation(), messages: new Map() });
  writes = [];
});

const { change, saveEdit } = createPersistThenApply((conversation, messages) => {
  const gate = createGate();
  writes.push({ ...gate, conversation, messages });
  return gate.opened;
});
const settle = () => new Promise((resolve) => setTimeout(resolve));

test("nothing is seen before it is stored", async () => {
  const changed = change(live, [sampleMessage({ id: "m" })], (conversation) => ({ ...conversation, leafId: "m" }));
  await settle();
  expect([live.sequence, live.messages.size, live.conversation.leafId]).toEqual([0, 0, null]);
  writes[0]?.open();
  await changed;
  expect([live.sequence, live.messages.size, live.conversation.leafId]).toEqual([2, 1, "m"]);
});

test("an edit that comes while it is stored is kept, and stored with it", async () => {
  const changed = change(live, [], (conversation) => ({ ...conversation, leafId: "m" }));
  await settle();
  live.apply({ type: "conversation", conversation: { ...live.conversation, title: "New" } });
  writes[0]?.open();
  await settle();
  expect(live.conversation.leafId).toBeNull();
  writes[1]?.open();
  await changed;
  expect(live.conversation).toMatchObject({ title: "New", leafId: "m" });
  expect(writes[1]?.conversation).toEqual(live.conversation);
});

test("changes come one after the other, each on top of the one before", async () => {
  const add = (text: string) =>
    change(live, [], (conversation) => ({ ...conversation, title: conversation.title + text }));
  const both = Promise.all([add("a"), add("b")]);
  await settle();
  expect(writes).toHaveLength(1);
  writes[0]?.open();
  await settle();
  writes[1]?.open();
  await both;
  expect(live.conversation.title).toBe("ab");
  expect(writes[1]?.conversation.title).toBe("ab");
});

test("an edit is stored behind the change that is being stored, with all that is true by then", async () => {
  const question = sampleMessage({ id: "m" });
  const changed = change(live, [question], (conversation) => ({ ...conversation, leafId: "m" }));
  await settle();
  live.apply({ type: "conversation", conversation: { ...live.conversation, title: "New" } });
  const edited = saveEdit(live, ["m", "nothing"]);
  await settle();
  expect(writes).toHaveLength(1);
  writes[0]?.open();
  await settle();
  writes[1]?.open();
  await changed;
  await settle();
  expect(writes[2]).toMatchObject({ conversation: { title: "New", leafId: "m" }, messages: [question] });
  writes[2]?.open();
  await edited;
});
