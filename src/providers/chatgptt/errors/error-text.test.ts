import { expect, test } from "vitest";
import { toTextError } from "./error-text.ts";

test.each([
  "This model's maximum context length is 8192 tokens. However, your messages resulted in 9000 tokens.",
  "Please reduce the length of the messages or completion.",
  "The input token count (300000) exceeds the maximum number of tokens allowed (200000).",
  "prompt is too long: 210000 tokens > 200000 maximum",
  "Request too large for gpt-4o in organization x on tokens per min (TPM): Limit 30000, Requested 50000.",
  "input length and `max_tokens` exceed context limit: 188240 + 21333 > 200000, decrease input length",
  "Input tokens exceed the configured limit of 272000 tokens. Your messages resulted in 300000 tokens.",
  "the request exceeds the available context size, try increasing it",
  "Input is too long for requested model.",
  "The input (9000 tokens) is longer than the model's context length (8192 tokens).",
  "The prompt has 9000 tokens, more than the model's maximum context window of 8192.",
  "Your input exceeds the context window of this model. Please adjust your input and try again.",
])("%s: the question is too long, with what was said before it", (words) => {
  expect(toTextError(words).kind).toBe("too-long");
});

test.each([
  "Rate limit reached for gpt-4o",
  "You exceeded your current quota of 100 tokens a day.",
  "You have reached your token limit.",
  "Sorry, it took too long.",
])("%s: that is something else", (words) => {
  expect(toTextError(words).kind).not.toBe("too-long");
});
