import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { Message } from "./conversation.ts";
import { fingerprint } from "./fingerprint.ts";
import { sampleConversation, sampleMessage } from "./samples.test-tools.ts";

const question = sampleMessage({ id: "q", text: "Why?" });
const error = { kind: "cut", status: 500 } as const;
const answer = sampleMessage({ id: "a", role: "assistant", text: "So.", parentId: "q", error });
const conversation = sampleConversation({ title: "Bees", queue: [{ id: "w", text: "Next?" }] });
const whole = fingerprint(conversation, [question, answer]);

test("is the same whatever order messages and their fields come in", () => {
  const turned = (message: Message) => Object.fromEntries(Object.entries(message).toReversed()) as Message;
  const turnedError = { status: 500, kind: "cut" } as const;
  expect(fingerprint(conversation, [{ ...turned(answer), error: turnedError }, turned(question)])).toBe(whole);
  expect(fingerprint(conversation, [question, { ...answer, model: undefined }])).toBe(whole);
});

test.each<[string, Partial<Message>]>([
  ["another letter", { text: "So!" }],
  ["one letter more", { text: "So.." }],
  ["another state", { state: "streaming" }],
  ["another error", { error: { ...error, kind: "network" } }],
  ["a deletion", { deletedAt: 1 }],
  ["a reasoning", { reasoning: "Hm" }],
])("is another one with %s", (_, change) => {
  expect(fingerprint(conversation, [question, { ...answer, ...change }])).not.toBe(whole);
});

test("is another one for another conversation, and for a message more or less", () => {
  expect(fingerprint({ ...conversation, title: "Wasps" }, [question, answer])).not.toBe(whole);
  expect(fingerprint({ ...conversation, queue: [] }, [question, answer])).not.toBe(whole);
  expect(fingerprint(conversation, [question])).not.toBe(whole);
  expect(fingerprint(conversation, [question, answer, answer])).not.toBe(whole);
});

test("tells any two texts apart", () => {
  const named = (text: string) => fingerprint(conversation, [{ ...question, text }]);
  fc.assert(fc.property(fc.string(), fc.string(), (one, other) => (one === other) === (named(one) === named(other))));
});
