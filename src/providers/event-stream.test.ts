import { expect, it } from "vitest";
import { ChatError } from "./chat-error.ts";
import { type EventReader, readEventStream } from "./event-stream.ts";
import type { ReplyPart } from "./provider.ts";

/** Each event is a word of the answer; `!` ends it, and `?` is a failure. */
const reader: EventReader = {
  read({ data }) {
    if (data === "?") throw new ChatError("refused");
    return data === "!" ? [{ type: "finish", reason: "stop" }] : [{ type: "text", text: data }];
  },
  end: () => [{ type: "finish", reason: "cut" }],
};

async function* inPieces(pieces: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const words of pieces) {
    yield new TextEncoder().encode([...words].map((word) => `data: ${word}\n\n`).join(""));
  }
}

async function read(...pieces: string[]): Promise<(ReplyPart | string)[]> {
  const parts: (ReplyPart | string)[] = [];
  try {
    for await (const part of readEventStream(inPieces(pieces), reader)) parts.push(part);
  } catch (thrown) {
    parts.push(ChatError.from(thrown).kind);
  }
  return parts;
}

it("hands on at once what came together, however many events it was", async () => {
  expect(await read("abc", "d", "ef!")).toEqual([
    { type: "text", text: "abc" },
    { type: "text", text: "d" },
    { type: "text", text: "ef" },
    { type: "finish", reason: "stop" },
  ]);
});

it("hands on what came before a failure", async () => {
  expect(await read("ab?c")).toEqual([{ type: "text", text: "ab" }, "refused"]);
});
