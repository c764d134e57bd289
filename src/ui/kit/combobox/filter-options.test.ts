import { expect, test } from "vitest";
import { filterOptions } from "./filter-options.ts";

const OPTIONS = [
  { value: "meta/llama-3.3-70b", name: "Meta: Llama 3.3 70B" },
  { value: "gpt-5.1" },
  { value: "gpt-5.1-mini", name: "Mini" },
];

test.each([
  ["", ["meta/llama-3.3-70b", "gpt-5.1", "gpt-5.1-mini"]],
  ["  ", ["meta/llama-3.3-70b", "gpt-5.1", "gpt-5.1-mini"]],
  ["GPT", ["gpt-5.1", "gpt-5.1-mini"]],
  ["mini 5.1", ["gpt-5.1-mini"]],
  ["llama 70b", ["meta/llama-3.3-70b"]],
  ["claude", []],
])("“%s” finds %j", (text, values) => {
  expect(filterOptions(OPTIONS, text).map(({ value }) => value)).toEqual(values);
});
