import { expect, test } from "vitest";
import { addressedConversation } from "./conversation-in-hash.ts";

test.each([
  ["", undefined],
  ["#", undefined],
  ["#%", undefined],
  ["#%E0%A4", undefined],
  ["#temporary%3A7%3Aa", "temporary:7:a"],
])("the address %j names %j", (hash, id) => {
  expect(addressedConversation(hash, false)).toBe(id);
});

test("a private window shows what is kept in memory alone", () => {
  expect(addressedConversation("#temporary%3A7%3Aa", true)).toBe("temporary:7:a");
  expect(addressedConversation("#kept", true)).toBeUndefined();
  expect(addressedConversation("#kept", false)).toBe("kept");
});
