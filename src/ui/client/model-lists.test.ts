import { beforeEach, expect, test } from "vitest";
import type { Command } from "../../port/commands.ts";
import { createModelLists, type ModelLists } from "./model-lists.ts";

let sent: Command[];
let lists: ModelLists;

beforeEach(() => {
  sent = [];
  lists = createModelLists((command) => sent.push(command));
});

const MODELS = [{ id: "small", input: ["text"] as const }];

test("nobody is asked before somebody looks", () => {
  expect([sent, lists.greet(), lists.loading.value]).toEqual([[], [], false]);
});

test("each backend is asked once at a time, and what it said before stands meanwhile", () => {
  lists.load(["desk", "attic"]);
  lists.load(["desk"]);
  expect(sent).toEqual(["desk", "attic"].map((backendId) => ({ type: "list-models", backendId })));
  lists.take({ type: "models", backendId: "desk", models: MODELS, problem: null });
  expect([lists.all.value.get("desk"), lists.loading.value]).toEqual([
    { models: MODELS, problem: null, loading: false },
    true,
  ]);
  lists.load(["desk"]);
  expect(sent).toHaveLength(3);
  expect(lists.all.value.get("desk")).toEqual({ models: MODELS, problem: null, loading: true });
});

test("a backend that does not answer is told, and a lost connection asks for what is missing", () => {
  lists.load(["desk", "attic"]);
  lists.take({ type: "models", backendId: "desk", models: [], problem: { kind: "not-running" } });
  expect(lists.all.value.get("desk")?.problem).toEqual({ kind: "not-running" });
  expect(lists.greet()).toEqual([{ type: "list-models", backendId: "attic" }]);
});
