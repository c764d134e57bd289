import { expect, test } from "vitest";
import { toTextError } from "./error-text.ts";

test.each([
  "This model's maximum context length is 8192 tokens. However, your messages resulted in 9000 tokens.",
  "Please reduce the length of the messages or completion.",
  "The input token count (300000) exceeds the maximum number of tokens allowed (200000).",
  "prompt is too long: 210000 tokens > 200000 maximum",
  "Request too large for gpt-4o in organization x on tokens per min (TPM): Limit 30000, Requested 50000.",
  "Your input exceeds the context window of this model. Please adjust your input and try again.",
])("%s: the question is too long, with what was said before it", (words) => {
  expect(toTextError(words).kind).toBe("too-long");
});

test.each(["Rate limit reached for gpt-4o", "You have reached your token limit.", "Sorry, it took too long."])(
  "%s: that is something else",
  (words) => {
    expect(toTextError(words).kind).not.toBe("too-long");
  },
);
