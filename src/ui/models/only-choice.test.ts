import { expect, test } from "vitest";
import { DEFAULT_BACKEND, type UsableBackend } from "../../backends/backend.ts";
import { hasOnlyChoice, withChoicesOf, withOnly } from "./only-choice.ts";

const desk: UsableBackend = { id: "desk", type: "ollama", name: "Desk", config: {}, model: "owl", agreedAt: 5 };
const target = { backendId: "desk", model: "owl" };

test("it can be chosen where somebody else could be asked, and taken back where it has been chosen", () => {
  expect(hasOnlyChoice(target, [DEFAULT_BACKEND, desk])).toBe(true);
  expect(hasOnlyChoice(target, [desk])).toBe(false);
  expect(hasOnlyChoice({ ...target, only: true }, [desk])).toBe(true);
});

test("it is kept with the target, and taken back it leaves nothing behind", () => {
  const only = withOnly(target, true);
  expect(only).toEqual({ ...target, only: true });
  expect(withOnly(only, false)).toEqual(target);
});

test("it holds for another model that is chosen, which thinks as it does by itself", () => {
  const current = { ...target, think: false, only: true };
  expect(withChoicesOf(current, { backendId: "chatgptt" })).toEqual({ backendId: "chatgptt", only: true });
  expect(withChoicesOf(current, target)).toBe(current);
  expect(withChoicesOf(target, { backendId: "chatgptt" })).toEqual({ backendId: "chatgptt" });
});
