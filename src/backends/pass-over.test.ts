import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { Health } from "./health.ts";
import { passOver } from "./pass-over.ts";

const NOW = 1_000;
const down: Health = { failures: 4, until: NOW + 1, error: { kind: "not-answering", status: 504 } };
const named = (id: string) => ({ id, name: id.toUpperCase() });

function order(ids: string, downIds: string): string[] {
  const [first = "", ...others] = ids;
  const healths = new Map(Array.from(downIds, (id) => [id, down]));
  return passOver([named(first), ...others.map(named)], healths, NOW).map(({ id, insteadOf = [] }) =>
    insteadOf.length > 0 ? `${id} for ${insteadOf.map((entry) => entry.backend.id).join("")}` : id,
  );
}

test.each([
  ["nobody fails", "abc", "", ["a", "b", "c"]],
  ["the first fails", "abc", "a", ["b for a", "c for a", "a"]],
  ["one in the middle fails", "abc", "b", ["a", "c for b", "b"]],
  ["the last fails", "abc", "c", ["a", "b", "c"]],
  ["two fail, and keep their order", "abcd", "ac", ["b for a", "d for ac", "a", "c"]],
  ["all fail, and are asked as ever", "abc", "abc", ["a", "b", "c"]],
  ["one that is alone is asked as ever", "a", "a", ["a"]],
])("%s", (_, ids, downIds, expected) => expect(order(ids, downIds)).toEqual(expected));

test("why it is not asked is told as it is kept", () => {
  const [first] = passOver([named("a"), named("b")], new Map([["a", down]]), NOW);
  expect(first).toEqual({
    ...named("b"),
    insteadOf: [{ backend: named("a"), error: { kind: "not-answering", status: 504 }, notAsked: 4 }],
  });
});

test("one that must not get the question is not asked at all, and those after it tell why", () => {
  const chain = [named("a"), named("b"), named("c"), named("d")] as const;
  const isClosed = ({ id }: { id: string }) => id === "b" || id === "d";
  const closed = { backend: named("b"), error: { kind: "never-pages" } };
  expect(passOver(chain, new Map(), NOW, isClosed)).toEqual([named("a"), { ...named("c"), insteadOf: [closed] }]);
  const allDown = new Map(Array.from("abcd", (id) => [id, down]));
  expect(passOver(chain, allDown, NOW, isClosed)).toEqual([named("a"), named("c")]);
});

test("nobody comes in, nobody is lost, and those that work keep their order", () => {
  const chains = fc.uniqueArray(fc.constantFrom(..."abcdef"), { minLength: 1 });
  fc.assert(
    fc.property(chains, fc.subarray([..."abcdef"]), (ids, downIds) => {
      const asked = order(ids.join(""), downIds.join("")).map((each) => each.slice(0, 1));
      expect(asked.toSorted()).toEqual(ids.toSorted());
      expect(asked.filter((id) => !downIds.includes(id))).toEqual(ids.filter((id) => !downIds.includes(id)));
    }),
  );
});
