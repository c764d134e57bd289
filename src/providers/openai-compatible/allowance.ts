import * as z from "zod/mini";
import type { Allowance } from "../provider.ts";

const count = z.int().check(z.nonnegative());

/** https://openrouter.ai/docs/api-reference/limits */
const shape = z.object({
  data: z.object({ free_model_daily_requests: z.object({ limit: count, remaining: count }) }),
});

/** Reads what OpenRouter says of a key. undefined: it says nothing of free models. */
export function readAllowance(value: unknown): Allowance | undefined {
  const { data } = z.safeParse(shape, value);
  if (data === undefined) return undefined;
  const { limit, remaining } = data.data.free_model_daily_requests;
  return { left: remaining, limit };
}
