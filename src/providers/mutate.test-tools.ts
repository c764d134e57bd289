import fc from "fast-check";

/** Pieces of sites' answers, and of what breaks readers. */
export const SNIPPETS = [
  "\n\n",
  "\r\n",
  "\r",
  "data: ",
  "data:",
  "event: message\n",
  "event: error\n",
  "event: done\n",
  "event: thread.message.delta\n",
  "event: assistant_error\n",
  ": comment\n",
  "id: 1\n",
  "retry: x\n",
  "[DONE]",
  "data: [DONE]\n\n",
  "{",
  "}",
  "[",
  "]",
  '"',
  "\\",
  ",",
  "null",
  "0",
  "-1",
  "1e999",
  "\u0000",
  "\uFEFF",
  "\uD83D",
  "𝄞",
  '"error":',
  '"choices":[]',
  '"choices":[null]',
  '"choices":{}',
  '"delta":null',
  '"data":{}',
  '"data":[1]',
  '"msg":5',
  '"messageFlagged":true',
  '"tokenLimitReached":true',
  '"finish_reason":"length"',
  '"success":true',
  '"success":"x"',
  'data: {"delta":5}\n\n',
  'data: {"choices":[{"delta":{"content":{}}}]}\n\n',
  'data: {"choices":[{"text":"x"}]}\n\n',
  "__proto__",
  '{"__proto__":{"msg":"x"}}',
] as const;

/** One change to a body: a stretch of it is cut out, inserted, doubled or swapped. Places are shares of its length. */
export const mutation = fc.record({
  kind: fc.constantFrom("cut", "insert", "double", "truncate", "splice", "flip"),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.nat(60),
  snippet: fc.oneof(fc.constantFrom(...SNIPPETS), fc.string({ maxLength: 20, unit: "binary" })),
  other: fc.nat(),
});
export type Mutation = typeof mutation extends fc.Arbitrary<infer Value> ? Value : never;

/** Returns the body after these changes. `pool`: bodies from which spliced ends are taken. */
export function mutate(body: string, mutations: readonly Mutation[], pool: readonly string[]): string {
  let text = body;
  for (const { kind, at, length, snippet, other } of mutations) {
    const start = Math.floor(at * text.length);
    const end = start + length;
    switch (kind) {
      case "cut":
        text = text.slice(0, start) + text.slice(end);
        break;
      case "insert":
        text = text.slice(0, start) + snippet + text.slice(start);
        break;
      case "double":
        text = text.slice(0, end) + text.slice(start);
        break;
      case "truncate":
        text = text.slice(0, start);
        break;
      case "splice":
        text = text.slice(0, start) + (pool[other % pool.length] ?? "").slice(start);
        break;
      case "flip":
        text =
          text.slice(0, start) +
          String.fromCharCode((text.charCodeAt(start) || 0) ^ (1 << (length % 8))) +
          text.slice(start + 1);
        break;
      default:
        kind satisfies never;
    }
  }
  return text;
}

/** Names from answers of both generations, for objects that only look like answers. */
const KEYS = [
  "status",
  "msg",
  "data",
  "choices",
  "delta",
  "content",
  "text",
  "value",
  "refusal",
  "finish_reason",
  "id",
  "model",
  "error",
  "message",
  "tokenLimitReached",
  "messageFlagged",
  "success",
  "reply",
  "quota_notice",
  "last_error",
  "nonce",
] as const;

/** JSON values with the site's keys and any values. */
export const { lookalike } = fc.letrec<{ lookalike: unknown }>((tie) => ({
  lookalike: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.constantFrom("", " ", "x", 0, -1, true, false, null, "success", "error", "stop", "length"),
    fc.array(tie("lookalike"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...KEYS), tie("lookalike"), { maxKeys: 5 }),
  ),
}));
