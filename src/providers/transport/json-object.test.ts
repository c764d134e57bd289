import { expect, test } from "vitest";
import { cpuTime } from "../../../tests/support/cpu-time.ts";
import { findJsonObject } from "./json-object.ts";

test.each([
  ['{"a":1}', { a: 1 }],
  ['\uFEFF {"a":{"b":"}"}} \n', { a: { b: "}" } }],
  ['<br />\n<b>Warning</b>: Undefined {$x} in <b>/x.php</b><br />\n{"a":"\\"}{"}', { a: '"}{' }],
  ['{"a":1}\n<!-- cached {by} x -->', { a: 1 }],
  ['{"a":1}0', { a: 1 }],
  ['[{"a":1}]', undefined],
  ['"{}"', undefined],
  ['{"a":', undefined],
  ["0", undefined],
  ["", undefined],
])("%j", (body, value) => {
  expect(findJsonObject(body)).toEqual(value);
});

test("hostile bodies take no time", () => {
  const bodies = [
    "{".repeat(1_000_000),
    '{"'.repeat(300_000),
    `{"${"\\".repeat(1_000_000)}`,
    `{"text":"${'if (a) { b = \\"c\\"; }\\n'.repeat(40_000)}`,
    `${"{".repeat(20)}"${'\\"'.repeat(500_000)}`,
  ];
  expect(cpuTime(() => bodies.forEach((body) => findJsonObject(body)))).toBeLessThan(3000);
});
