import fc from "fast-check";
import { expect, it } from "vitest";
import { messageGroups } from "./message-groups.ts";

it("holds every message once, in order, in the same group whatever is drawn above it and comes below", () => {
  fc.assert(
    fc.property(fc.nat(200), fc.nat(200), fc.nat(200), (length, above, more) => {
      const path = Array.from({ length }, (_, index) => `m${index}`);
      const drawn = path.slice(above);
      const groups = messageGroups(drawn, Math.min(above, length));
      expect(groups.flatMap(({ ids }) => ids)).toEqual(drawn);
      expect(groups.every(({ ids }) => ids.length > 0 && ids.length <= 10)).toBe(true);
      const groupOf = new Map(groups.flatMap(({ key, ids }) => ids.map((id) => [id, key])));
      const grown = messageGroups([...path, ...Array.from({ length: more }, (_, index) => `n${index}`)], 0);
      for (const { key, ids } of grown) {
        for (const id of ids) if (groupOf.has(id)) expect(groupOf.get(id)).toBe(key);
      }
    }),
  );
});
