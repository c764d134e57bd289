import { expect, it, test } from "vitest";
import { createMemory } from "../../conversations/store/memory.test-tools.ts";
import { createBackendLimits, FIRST_LIMIT } from "./backend-limits.ts";

test.each([
  ["This model's maximum context length is 8192 tokens. However, your messages resulted in 16384 tokens.", 0.45],
  [
    "This model's maximum context length is 4097 tokens. However, you requested 8194 tokens (7194 in the messages, 1000 in the completion).",
    0.9 * (3097 / 7194),
  ],
  ["maximum context length is 128,000 tokens, however you requested 256,000 tokens", 0.45],
  ["context_length_exceeded", 0.5],
  ["This model's maximum context length is 9000 tokens, but you requested 10 tokens.", 0.5],
  ["This model's maximum context length is 10000 tokens. Please reduce the length of the messages.", 0.27],
  ["The input token count (300,000) exceeds the maximum number of tokens allowed (100,000).", 0.3],
  ["prompt is too long: 400000 tokens > 200000 maximum", 0.45],
  ["Request too large for gpt-4o on tokens per min (TPM): Limit 30000, Requested 60000.", 0.45],
  ["Too much: 17", 0.5],
  [undefined, 0.5],
])("%s", async (detail, part) => {
  const limits = createBackendLimits(createMemory());
  const limit = await limits.learn({ id: "a.example" }, 100_000, detail);
  expect(Math.abs(limit - 100_000 * part)).toBeLessThanOrEqual(1);
});

it("is learned for each backend by its id, and known to the next background", async () => {
  const memory = createMemory();
  const limit = await createBackendLimits(memory).learn({ id: "a.example" }, 1_000, undefined);
  expect(await createBackendLimits(memory).get({ id: "a.example" })).toBe(limit);
  expect(await createBackendLimits(memory).get({ id: "b.example" })).toBe(FIRST_LIMIT);
  expect(await createBackendLimits(memory).get({ id: "a.example", model: "another" })).toBe(FIRST_LIMIT);
});

it("decides nothing where session memory is full", async () => {
  const full = () => Promise.reject(new Error("QUOTA_BYTES quota exceeded"));
  const limits = createBackendLimits({ get: full, set: full, delete: full });
  expect(await limits.get({ id: "a.example" })).toBe(FIRST_LIMIT);
  expect(await limits.learn({ id: "a.example" }, 1_000, undefined)).toBe(500);
});
