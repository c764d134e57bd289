import * as fc from "fast-check";
import { expect, it, test } from "vitest";
import type { ChatMessage } from "../../providers/provider.ts";
import { fit, sizeOf } from "./fit.ts";

/** Returns so many turns, each a question and an answer of 100 bytes, and another question. */
function conversation(turns: number): ChatMessage[] {
  const said = Array.from({ length: turns }, (_, index): ChatMessage[] => [
    { role: "user", text: `Q${index} `.padEnd(100, "?") },
    { role: "assistant", text: `A${index} `.padEnd(100, ".") },
  ]);
  return [...said.flat(), { role: "user", text: "And now?" }];
}

it("leaves a conversation that fits as it is", () => {
  const request = { messages: conversation(3) };
  expect(fit(request, 608)).toEqual({ request, leftOut: 0 });
});

it("leaves out the oldest turns, as a whole, and tells the model how many messages that are", () => {
  const { request, leftOut } = fit({ messages: conversation(10) }, 750);
  expect(leftOut).toBe(16);
  expect(request.messages[0]?.role).toBe("system");
  expect(request.messages[0]?.text).toMatch(/left out.*16/);
  expect(request.messages.slice(1)).toEqual(conversation(10).slice(16));
});

it("keeps the question, however little fits", () => {
  const { request, leftOut } = fit({ messages: conversation(2) }, 1);
  expect(request.messages.map(({ text }) => text)).toEqual([expect.stringContaining("left out"), "And now?"]);
  expect(leftOut).toBe(4);
  const alone = { messages: [{ role: "user" as const, text: "x".repeat(100) }] };
  expect(fit(alone, 1)).toEqual({ request: alone, leftOut: 0 });
});

it("keeps the answer that is to go on", () => {
  const { request, leftOut } = fit({ messages: conversation(3), continues: true }, 1);
  expect(request.messages.slice(1)).toEqual(conversation(3).slice(-2));
  expect(leftOut).toBe(5);
  expect(request.continues).toBe(true);
});

it("counts bytes, not letters: a token holds fewer letters of other scripts", () => {
  expect(sizeOf([{ role: "user", text: "aя字" }])).toBe(6);
});

it("does not count answers in which nothing had come", () => {
  const messages: ChatMessage[] = [
    { role: "user", text: "x".repeat(900) },
    { role: "assistant", text: " " },
  ];
  expect(fit({ messages: [...messages, ...conversation(0)] }, 500).leftOut).toBe(1);
});

test("whatever is asked: it fits or nothing more can go, it ends with the question, and nothing is altered", () => {
  const message = fc.record({
    role: fc.constantFrom("user" as const, "assistant" as const),
    text: fc.string({ unit: "grapheme", maxLength: 400 }),
  });
  const asked = fc.array(message, { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(asked, fc.nat(8_000), fc.boolean(), (messages, limit, continues) => {
      const { request, leftOut } = fit({ messages, continues }, limit);
      const kept = request.messages.filter(({ role }) => role !== "system");
      expect(kept).toEqual(messages.slice(messages.length - kept.length));
      expect(kept.length).toBeGreaterThanOrEqual(Math.min(messages.length, continues ? 2 : 1));
      if (leftOut === 0) expect(request.messages).toEqual(messages);
      else if (kept.length > (continues ? 2 : 1)) {
        expect(sizeOf(request.messages)).toBeLessThanOrEqual(limit);
        expect(kept[0]?.role).toBe("user");
      }
    }),
  );
});
