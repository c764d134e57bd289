import { expect, it } from "vitest";
import { readAllowance } from "./allowance.ts";

it("reads what is left of a day", () => {
  const data = {
    label: "sk-or-v1-a...b",
    is_free_tier: true,
    free_model_daily_requests: { limit: 50, remaining: 38, used: 12 },
  };
  expect(readAllowance({ data })).toEqual({ left: 38, limit: 50 });
});

it.each([{}, { data: { is_free_tier: true } }, { data: { free_model_daily_requests: { limit: "50" } } }, null])(
  "knows nothing where nothing is said: %j",
  (value) => expect(readAllowance(value)).toBeUndefined(),
);
