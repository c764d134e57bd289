import { inspect } from "node:util";
import { expect, test } from "vitest";
import { Secret } from "./secret.ts";

const secret = new Secret("p@ss wörd");

test("its recipient gets the value", () => {
  expect(secret.reveal()).toBe("p@ss wörd");
  expect(new Secret("").reveal()).toBe("");
});

test("whoever shows, joins or writes it gets a mask", () => {
  const forms = [`${secret}`, JSON.stringify({ secret }), inspect({ secret }, { showHidden: true, depth: null })];
  for (const form of forms) {
    expect(form).toContain("…");
    expect(form).not.toContain("p@ss");
  }
});

test("nothing of the object holds the value, and neither does its clone", () => {
  expect(Reflect.ownKeys(secret)).toEqual([]);
  expect(structuredClone({ secret })).toEqual({ secret: {} });
});
