import { expect, it } from "vitest";
import { readableColour } from "./readable-colour.ts";

it("keeps what can be read on light and dark pages", () => {
  expect(readableColour("#ff0000")).toBe("#ff0000");
  expect(readableColour("#f00")).toBe("#ff0000");
});

it("makes dark colours lighter, and light ones darker", () => {
  expect(readableColour("#0000ff")).toMatch(/^#([3-9a-f].)\1ff$/);
  expect(readableColour("#ffff00")).toBe("#999900");
});

it.each(["#000", "#000000", "#fff", "#808080", "undefined", "red"])("leaves %s to the page", (colour) => {
  expect(readableColour(colour)).toBeUndefined();
});
