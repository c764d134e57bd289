import { describe, expect, it, test, vi } from "vitest";
import { DEFAULT_BACKEND, type UsableBackend } from "../../backends/backend.ts";
import { readBackends } from "../../backends/backends.ts";
import type { ModelList } from "../client/model-lists.ts";
import { hasChoice } from "./has-choice.ts";
import { modelOptions, searchOptions } from "./model-options.ts";
import { targetLabel } from "./target-label.ts";

vi.mock("../../i18n/translate.ts", () => ({
  translate: (key: string, ...values: string[]) =>
    key === "modelOfBackend" ? values.join(": ") : [key, ...values].join(" "),
}));

const desk: UsableBackend = { id: "desk", type: "ollama", name: "Desk", config: {}, model: "small", agreedAt: 5 };
const attic: UsableBackend = { id: "attic", type: "ollama", name: "Attic", config: {}, agreedAt: 5 };
const backends = [DEFAULT_BACKEND, desk, attic];

const listOf = (...ids: string[]): ModelList => ({
  models: Array.from(ids, (id) => ({ id, input: ["text"], ...(id === "big" && { name: "Big One" }) })),
  problem: null,
  loading: false,
});
const labels = (options: readonly { label: string }[]) => options.map(({ label }) => label);

describe("the options", () => {
  it("are what is stored before anybody has answered", () => {
    expect(labels(modelOptions(backends, new Map(), undefined))).toEqual(["chatgptt.me", "Desk: small", "Attic"]);
  });

  it("are the models of each backend, with the stored one and the asked one whatever the server says", () => {
    const lists = new Map([
      ["desk", listOf("big", "tiny")],
      ["attic", listOf("old")],
      ["chatgptt", listOf()],
    ]);
    const options = modelOptions(backends, lists, { backendId: "attic", model: "typed" });
    expect(labels(options)).toEqual([
      "chatgptt.me",
      "Desk: small",
      "Desk: big",
      "Desk: tiny",
      "Attic: typed",
      "Attic: old",
    ]);
    expect(options[0]?.target).toEqual({ backendId: "chatgptt" });
    expect(options[2]).toMatchObject({ target: { backendId: "desk", model: "big" }, also: "Big One" });
    expect(labels(modelOptions([desk], new Map([["desk", listOf("small")]]), undefined))).toEqual(["Desk: small"]);
  });
});

describe("a search", () => {
  const options = modelOptions(backends, new Map([["desk", listOf("big")]]), undefined);
  const found = (query: string) => labels(searchOptions(options, backends, query));

  it("finds words anywhere in backend, model and the name that people use", () => {
    expect(found("one DESK").slice(0, -2)).toEqual(["Desk: big"]);
    expect(found(" ")).toEqual(labels(options));
  });

  it("offers what was typed as a model of each backend that takes one, unless it is there", () => {
    expect(found("llama3")).toEqual(["useTypedModel llama3 Desk", "useTypedModel llama3 Attic"]);
    expect(found("big")).toEqual(["Desk: big", "useTypedModel big Attic"]);
    expect(searchOptions(options, backends, " x/y ").at(-1)?.target).toEqual({ backendId: "attic", model: "x/y" });
  });
});

test("a target is called by the backend's name of today, and one that is gone is said to be so", () => {
  const all = readBackends({ "backend:desk": desk, "backend-order": ["desk"] });
  expect(targetLabel(all, { backendId: "desk" })).toBe("Desk: small");
  expect(targetLabel(all, { backendId: "desk", model: "big" })).toBe("Desk: big");
  expect(targetLabel(all, { backendId: "desk", think: true })).toBe("Desk: small");
  expect(targetLabel(all, { backendId: "desk", think: false })).toBe("modelWithoutThinking Desk: small");
  expect(targetLabel(all, { backendId: "desk", only: true })).toBe("modelOnly Desk: small");
  expect(targetLabel(all, { backendId: "chatgptt" })).toBe("chatgptt.me");
  expect(targetLabel(all, { backendId: "attic" })).toBe("modelGone");
  expect(targetLabel(readBackends({ "backend:later": { name: "Later" } }), { backendId: "later" })).toBe("Later");
});

test("there is a choice where there are several backends, or one with models", () => {
  expect(hasChoice(undefined)).toBe(false);
  expect(hasChoice(readBackends({}))).toBe(false);
  expect(hasChoice(readBackends({ "backend:desk": desk }))).toBe(true);
});
