import { expect, it, test, vi } from "vitest";
import { createStoreInMemory } from "../conversations/store/memory.test-tools.ts";
import { sampleConversation, sampleMessage } from "../conversations/samples.test-tools.ts";
import { createTurnsRoom } from "./turns-room.test-tools.ts";

/** Lets promises settle for so many microtasks. */
async function letPass(steps: number): Promise<void> {
  for (let step = 0; step < steps; step += 1) await Promise.resolve();
}

test.each(Array.from({ length: 60 }, (_, index) => index * 2))(
  "a question that comes %d steps after the end of an answer is asked behind what waits, and all are asked",
  async (steps) => {
    const room = createTurnsRoom(createStoreInMemory());
    await room.ask("q1", "one");
    await room.ask("q2", "two");
    room.replies[0]?.finish();
    await letPass(steps);
    const sent = [room.ask("q3", "three"), room.ask("q4", "four")];
    for (let reply = 1; reply < 4; reply += 1) {
      await vi.waitUntil(() => room.replies.length > reply, { interval: 1 });
      room.replies[reply]?.finish();
    }
    await Promise.all(sent);
    await room.allEnded();
    const asked = room.replies.map(({ request }) => request.messages.at(-1)?.text.split("\n\n").at(-1));
    expect(asked).toEqual(["one", "two", "three", "four"]);
  },
);

it("asks nothing by itself that was not sent to this background, e.g. of a file that was imported", async () => {
  const store = createStoreInMemory();
  const queue = Array.from({ length: 500 }, (_, index) => ({ id: `w${index}`, text: `Injected question ${index}` }));
  await store.save(sampleConversation({ leafId: "m", queue }), [sampleMessage({ id: "m", text: "Hello" })]);
  const room = createTurnsRoom(store);
  await room.ask("mine", "And salt?");
  await room.ask("next", "And pepper?");
  for (const reply of [0, 1]) {
    await vi.waitUntil(() => room.replies.length > reply, { interval: 1 });
    room.replies[reply]?.finish();
  }
  await room.allEnded();
  expect(room.replies.map(({ request }) => request.messages.at(-1)?.text.split("\n\n").at(-1))).toEqual([
    "And salt?",
    "And pepper?",
  ]);
  expect((await store.open("c"))?.conversation.queue).toEqual(queue);
  await room.ask("w7", "Injected question 7");
  expect(room.replies).toHaveLength(3);
  room.replies[2]?.finish();
  await room.allEnded();
});
