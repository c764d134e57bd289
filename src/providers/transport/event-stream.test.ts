import { expect, it } from "vitest";
import { ChatError } from "../chat-error.ts";
import { type EventReader, readEventStream } from "./event-stream.ts";
import type { ReplyPart } from "../provider.ts";

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

async function endOf(...pieces: string[]): Promise<string | undefined> {
  let raw: string | undefined;
  const bytes = (async function* () {
    for (const piece of pieces) yield new TextEncoder().encode(piece);
  })();
  const noEvents: EventReader = { read: () => [], end: (given) => ((raw = given), []) };
  for await (const part of readEventStream(bytes, noEvents)) expect.unreachable(part.type);
  return raw;
}

it("gives the beginning of a body in which no event came, as it is, without comments", async () => {
  expect(await endOf(": 4 kB of nothing\r\n\r\n<html>\r", "\n<title>x</ti", "tle>\n\n<b")).toBe(
    "<html>\n<title>x</title>\n\n<b",
  );
  expect(await endOf('{"id":\n"error: x"}\n')).toBe('{"id":\n"error: x"}');
  expect(await endOf("x".repeat(15_000), "y".repeat(15_000))).toBe("x".repeat(15_000) + "y".repeat(5_000));
  expect(await endOf("<p>\n\n", "data: a\n\n", "<html>\n")).toBe("");
});

it("reads all ends of lines, wherever a body is cut", async () => {
  const body = "data: a\r\n\r\ndata: b\r\rdata: c\n\ndata: !\r\n\r\n";
  for (let at = 0; at <= body.length; at += 1) {
    const pieces = (async function* () {
      for (const piece of [body.slice(0, at), body.slice(at)]) yield new TextEncoder().encode(piece);
    })();
    let text = "";
    for await (const part of readEventStream(pieces, reader)) text += part.type === "text" ? part.text : "!";
    expect(text, `cut at ${at}`).toBe("abc!");
  }
});

/** Where each line is looked for from each place anew, these take minutes. */
it.each(["\r", "\n", ":\r", "data: x\r"])("2 MB of %j are read once", async (line) => {
  const noEvents: EventReader = { read: () => [], end: () => [] };
  const pieces = (async function* () {
    yield new TextEncoder().encode(line.repeat(2_000_000 / line.length));
  })();
  for await (const part of readEventStream(pieces, noEvents)) expect.unreachable(part.type);
});

it("2 MB of lines that are no field are no event stream, which shows soon", async () => {
  const pieces = (async function* () {
    yield new TextEncoder().encode("a\n".repeat(1_000_000));
  })();
  let raw = "";
  const noPage: EventReader = {
    read: () => [],
    end(given) {
      raw = given;
      throw new ChatError("empty-answer");
    },
  };
  await expect(readEventStream(pieces, noPage).next()).rejects.toMatchObject({ kind: "empty-answer" });
  expect(raw).toHaveLength(19_999);
});

/** Ends an answer when all of it has come, although the stream goes on. */
function patient(): EventReader & { between: string | undefined } {
  let ended = false;
  const given: EventReader & { between: string | undefined } = {
    between: undefined,
    read({ data }) {
      ended ||= data === "!";
      return data === "!" ? [] : [{ type: "text", text: data }];
    },
    end(_stray, between) {
      given.between = between;
      return [{ type: "finish", reason: ended ? "stop" : "cut" }];
    },
    broken: () => [{ type: "finish", reason: ended ? "stop" : "cut" }],
  };
  return given;
}

async function finishOf(given: EventReader, text: string, pieceLength: number, failure?: ChatError) {
  async function* pieces() {
    const bytes = new TextEncoder().encode(text);
    for (let at = 0; at < bytes.length; at += pieceLength) yield bytes.slice(at, at + pieceLength);
    if (failure !== undefined) throw failure;
  }
  const parts: ReplyPart[] = [];
  for await (const part of readEventStream(pieces(), given)) parts.push(part);
  return parts.at(-1);
}

it.each([1, 1000])("gives the lines that belong to no event, in pieces of %i bytes", async (pieceLength) => {
  const waiting = patient();
  await finishOf(waiting, 'data: a\r\n\r\n{\r\n  "error": "x: y"\r\n}\r\n\r\ndata: b\n\n: comment\nlast', pieceLength);
  expect(waiting.between).toBe('{\n  "error": "x: y"\n}\nlast\n');
});

it("lets the reader say whether an answer was whole when its connection broke", async () => {
  const broken = new ChatError("network");
  expect(await finishOf(patient(), "data: a\n\ndata: !\n\n", 1, broken)).toEqual({ type: "finish", reason: "stop" });
  expect(await finishOf(patient(), "data: a\n\n", 1, broken)).toEqual({ type: "finish", reason: "cut" });
});
