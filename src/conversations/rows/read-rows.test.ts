import { expect, test, vi } from "vitest";
import { readRows } from "./read-rows.ts";

const read = (row: unknown) => (typeof row === "string" ? row : undefined);

test("damaged rows are left out, and reported once", () => {
  const report = vi.fn<(problem: unknown) => void>();
  expect(readRows(["a", 7, "b", null], read, report)).toEqual(["a", "b"]);
  expect(report.mock.calls).toEqual([[new Error("2 of 4 rows are damaged and left out")]]);
  readRows(["a"], read, report);
  expect(report).toHaveBeenCalledTimes(1);
});
