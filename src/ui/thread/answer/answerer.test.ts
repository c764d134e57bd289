import { expect, test } from "vitest";
import type { Message } from "../../../conversations/conversation.ts";
import { sampleMessage } from "../../../conversations/samples.test-tools.ts";
import { answererOf, answererText } from "./answerer.ts";

const desk = { id: "desk", name: "Desk" };
const attic = { id: "attic", name: "Attic" };

test.each<[Omit<Partial<Message>, "id">, string | undefined, string | undefined]>([
  [{}, undefined, undefined],
  [{ backend: desk }, "Desk", undefined],
  [{ model: "small" }, undefined, "small"],
  [{ backend: desk, asked: { model: "small" } }, "Desk", "small"],
  [{ backend: desk, asked: { model: "small" }, model: "small-2026" }, "Desk", "small-2026"],
  [{ backend: desk, model: "small", continued: [{ backend: attic, model: "old", from: 2 }] }, "Attic", "old"],
])("who gave %j is the backend %s and the model %s", (change, backend, model) => {
  const answerer = answererOf(sampleMessage({ id: "a", ...change }));
  expect(answerer).toEqual({ backend, model });
  const text = [model, backend].filter((part) => part !== undefined).join(" · ");
  expect(answererText(answerer) ?? "").toBe(text);
});
