import { expect, it } from "vitest";
import { createStrayLines } from "./stray-lines.ts";

const STREAM = [
  "data: a",
  "data",
  ": comment",
  "",
  "event: b",
  "id: 1",
  "retry: soon",
  "",
  '{"error":',
  "  1}",
  "",
  " data: no field",
  "database: none either",
  "",
].join("\n");

it.each([1, 3, 1_000])("are those that no event has, in pieces of %i characters", (length) => {
  const lines = createStrayLines(1_000);
  for (let start = 0; start < STREAM.length; start += length) lines.read(STREAM.slice(start, start + length));
  expect(lines.text).toBe('{"error":\n  1}\n data: no field\ndatabase: none either\n');
  expect(lines.count).toBe(4);
});

it("are counted beyond what is kept of them", () => {
  const lines = createStrayLines(10);
  lines.read("x".repeat(1_000));
  lines.read(`${"x".repeat(1_000)}\n`.repeat(5));
  expect(lines.text).toBe(`${"x".repeat(10)}\n`);
  expect(lines.count).toBe(5);
});
