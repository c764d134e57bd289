import * as fc from "fast-check";
import { expect, test } from "vitest";
import { createStoreInMemory } from "../../conversations/store/memory.test-tools.ts";
import type { Message } from "../../conversations/conversation.ts";
import { CHAT_ERROR_KINDS, ChatError, type ChatErrorKind } from "../../providers/chat-error.ts";
import { isShown, type ReplyPart } from "../../providers/provider.ts";
import type { ReadyBackend } from "../backend.ts";
import { createTurnsRoom } from "../turns-room.test-tools.ts";
import { movesOn } from "./ask-in-order.ts";

const RUNS = 5_000;

/** What a backend does next. `hang`: it says nothing more, not even after Stop. `end`: it ends without an end. */
type Step = ReplyPart | { type: "fail"; kind: ChatErrorKind } | { type: "hang" } | { type: "end" } | { type: "wait" };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ type: fc.constant("fail" as const), kind: fc.constantFrom(...CHAT_ERROR_KINDS) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ type: fc.constant("text" as const), text: fc.constantFrom("a", "b\n", " ", "") }),
  },
  { weight: 2, arbitrary: fc.constantFrom<Step>({ type: "reasoning", text: "hm" }, { type: "wait" }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Step>(
      { type: "finish", reason: "stop" },
      { type: "notice", text: "Mind this." },
      { type: "model", name: "m" },
      { type: "usage", outputTokens: 2 },
      { type: "left-out", reason: "too-long", messages: 1 },
      { type: "hang" },
      { type: "end" },
    ),
  },
);
const scripts = fc.array(fc.array(step, { maxLength: 5 }), { minLength: 1, maxLength: 4 });
/** After how many turns of the event loop the person presses Stop, or the background is killed. */
const interruption = fc.record({ type: fc.constantFrom("stop" as const, "kill" as const), after: fc.nat(40) });

/** Whether a backend that does this gives text, which is then the answer; or why not. */
function outcomeOf(steps: readonly Step[]): "text" | "hangs" | ChatErrorKind {
  for (const each of steps) {
    if (each.type === "fail") return each.kind;
    if (each.type === "hang") return "hangs";
    if (each.type === "end") return "cut";
    if (each.type === "finish") return "empty-answer";
    if (each.type !== "wait" && isShown(each)) return "text";
  }
  return "cut";
}

function textOf(steps: readonly Step[]): string {
  return steps.map((each) => (each.type === "text" ? each.text : "")).join("");
}

test("no answer is mixed, nobody is asked who must not be, the trail is true, and there is always an end", async () => {
  await fc.assert(
    fc.asyncProperty(scripts, fc.option(interruption, { nil: undefined }), async (all, interrupted) => {
      const store = createStoreInMemory();
      const room = createTurnsRoom(store);
      const asked: number[] = [];
      const backends = all.map((steps, index): ReadyBackend => ({
        id: String(index),
        name: `b${index}`,
        agreed: true,
        atOnce: 1,
        async *chat(_request, signal) {
          asked.push(index);
          for (const each of steps) {
            if (each.type === "fail") throw new ChatError(each.kind);
            if (each.type === "hang") await new Promise(() => undefined);
            if (each.type === "end") return;
            if (each.type === "wait") await new Promise((resolve) => setImmediate(resolve));
            else if (each.type !== "hang") yield each;
            if (signal.aborted) throw new ChatError("aborted");
          }
        },
      }));
      const [first, ...others] = backends;
      if (first === undefined) return;
      room.backend.mockResolvedValue(first);
      room.others = others;
      await room.ask("q", "Who?");
      const hangs = all.some((steps) => steps.some(({ type }) => type === "hang"));
      if (interrupted !== undefined) await turns(interrupted.after);
      else if (hangs) await turns(60);
      if (interrupted?.type === "kill") await store.interruptRunning();
      else if (interrupted !== undefined || hangs) room.turns.stop("c");
      if (interrupted?.type !== "kill") await room.allEnded();
      const answer = (await store.open("c"))?.messages.find(({ role }) => role === "assistant");
      expect(answer).toBeDefined();
      if (answer !== undefined) check(answer, all, asked);
      room.turns.stop("c");
      await room.allEnded();
    }),
    { numRuns: RUNS },
  );
});

function check(answer: Message, all: readonly (readonly Step[])[], asked: readonly number[]): void {
  const { state, text, trail = [], backend, error } = answer;
  expect(["done", "failed", "stopped", "interrupted"]).toContain(state);
  // Asked one after the other, each because the one before gave no text and its failure is no final one.
  expect(asked).toEqual(asked.map((_, index) => index));
  for (const index of asked.slice(0, -1)) {
    const outcome = outcomeOf(all[index] ?? []);
    expect(outcome !== "text" && outcome !== "hangs" && movesOn({ kind: outcome })).toBe(true);
  }
  // The text is the beginning of what one of them said, and of the one that the answer names.
  const writer = Number(backend?.id);
  expect(textOf(all[writer] ?? []).startsWith(text)).toBe(true);
  // The trail says who was asked in vain, in order, and why.
  expect(trail.map((entry) => [Number(entry.backend.id), entry.error.kind])).toEqual(
    trail.map((_, index) => [index, outcomeOf(all[index] ?? [])]),
  );
  const allFailed = state === "failed" && trail.length > 1 && writer === 0;
  if (!allFailed) expect(trail).toHaveLength(writer);
  if (allFailed) expect([error?.kind, text.trim()]).toEqual([trail[0]?.error.kind, ""]);
  // A backend that is alone says itself whether nothing was its answer.
  if (state === "done" && all.length > 1) expect(text.trim()).not.toBe("");
}

/** Lets the event loop turn so many times. */
async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1)
    await (turn % 4 === 3 ? new Promise((resolve) => setImmediate(resolve)) : null);
}
