import { expect, test } from "vitest";
import { DEFAULT_BACKEND, type UsableBackend } from "../../backends/backend.ts";
import type { ModelList } from "../client/model-lists.ts";
import { hasThinkingChoice, withThinking } from "./thinking-choice.ts";

const desk: UsableBackend = { id: "desk", type: "ollama", name: "Desk", config: {}, model: "owl", agreedAt: 5 };
const models: ModelList["models"] = [
  { id: "owl", input: ["text"], thinking: true, thinkingIsOptional: true },
  { id: "sage", input: ["text"], thinking: true },
  { id: "parrot", input: ["text"], thinking: false },
];
const lists = new Map([["desk", { models, problem: null, loading: false }]]);

test.each([
  ["a model whose backend says so", { backendId: "desk", model: "owl" }, true],
  ["the model that is stored with the backend", { backendId: "desk" }, true],
  ["a model that always thinks", { backendId: "desk", model: "sage" }, false],
  ["a model that cannot", { backendId: "desk", model: "parrot" }, false],
  ["a model that is not listed", { backendId: "desk", model: "crow" }, false],
  ["a backend without models", { backendId: "chatgptt" }, false],
  ["a model for which it was chosen before", { backendId: "chatgptt", think: false }, true],
])("whether %s thinks can be chosen", (_, target, expected) => {
  expect(hasThinkingChoice(target, [DEFAULT_BACKEND, desk], lists)).toBe(expected);
});

test("a choice is kept with the target, and taken back it leaves nothing behind", () => {
  const target = { backendId: "desk", model: "owl" };
  const silent = withThinking(target, false);
  expect(silent).toEqual({ ...target, think: false });
  expect(withThinking(silent, true)).toEqual(target);
});
