import fc from "fast-check";
import { expect, test } from "vitest";
import { maskSecrets } from "./mask-secrets.ts";
import { Secret } from "./secret.ts";

const VALUE = `p@ss/wörd+"7" & 'so' (!)`;
const mask = (text: string, ...values: string[]) =>
  maskSecrets(
    text,
    values.map((value) => new Secret(value)),
  );

const base64 = (text: string) => Buffer.from(text).toString("base64");

test.each([
  ["as it is", VALUE],
  ["in an address", encodeURIComponent(VALUE)],
  ["in an address, with small digits", encodeURIComponent(VALUE).replaceAll(/%../g, (sign) => sign.toLowerCase())],
  ["in a form", new URLSearchParams({ a: VALUE }).toString().slice(2)],
  ["in JSON", JSON.stringify(VALUE).slice(1, -1)],
  ["in JSON as PHP writes it", JSON.stringify(VALUE).slice(1, -1).replaceAll("/", "\\/").replaceAll("ö", "\\u00F6")],
  ["in HTML", VALUE.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("'", "&#039;")],
  ["in base64", base64(VALUE)],
  ["in base64 of Latin-1", btoa(VALUE)],
  ["in base64 behind a user", base64(`me:${VALUE}`)],
  ["in base64 behind another user", base64(`you:${VALUE}, and more`)],
  ["in base64 for addresses", Buffer.from(`she:${VALUE}`).toString("base64url")],
])("a secret is masked %s", (_, form) => {
  expect(mask(`before ${form} after`, VALUE)).toBe("before … after");
  expect(mask(`${form}\n${form}`, VALUE)).toBe("…\n…");
});

test("each of several secrets is masked, also one that holds another", () => {
  expect(mask("first-one, second-one", "first-one", "second-one")).toBe("…, …");
  expect(mask("secret, secretive", "secret", "secretive")).not.toMatch(/secret/);
});

test("what a cut has left of a secret is masked", () => {
  expect(mask("The password was p@ss/w", VALUE)).toBe("The password was …");
  expect(mask("The password was p@ss/w…", VALUE)).toBe("The password was …");
});

test("a short secret is masked as a word, and other words stay", () => {
  expect(mask("a word, and a=b", "a")).toBe("… word, and …=b");
  expect(mask("The key is 42, not 420", "42")).toBe("The key is …, not 420");
});

test("a text without a secret stays as it is, and the empty secret is nowhere", () => {
  expect(mask("Nothing of it: cGxhaW4=, %C3%B6", VALUE, "")).toBe("Nothing of it: cGxhaW4=, %C3%B6");
});

test("whatever the secret and what stands around it: nothing of it is left in any form", () => {
  const secrets = fc
    .string({ minLength: 4, maxLength: 40, unit: "grapheme" })
    .filter((value) => value.trim().length > 3);
  fc.assert(
    fc.property(secrets, fc.string({ maxLength: 9 }), (value, around) => {
      const forms = [value, encodeURIComponent(value), JSON.stringify(value), base64(around + value + around)];
      for (const form of forms) expect(mask(`[${form}]`, value)).toMatch(/^\["?…"?\]$/);
    }),
  );
});
