import { expect, test } from "vitest";
import { addressedConversation } from "./addressed.ts";

test.each([
  ["", undefined],
  ["#", undefined],
  ["#%", undefined],
  ["#%E0%A4", undefined],
  ["#temporary%3A7%3Aa", "temporary:7:a"],
])("the address %j names %j", (hash, id) => {
  expect(addressedConversation(hash)).toBe(id);
});
