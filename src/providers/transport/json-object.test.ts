import { expect, test } from "vitest";
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
  const start = performance.now();
  findJsonObject("{".repeat(1_000_000));
  findJsonObject('{"'.repeat(300_000));
  findJsonObject(`{"${"\\".repeat(1_000_000)}`);
  findJsonObject(`{"text":"${'if (a) { b = \\"c\\"; }\\n'.repeat(40_000)}`);
  findJsonObject(`${"{".repeat(20)}"${'\\"'.repeat(500_000)}`);
  expect(performance.now() - start).toBeLessThan(3000);
});
