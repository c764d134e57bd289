import { inspect } from "node:util";
import { beforeEach, expect, test } from "vitest";
import { ChatError } from "../providers/chat-error.ts";
import { createSecretMask, type SecretMask } from "./secret-mask.ts";
import { Secret } from "./secret.ts";

let mask: SecretMask;

beforeEach(() => {
  mask = createSecretMask();
  mask.add(new Secret("p@ss wörd"));
});

/** All of it, as a console shows it. */
const shown = (value: unknown) => inspect(value, { showHidden: true, depth: null });

test("an error is masked in its words and its causes, and stays what it is", () => {
  const cause = new Error("for p@ss wörd", { cause: { header: "p%40ss%20w%C3%B6rd" } });
  const options = {
    status: 502,
    detail: "p@ss wörd is wrong",
    retryAfterMs: 5,
    mayBeBackEarlier: true,
  };
  const masked = mask.error(new ChatError("site-error", { ...options, cause }));
  expect(masked).toBeInstanceOf(ChatError);
  expect(masked).toMatchObject({ kind: "site-error", ...options, detail: "… is wrong" });
  expect(shown(masked)).not.toMatch(/p@ss|p%40ss/);
  expect(shown(masked)).toContain("for …");
});

test("what holds no secret is the same object, and so is all where none is known", () => {
  const error = new ChatError("network", { cause: new TypeError("Failed to fetch") });
  expect(mask.error(error)).toBe(error);
  expect(mask.problem(error)).toBe(error);
  const leaking = new Error("p@ss wörd");
  expect(createSecretMask().problem(leaking)).toBe(leaking);
});

test("whatever is thrown is masked: texts, lists, fields, their names, and errors with fields of their own", () => {
  const error = Object.assign(new RangeError("p@ss wörd"), { issues: [{ "p@ss wörd": ["p@ss wörd"] }] });
  for (const problem of ["p@ss wörd", ["p@ss wörd"], { deep: { deeper: "p@ss wörd" } }, error, { error }]) {
    expect(shown(mask.problem(problem))).not.toContain("p@ss");
    expect(shown(mask.problem(problem))).toContain("…");
  }
  expect(mask.problem(error)).toMatchObject({ name: "RangeError", message: "…", issues: [{ "…": ["…"] }] });
});

test("what leads back to itself comes to an end", () => {
  const error: Error & { self?: unknown } = new Error("p@ss wörd");
  error.self = error;
  expect(shown(mask.problem(error))).not.toContain("p@ss");
});

test("what is not text stays", () => {
  for (const problem of [undefined, null, 7, true]) expect(mask.problem(problem)).toBe(problem);
});
