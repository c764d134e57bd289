import { beforeEach, describe, expect, it } from "vitest";
import { createStoreInMemory } from "../../conversations/store/memory.test-tools.ts";
import { sampleConversation, sampleMessage } from "../../conversations/samples.test-tools.ts";
import type { ConversationStore } from "../../conversations/store/store.ts";
import { ChatError } from "../../providers/chat-error.ts";
import { createTurnsRoom, type TurnsRoom } from "../turns-room.test-tools.ts";

let store: ConversationStore;
let room: TurnsRoom;

/** Begins with a stored conversation of so many turns, whose messages have this length. */
async function begin(turns: number, length: number): Promise<void> {
  store = createStoreInMemory();
  room = createTurnsRoom(store);
  const messages = Array.from({ length: turns * 2 }, (_, index) =>
    sampleMessage({
      id: `m${index}`,
      parentId: index === 0 ? null : `m${index - 1}`,
      role: index % 2 === 0 ? "user" : "assistant",
      text: `${index} `.padEnd(length, "."),
      createdAt: index,
    }),
  );
  await store.save(sampleConversation({ leafId: `m${turns * 2 - 1}` }), messages);
}
beforeEach(() => begin(10, 1_000));

const tooLong = (detail?: string) => new ChatError("too-long", { detail });
const halfFits = () => tooLong("This model's maximum context length is 8000 tokens, but you requested 16000 tokens.");
const told = (reply: number) => room.replies[reply]?.request.messages ?? [];
const answer = async () => (await store.open("c"))?.messages.find(({ id }) => id.startsWith("answer-"));
const lastAnswer = async () => (await store.open("c"))?.messages.findLast(({ id }) => id.startsWith("answer-"));
const replied = (count: number) => expect.poll(() => room.replies.length, { interval: 1, timeout: 60_000 }).toBe(count);

describe("a conversation that is too long for its backend", () => {
  it("is asked once more without its oldest turns, which the answer and the model are told", async () => {
    await room.ask("q", "And now?");
    await replied(1);
    expect(told(0)).toHaveLength(21);
    room.replies[0]?.fail(halfFits());
    await replied(2);
    expect(told(1)[0]?.text).toMatch(/left out.*12/);
    expect(told(1)[1]?.text).toMatch(/^12 /);
    expect(told(1).at(-1)?.text).toBe("And now?");
    room.replies[1]?.pushText("This.");
    room.replies[1]?.finish();
    await room.allEnded();
    expect(await answer()).toMatchObject({
      text: "This.",
      state: "done",
      leftOut: { reason: "too-long", messages: 12 },
    });
  });

  it("may be shortened once more by a backend that counts itself, and the answer names both together", async () => {
    await room.ask("q", "And now?");
    await replied(1);
    room.replies[0]?.fail(halfFits());
    await replied(2);
    room.replies[1]?.push({ type: "left-out", reason: "too-long", messages: 4 });
    room.replies[1]?.pushText("This.");
    room.replies[1]?.finish();
    await room.allEnded();
    expect(await answer()).toMatchObject({ leftOut: { reason: "too-long", messages: 16 } });
  });

  it("is left whole where the person can give more room, and shortened where the model takes no more", async () => {
    const shortage = (allowedTokens: number, modelTokens?: number) =>
      new ChatError("too-long", {
        context: { neededTokens: 65_536, allowedTokens, ...(modelTokens !== undefined && { modelTokens }) },
      });
    for (const [index, error] of [shortage(32_768), shortage(32_768, 40_000)].entries()) {
      await room.ask(`q${index}`, "And now?");
      await replied(index + 1);
      room.replies[index]?.fail(error);
      await room.allEnded();
      expect(await lastAnswer()).toMatchObject({
        state: "failed",
        error: { kind: "too-long", context: error.context },
      });
    }
    await room.ask("q2", "And now?");
    await replied(3);
    room.replies[2]?.fail(shortage(40_000, 40_000));
    await replied(4);
    expect(told(3).length).toBeLessThan(told(2).length);
  });

  it("is asked so at once the next time", async () => {
    await room.ask("q", "And now?");
    await replied(1);
    room.replies[0]?.fail(halfFits());
    await replied(2);
    room.replies[1]?.pushText("This.");
    room.replies[1]?.finish();
    await room.allEnded();
    await room.ask("q2", "And then?");
    await replied(3);
    expect(told(2)[0]?.role).toBe("system");
    expect(told(2).at(-1)?.text).toBe("And then?");
    expect(told(2).length).toBeLessThanOrEqual(12);
    room.replies[2]?.finish();
    await room.allEnded();
  });

  it("fails where it is too long all the same, and can then be asked without all of it", async () => {
    await room.ask("q", "And now?");
    await replied(1);
    room.replies[0]?.fail(tooLong());
    await replied(2);
    room.replies[1]?.fail(tooLong());
    await room.allEnded();
    expect(room.replies).toHaveLength(2);
    expect(told(1).length).toBeLessThan(told(0).length);
    const failed = await answer();
    expect(failed).toMatchObject({ state: "failed", error: { kind: "too-long" } });
    await room.turns.retryAlone("c", failed?.id ?? "", "again");
    await replied(3);
    expect(told(2)).toEqual([{ role: "user", text: "And now?" }]);
    room.replies[2]?.pushText("This.");
    room.replies[2]?.finish();
    await room.allEnded();
    const again = (await store.open("c"))?.messages.find(({ id }) => id === "again");
    expect(again).toMatchObject({ state: "done", leftOut: { reason: "too-long" } });
    expect(again?.leftOut?.messages).toBeUndefined();
  });

  it("is not asked again where a question without anything before it is too long, or where an answer has begun", async () => {
    await begin(0, 0);
    await room.ask("q", "Why? ".repeat(100));
    await replied(1);
    room.replies[0]?.fail(tooLong());
    await room.allEnded();
    expect(room.replies).toHaveLength(1);
    expect((await answer())?.leftOut).toBeUndefined();

    await begin(10, 1_000);
    await room.ask("q", "And now?");
    await replied(1);
    room.replies[0]?.pushText("Th");
    room.replies[0]?.fail(tooLong());
    await room.allEnded();
    expect(room.replies).toHaveLength(1);
  });

  it("keeps the answer that is to go on", async () => {
    await begin(10, 1_000);
    await store.saveMessage({
      ...sampleMessage({ id: "m19", parentId: "m18", role: "assistant" }),
      text: "Half",
      state: "stopped",
    });
    await room.turns.goOn("c", "m19");
    await replied(1);
    room.replies[0]?.fail(tooLong());
    await replied(2);
    expect(told(1).at(-2)).toEqual({ role: "assistant", text: "Half" });
    room.replies[1]?.finish();
    await room.allEnded();
  });

  it("is not asked with everything where it is longer than any backend takes", async () => {
    await begin(10, 50_000);
    await room.ask("q", "And now?");
    await replied(1);
    expect(JSON.stringify(told(0)).length).toBeLessThan(400_000);
    room.replies[0]?.finish();
    await room.allEnded();
    expect((await answer())?.leftOut).toEqual({ reason: "too-long", messages: 14 });
  });
});
