import { beforeEach, expect, test } from "vitest";
import type { Message } from "../conversations/conversation.ts";
import { sampleMessage } from "../conversations/samples.test-tools.ts";
import { ChatError } from "../providers/chat-error.ts";
import type { ReplyPart } from "../providers/provider.ts";
import { advance, type TurnEvent } from "./advance.ts";
import { createTurnClock } from "./turn-times.ts";

let time: number;
let looks: number;
beforeEach(() => {
  time = 50_000;
  looks = 0;
});

const waiting = sampleMessage({ id: "a", role: "assistant", text: "", state: "sending" });
const part = (each: ReplyPart): TurnEvent => ({ type: "part", part: each });
const asked: TurnEvent = { type: "asked" };
const hm = part({ type: "reasoning", text: "Hm." });
const words = part({ type: "text", text: "Bees." });
const finish = part({ type: "finish", reason: "stop" });

/** Lets things happen, each so many ms after the one before. */
function timesAfter(steps: readonly (readonly [ms: number, event: TurnEvent])[], before: Message = waiting) {
  const clock = createTurnClock(before, () => {
    looks += 1;
    return time;
  });
  let message = before;
  for (const [ms, event] of steps) {
    time += ms;
    message = clock(advance(message, event), event);
  }
  const { thoughtMs, durationMs } = message;
  return { thoughtMs, durationMs };
}

test.each<[string, [number, TurnEvent][], number | undefined, number | undefined]>([
  ["asked", [[70, asked]], undefined, undefined],
  [
    "thinking",
    [
      [0, asked],
      [5, hm],
      [9, hm],
    ],
    undefined,
    undefined,
  ],
  [
    "writing, after thinking",
    [
      [0, asked],
      [5, hm],
      [9, hm],
      [20, words],
    ],
    29,
    undefined,
  ],
  [
    "done, after thinking",
    [
      [0, asked],
      [5, hm],
      [20, words],
      [300, finish],
    ],
    20,
    325,
  ],
  [
    "done, after thinking twice",
    [
      [0, asked],
      [5, hm],
      [20, words],
      [300, hm],
      [4, words],
      [1, finish],
    ],
    24,
    330,
  ],
  [
    "done without thinking",
    [
      [0, asked],
      [5, words],
      [3, finish],
    ],
    undefined,
    8,
  ],
  [
    "done with nothing but thinking",
    [
      [0, asked],
      [5, hm],
      [3, finish],
    ],
    3,
    8,
  ],
  [
    "stopped while it thinks",
    [
      [0, asked],
      [5, hm],
      [3, { type: "stopped" }],
    ],
    3,
    8,
  ],
  [
    "failed",
    [
      [0, asked],
      [5, { type: "failed", error: new ChatError("network"), at: 1 }],
    ],
    undefined,
    5,
  ],
  ["stopped before it was asked", [[5, { type: "stopped" }]], undefined, undefined],
  [
    "nothing but white space thought",
    [
      [0, asked],
      [5, part({ type: "reasoning", text: "\n\n" })],
      [3, words],
      [1, finish],
    ],
    undefined,
    9,
  ],
  [
    "done, where the text turns out to be thinking",
    [
      [0, asked],
      [5, words],
      [7, part({ type: "thought", length: 5 })],
      [2, words],
      [1, finish],
    ],
    9,
    15,
  ],
])("an answer that is %s", (_, steps, thoughtMs, durationMs) => {
  expect(timesAfter(steps)).toEqual({ thoughtMs, durationMs });
});

test("what continues an answer is added to its times", () => {
  const steps = [
    [0, asked],
    [5, hm],
    [20, words],
    [300, finish],
  ] as const;
  expect(timesAfter(steps, { ...waiting, text: "So ", thoughtMs: 1_000, durationMs: 2_000 })).toEqual({
    thoughtMs: 1_020,
    durationMs: 2_325,
  });
});

test("no time is less than nothing, because clocks are set back", () => {
  expect(
    timesAfter([
      [0, asked],
      [5, hm],
      [-60, words],
      [1, finish],
    ]),
  ).toEqual({ thoughtMs: 0, durationMs: 0 });
});

test("the clock is not looked at with each piece", () => {
  const many = Array.from({ length: 100 }, () => [1, hm] as const);
  timesAfter([[0, asked], ...many, ...many.map(() => [1, words] as const), [1, finish]]);
  expect(looks).toBeLessThan(8);
});
