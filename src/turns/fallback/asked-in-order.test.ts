import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { UsableBackend } from "../../backends/backend.ts";
import { backendsAfter } from "../../backends/backends-after.ts";
import type { Health } from "../../backends/health.ts";
import { passOver } from "../../backends/pass-over.ts";
import { createStoreInMemory } from "../../conversations/store/memory.test-tools.ts";
import type { Message, TrailEntry } from "../../conversations/conversation.ts";
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
/** Where a backend is: the farther, the later it stands here. */
const PLACES = ["http://127.0.0.1:8080/v1", "http://192.168.1.7:8080/v1", "https://api.example/v1"] as const;

interface Scripted {
  steps: readonly Step[];
  /** Index in `PLACES`. */
  place: number;
  whenOthersFail: boolean | undefined;
  agreed: boolean;
  /** Whether it keeps failing, and is passed over. */
  down: boolean;
  /** Whether it never gets text of pages. */
  neverPages: boolean;
}
const scripted: fc.Arbitrary<Scripted> = fc.record({
  steps: fc.array(step, { maxLength: 5 }),
  place: fc.nat(PLACES.length - 1),
  whenOthersFail: fc.constantFrom(undefined, undefined, true, false),
  agreed: fc.constantFrom(true, true, true, false),
  down: fc.boolean(),
  neverPages: fc.constantFrom(false, false, true),
});
/** The person's backends, in their order. The first is the one that they have chosen. */
const scripts = fc.array(scripted, { minLength: 1, maxLength: 4 });
/** What is asked, and where it may go. `only`: the conversation is bound to its backend. */
const questions = fc.record({ holdsPageText: fc.boolean(), only: fc.constantFrom(false, false, true) });
type Asked = typeof questions extends fc.Arbitrary<infer Value> ? Value : never;
const DOWN: Health = { failures: 3, until: 2_000, error: { kind: "not-answering", status: 504 } };

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

/** Whether the person lets a question go there that they have asked of the first. */
function isAllowed([first, ...others]: readonly Scripted[], index: number): boolean {
  const other = others[index - 1];
  if (index === 0) return true;
  if (first === undefined || other?.agreed !== true) return false;
  return other.whenOthersFail ?? other.place <= first.place;
}

/** Returns whom a question may be asked of, by their indices: as the person has ordered them, those that keep failing last. */
function expectedOrder(all: readonly Scripted[], { holdsPageText, only }: Asked): number[] {
  const isClosed = (index: number) => holdsPageText && all[index]?.neverPages === true;
  if (isClosed(0)) return [];
  if (only) return [0];
  const allowed = [...all.keys()].filter((index) => isAllowed(all, index) && !isClosed(index));
  const isDown = (index: number) => all[index]?.down === true;
  return [...allowed.filter((index) => !isDown(index)), ...allowed.filter(isDown)];
}

/** Returns the backends in the order in which they are asked, as the background makes it. */
function inTurn(all: readonly Scripted[], asked: Asked, chat: (index: number) => ReadyBackend["chat"]) {
  const usable = all.map(({ place, whenOthersFail, agreed, neverPages }, index): UsableBackend => ({
    id: String(index),
    type: "openai-compatible",
    name: `b${index}`,
    config: { baseUrl: PLACES[place] ?? "" },
    agreedAt: agreed || index === 0 ? 5 : null,
    whenOthersFail,
    neverPages,
  }));
  const ready = ({ id, name, neverPages }: UsableBackend): ReadyBackend => ({
    id,
    name,
    agreed: true,
    neverPages,
    atOnce: 1,
    chat: chat(Number(id)),
  });
  const [first] = usable;
  if (first === undefined) throw new Error("No backends");
  const healths = new Map(all.flatMap(({ down }, index) => (down ? [[String(index), DOWN] as const] : [])));
  const mustNotGet = ({ neverPages }: ReadyBackend) => asked.holdsPageText && neverPages === true;
  // As the background makes it, which asks nobody in place of one that must not get the question.
  if (asked.only || mustNotGet(ready(first))) return [ready(first)] as const;
  return passOver([ready(first), ...backendsAfter(first, usable).map(ready)], healths, 1_000, mustNotGet);
}

test("no answer is mixed, nobody is asked who must not be, the trail is true, and there is always an end", async () => {
  await fc.assert(
    fc.asyncProperty(
      scripts,
      questions,
      fc.option(interruption, { nil: undefined }),
      async (all, question, interrupted) => {
        const store = createStoreInMemory();
        const room = createTurnsRoom(store);
        const asked: number[] = [];
        const [first, ...others] = inTurn(
          all,
          question,
          (index) =>
            async function* (_request, signal) {
              asked.push(index);
              for (const each of all[index]?.steps ?? []) {
                if (each.type === "fail") throw new ChatError(each.kind);
                if (each.type === "hang") await new Promise(() => undefined);
                if (each.type === "end") return;
                if (each.type === "wait") await new Promise((resolve) => setImmediate(resolve));
                else if (each.type !== "hang") yield each;
                if (signal.aborted) throw new ChatError("aborted");
              }
            },
        );
        room.backend.mockResolvedValue(first);
        room.others = others;
        await room.turns.ask({
          conversationId: "c",
          questionId: "q",
          text: "Who?",
          ...(question.holdsPageText && { sources: [{ type: "page" }] }),
          ...(question.only && { target: { backendId: "0", only: true } }),
        });
        const hangs = all.some(({ steps }) => steps.some(({ type }) => type === "hang"));
        if (interrupted !== undefined) await turns(interrupted.after);
        else if (hangs) await turns(60);
        if (interrupted?.type === "kill") await store.interruptRunning();
        else if (interrupted !== undefined || hangs) room.turns.stop("c");
        if (interrupted?.type !== "kill") await room.allEnded();
        const answer = (await store.open("c"))?.messages.find(({ role }) => role === "assistant");
        expect(answer).toBeDefined();
        if (answer !== undefined) check(answer, all, question, asked);
        if (interrupted?.type !== "kill") {
          const told = room.outcome.mock.calls.map(
            ([{ backendId }, error]) => [Number(backendId), error?.kind] as const,
          );
          checkOutcomes(
            told.filter(([, kind]) => asked.length > 0 || kind !== "never-pages"),
            all,
            asked,
          );
        }
        room.turns.stop("c");
        await room.allEnded();
      },
    ),
    { numRuns: RUNS },
  );
});

