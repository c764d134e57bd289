import * as fc from "fast-check";
import { expect, test } from "vitest";
import { reachOfBackend } from "./address.ts";
import { DEFAULT_BACKEND, type UsableBackend } from "./backend.ts";
import { backendsAfter } from "./backends-after.ts";

const server = (id: string, baseUrl: string, change: Partial<UsableBackend> = {}): UsableBackend =>
  ({ id, type: "openai-compatible", name: id, config: { baseUrl }, agreedAt: 5, ...change }) as UsableBackend;

const site: UsableBackend = { ...DEFAULT_BACKEND, agreedAt: 5 };
const desk = server("desk", "http://127.0.0.1:8080/v1");
const attic = server("attic", "http://192.168.1.7:8080/v1");
const company = server("company", "https://api.example/v1");
const all = [site, company, attic, desk];
const after = (first: UsableBackend, usable = all) => backendsAfter(first, usable).map(({ id }) => id);

test("by itself a question goes on to what is as far or nearer, in the person's order", () => {
  expect(after(site)).toEqual(["company", "attic", "desk"]);
  expect(after(company)).toEqual(["attic", "desk"]);
  expect(after(attic)).toEqual(["desk"]);
  expect(after(desk)).toEqual([]);
});

test("farther, or not at all, as the person has said", () => {
  const ticked = { ...site, whenOthersFail: true };
  const unticked = { ...attic, whenOthersFail: false };
  expect(after(desk, [ticked, company, unticked, desk])).toEqual(["chatgptt"]);
  expect(after(ticked, [ticked, company, unticked, desk])).toEqual(["company", "desk"]);
});

test("nobody is asked to whom the person has not agreed", () => {
  expect(after(site, [site, { ...company, agreedAt: null, whenOthersFail: true }, desk])).toEqual(["desk"]);
});

test("no question goes farther than the person has allowed, whatever they have set up", () => {
  const distances = ["computer", "network", "account", "public"];
  const distance = (backend: UsableBackend) => distances.indexOf(reachOfBackend(backend));
  const backend = fc
    .tuple(fc.constantFrom(...all), fc.constantFrom(true, false, undefined), fc.constantFrom(5, null), fc.uuid())
    .map(([one, whenOthersFail, agreedAt, id]): UsableBackend =>
      Object.assign({}, one, { id, whenOthersFail, agreedAt }),
    );
  fc.assert(
    fc.property(fc.array(backend, { minLength: 1 }), (usable) => {
      const [first] = usable;
      if (first === undefined) return;
      for (const next of backendsAfter(first, usable)) {
        expect(next.agreedAt).not.toBeNull();
        expect(next.whenOthersFail).not.toBe(false);
        if (next.whenOthersFail !== true) expect(distance(next)).toBeLessThanOrEqual(distance(first));
      }
    }),
  );
});
