import { expect, it } from "vitest";
import type { Change } from "../conversations/change.ts";
import { createStoreInMemory } from "../conversations/store/memory.test-tools.ts";
import { createTurnsRoom } from "./turns-room.test-tools.ts";

it("what an answer used is sent to views without its text, and kept", async () => {
  const store = createStoreInMemory();
  const room = createTurnsRoom(store);
  const { live } = await room.conversations.hold("c");
  const changes: Change[] = [];
  live.watch((change) => changes.push(change));
  await room.ask("q1", "Why?");
  const [reply] = room.replies;
  reply?.push({ type: "usage", inputTokens: 12, outputTokens: 1 });
  reply?.pushText("So.");
  reply?.push({ type: "usage", outputTokens: 3 });
  reply?.finish();
  await room.allEnded();

  const sent = changes.flatMap((change) => (change.type === "fields" && "usage" in change.set ? [change] : []));
  expect(sent.map(({ set }) => set)).toEqual([
    { usage: { inputTokens: 12, outputTokens: 1 } },
    { usage: { inputTokens: 12, outputTokens: 3 } },
  ]);
  expect((await store.open("c"))?.messages[1]).toMatchObject({
    text: "So.",
    usage: { inputTokens: 12, outputTokens: 3 },
  });
});
