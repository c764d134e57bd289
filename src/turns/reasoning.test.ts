import { expect, it } from "vitest";
import type { Change } from "../conversations/change.ts";
import { createStoreInMemory } from "../conversations/store/memory.test-tools.ts";
import { createTurnsRoom } from "./turns-room.test-tools.ts";

it("is told to views piece by piece, kept beside the answer, and never sent back", async () => {
  const store = createStoreInMemory();
  const room = createTurnsRoom(store);
  const { live } = await room.conversations.hold("c");
  const changes: Change[] = [];
  live.watch((change) => changes.push(change));
  await room.ask("q1", "Why?");
  const [reply] = room.replies;
  reply?.pushText("x".repeat(20_000));
  for (let piece = 0; piece < 2_000; piece += 1) reply?.push({ type: "reasoning", text: "hm " });
  reply?.finish();
  await room.allEnded();

  const pieces = changes.filter(({ type }) => type === "reasoning");
  expect(pieces).toHaveLength(2_000);
  expect(JSON.stringify(pieces).length).toBeLessThan(2_000 * 100);
  const reasoning = "hm ".repeat(2_000);
  const times = changes.flatMap((change) => (change.type === "fields" ? Object.keys(change.set) : []));
  expect(times.filter((field) => field.endsWith("Ms"))).toEqual(["thoughtMs", "durationMs"]);
  expect(live.messages.get("answer-1")).toMatchObject({ reasoning, text: "x".repeat(20_000), state: "done" });
  const stored = await store.open("c");
  expect(stored?.messages[1]).toMatchObject({ reasoning });
  expect(stored?.conversation.title).toBe("Why?");
  expect((await store.search("hm", 10)).hits).toEqual([]);

  await room.ask("q2", "And?");
  expect(JSON.stringify(room.replies[1]?.request)).not.toContain("hm ");
});