/** Whether the next one is asked after this failure of the one in this place. */
function isFollowed(kind: ChatErrorKind, place: number): boolean {
  return movesOn({ kind }) || (place > 0 && kind === "never-pages");
}

function check(answer: Message, all: readonly Scripted[], question: Asked, asked: readonly number[]): void {
  const { state, text, trail = [], backend, error } = answer;
  const order = expectedOrder(all, question);
  const stepsOf = (index: number | undefined) => all[index ?? -1]?.steps ?? [];
  expect(["done", "failed", "stopped", "interrupted"]).toContain(state);
  // Asked one after the other, each because the one before gave no text and its failure is no final one.
  expect(asked).toEqual(order.slice(0, asked.length));
  for (const [place, index] of asked.slice(0, -1).entries()) {
    const outcome = outcomeOf(stepsOf(index));
    expect(outcome !== "text" && outcome !== "hangs" && isFollowed(outcome, place)).toBe(true);
  }
  if (order.length === 0) {
    expect([trail, text]).toEqual([[], ""]);
    if (state === "failed") expect(error?.kind).toBe("never-pages");
    return;
  }
  // The text is the beginning of what one of them said, and of the one that the answer names.
  const writer = Number(backend?.id);
  expect(textOf(stepsOf(writer)).startsWith(text)).toBe(true);
  // The trail says who was asked in vain, in order, and why.
  const isClosed = ({ backend: { id } }: TrailEntry) => question.holdsPageText && all[Number(id)]?.neverPages === true;
  const failed = trail.filter((entry) => entry.notAsked === undefined && !isClosed(entry));
  expect(failed.map((entry) => [Number(entry.backend.id), entry.error.kind])).toEqual(
    failed.map((_, place) => [order[place], outcomeOf(stepsOf(order[place]))]),
  );
  const allFailed = state === "failed" && failed.length > 1 && writer === order[0];
  if (!allFailed) expect(failed).toHaveLength(order.indexOf(writer));
  if (allFailed) expect([error?.kind, text.trim()]).toEqual([failed[0]?.error.kind, ""]);
  // And who was not asked at all although they come before one that was, and why.
  const reached = order.slice(0, allFailed ? failed.length : order.indexOf(writer) + 1);
  const passedOver = trail.filter(({ notAsked }) => notAsked !== undefined);
  expect(new Set(passedOver.map((entry) => Number(entry.backend.id)))).toEqual(
    new Set(order.filter((index) => !reached.includes(index) && reached.some((other) => index < other))),
  );
  const closed = trail.filter(isClosed);
  expect(closed.every((entry) => entry.error.kind === "never-pages" && isAllowed(all, Number(entry.backend.id)))).toBe(
    true,
  );
  expect(closed.map((entry) => Number(entry.backend.id))).toEqual(
    [...all.keys()].filter(
      (index) =>
        question.holdsPageText &&
        all[index]?.neverPages === true &&
        isAllowed(all, index) &&
        reached.some((other) => all[other]?.down !== true && index < other),
    ),
  );
  expect(passedOver.every((entry) => entry.error.status === 504 && entry.notAsked === DOWN.failures)).toBe(true);
  expect(new Set(trail.map((entry) => entry.backend.id)).size).toBe(trail.length);
  // A backend that is alone says itself whether nothing was its answer.
  if (state === "done" && order.length > 1) expect(text.trim()).not.toBe("");
}

/** How each has done is told once, and truly; of the last one perhaps not, because it was stopped. */
function checkOutcomes(
  told: readonly (readonly [number, ChatErrorKind | undefined])[],
  all: readonly Scripted[],
  asked: readonly number[],
): void {
  expect([asked.length, asked.length - 1]).toContain(told.length);
  for (const [place, [index, kind]] of told.entries()) {
    expect(index).toBe(asked[place]);
    const outcome = outcomeOf(all[index]?.steps ?? []);
    if (outcome !== "text") expect(kind).toBe(outcome);
    else if (place < asked.length - 1) expect(kind).not.toBeUndefined();
  }
}

/** Lets the event loop turn so many times. */
async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1)
    await (turn % 4 === 3 ? new Promise((resolve) => setImmediate(resolve)) : null);
}
