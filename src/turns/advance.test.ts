import { describe, expect, it } from "vitest";
import { type Message, type MessageState, messageStates } from "../conversations/conversation.ts";
import { isRunning } from "../conversations/message-state.ts";
import { sampleMessage } from "../conversations/samples.test-tools.ts";
import { ChatError } from "../providers/chat-error.ts";
import { advance, type TurnEvent } from "./advance.ts";

const answer = (state: MessageState): Message => sampleMessage({ id: "a", role: "assistant", text: "Be", state });

const running = messageStates.filter(isRunning);
const ended = messageStates.filter((state) => !isRunning(state));

const cases: [string, TurnEvent, Partial<Message>][] = [
  ["text", { type: "part", part: { type: "text", text: "es" } }, { text: "Bees", state: "streaming" }],
  ["a model", { type: "part", part: { type: "model", name: "gpt-4o" } }, { model: "gpt-4o" }],
  ["a notice", { type: "part", part: { type: "notice", text: "Slow today" } }, { notice: "Slow today" }],
  ["reasoning", { type: "part", part: { type: "reasoning", text: "Hm" } }, { reasoning: "Hm" }],
  ["text that was thought", { type: "part", part: { type: "thought", length: 1 } }, { text: "B", reasoning: "e" }],
  ["a model that is being loaded", { type: "part", part: { type: "loading" } }, { loading: true }],
  ["a question in other signs", { type: "part", part: { type: "rewritten" } }, { rewritten: true }],
  [
    "all messages left out",
    { type: "part", part: { type: "left-out", reason: "refused" } },
    { leftOut: { reason: "refused" } },
  ],
  [
    "some messages left out",
    { type: "part", part: { type: "left-out", reason: "too-long", messages: 2 } },
    { leftOut: { reason: "too-long", messages: 2 } },
  ],
  [
    "what was used",
    { type: "part", part: { type: "usage", inputTokens: 12, outputTokens: 3 } },
    { usage: { inputTokens: 12, outputTokens: 3 } },
  ],
  ["finish stop", { type: "part", part: { type: "finish", reason: "stop" } }, { state: "done" }],
  [
    "finish length",
    { type: "part", part: { type: "finish", reason: "length" } },
    { state: "done", incomplete: "length" },
  ],
  [
    "finish refused",
    { type: "part", part: { type: "finish", reason: "refused", raw: "content_filter" } },
    { state: "done", incomplete: "refused" },
  ],
  ["finish cut", { type: "part", part: { type: "finish", reason: "cut" } }, { state: "done", incomplete: "cut" }],
  ["stopped", { type: "stopped" }, { state: "stopped" }],
  [
    "failed",
    { type: "failed", error: new ChatError("network"), at: 1_000 },
    { state: "failed", error: { kind: "network" } },
  ],
];

describe.each(cases)("%s", (_, event, change) => {
  it.each(running)("changes an answer that is %s, and nothing else in it", (state) => {
    expect(advance(answer(state), event)).toEqual({ ...answer(state), ...change });
  });

  it.each(ended)("never changes an answer that is %s", (state) => {
    const before = answer(state);
    expect(advance(before, event)).toBe(before);
  });

  it("leaves the message that it was given as it was", () => {
    const before = answer("sending");
    advance(before, event);
    expect(before).toEqual(answer("sending"));
  });
});

describe("advance", () => {
  it("puts a second notice below the first", () => {
    const parts = ["One", "Two"].map((text): TurnEvent => ({ type: "part", part: { type: "notice", text } }));
    expect(parts.reduce(advance, answer("streaming")).notice).toBe("One\nTwo");
  });

  it("keeps all of a failure but its cause, with the time from which one may ask again", () => {
    const options = { status: 429, detail: "Slow down", retryAfterMs: 3_000 };
    const error = new ChatError("rate-limit", { ...options, cause: new Error("secret") });
    expect(advance(answer("streaming"), { type: "failed", error, at: 1_000 }).error).toEqual({
      kind: "rate-limit",
      status: 429,
      detail: "Slow down",
      retryAt: 4_000,
    });
  });

  it("keeps of a failure how much room there was", () => {
    const context = { neededTokens: 8192, allowedTokens: 4096, modelTokens: 8192 };
    const error = new ChatError("too-long", { context });
    expect(advance(answer("sending"), { type: "failed", error, at: 0 }).error).toEqual({ kind: "too-long", context });
  });

  it("leaves out of a failure what nobody knows, so that it can be stored and compared", () => {
    const { error } = advance(answer("sending"), { type: "failed", error: new ChatError("refused"), at: 1_000 });
    expect(Object.keys(error ?? {}).toSorted()).toEqual(["kind"]);
  });

  it("goes from sending to streaming to done", () => {
    const parts = ["a", "b"].map((text): TurnEvent => ({ type: "part", part: { type: "text", text } }));
    const events: TurnEvent[] = [...parts, { type: "part", part: { type: "finish", reason: "stop" } }];
    let message = answer("sending");
    const states = events.map((event) => (message = advance(message, event)).state);
    expect(states).toEqual(["streaming", "streaming", "done"]);
    expect(message.text).toBe("Beab");
  });
});

it.each<[string, TurnEvent]>([
  ["text", { type: "part", part: { type: "text", text: "es" } }],
  ["reasoning", { type: "part", part: { type: "reasoning", text: "Hm" } }],
  ["the end", { type: "part", part: { type: "finish", reason: "stop" } }],
  ["Stop", { type: "stopped" }],
  ["a failure", { type: "failed", error: new ChatError("network"), at: 1_000 }],
])("no model is being loaded any more after %s", (_, event) => {
  const loading = advance(answer("sending"), { type: "part", part: { type: "loading" } });
  expect(advance(loading, event)).not.toHaveProperty("loading");
});
