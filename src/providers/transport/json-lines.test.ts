import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ChatError } from "../chat-error.ts";
import type { ReplyPart } from "../provider.ts";
import { mutate, mutation } from "../mutate.test-tools.ts";
import { type LineReader, readJsonLines } from "./json-lines.ts";

/** Each line is a word of the answer, its end, or a failure. */
const words: LineReader = {
  read(line) {
    if ("error" in line) throw new ChatError("site-error");
    if ("done" in line) return [{ type: "finish", reason: "stop" }];
    return "word" in line && typeof line.word === "string" ? [{ type: "text", text: line.word }] : [];
  },
  end: (stray) => (stray === "" ? [{ type: "finish", reason: "cut" }] : [{ type: "notice", text: stray }]),
};

const encoder = new TextEncoder();

async function* inPieces(...pieces: ReadonlyArray<string | Uint8Array>): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) yield typeof piece === "string" ? encoder.encode(piece) : piece;
}

async function gather(pieces: AsyncIterable<Uint8Array>): Promise<(ReplyPart | string)[]> {
  const parts: (ReplyPart | string)[] = [];
  try {
    for await (const part of readJsonLines(pieces, words)) parts.push(part);
  } catch (thrown) {
    parts.push(thrown instanceof ChatError ? thrown.kind : `not a ChatError: ${thrown}`);
  }
  return parts;
}

const read = (...pieces: ReadonlyArray<string | Uint8Array>) => gather(inPieces(...pieces));
const text = (word: string): ReplyPart => ({ type: "text", text: word });
const STOP: ReplyPart = { type: "finish", reason: "stop" };
const CUT: ReplyPart = { type: "finish", reason: "cut" };

const BODY = '{"word":"Ça "}\n\r\n{"word":"🚀 日本"}\r\n{"other":[1]}\n{"done":true}\n';

describe("readJsonLines", () => {
  it("hands on at once what came together, however many lines it was", async () => {
    expect(await read('{"word":"a"}\n{"word":"b"}\n', '{"word":"c"}\n{"done":1}\n{"word":"d"}\n')).toEqual([
      text("ab"),
      text("c"),
      STOP,
    ]);
  });

  it("reads the same wherever a body is cut, also inside a character", async () => {
    const bytes = encoder.encode(BODY);
    for (let at = 0; at <= bytes.length; at += 1) {
      const parts = await read(bytes.subarray(0, at), bytes.subarray(at));
      expect(parts.at(-1), `cut at ${at}`).toEqual(STOP);
      const said = parts.map((part) => (typeof part !== "string" && part.type === "text" ? part.text : "")).join("");
      expect(said, `cut at ${at}`).toBe("Ça 🚀 日本");
    }
  });

  it("reads a last line that has no end", async () => {
    expect(await read('{"word":"a"}\n{"do', 'ne":true}')).toEqual([text("a"), STOP]);
    expect(await read('{"word":"a"}')).toEqual([text("a"), CUT]);
  });

  it("hands on what came before a failure, and reads nothing after it", async () => {
    expect(await read('{"word":"a"}\n{"error":"no"}\n{"word":"b"}\n')).toEqual([text("a"), "site-error"]);
  });

  it("passes over lines that are no object", async () => {
    expect(await read('<p>\n{"word":"a"}\nnull\n1\n"x"\n{"word":\n{"word":"b"}\n{"done":1}')).toEqual([
      text("ab"),
      STOP,
    ]);
  });

  it("reads one object over several lines", async () => {
    expect(await read('{\n  "word": "a"\n', "}\n")).toEqual([text("a"), CUT]);
    expect(await read('{\n  "error": "a"\n}')).toEqual(["site-error"]);
  });

  it("gives the beginning of a body that is something else", async () => {
    expect(await read("<html>\n<title>x</ti", "tle>\n\n<b ")).toEqual([
      { type: "notice", text: "<html>\n<title>x</title>\n\n<b" },
    ]);
    const [stray] = await read("x".repeat(15_000), "y".repeat(15_000));
    expect(stray).toEqual({ type: "notice", text: "x".repeat(15_000) + "y".repeat(5_000) });
    expect(await read()).toEqual([CUT]);
  });

  it("ends with `cut` where the connection breaks after text, and with its failure before", async () => {
    async function* broken(...pieces: string[]): AsyncGenerator<Uint8Array> {
      yield* inPieces(...pieces);
      throw new ChatError("network");
    }
    expect(await gather(broken('{"word":"a"}\n'))).toEqual([text("a"), CUT]);
    expect(await gather(broken('{"word":"  "}\n'))).toEqual([text("  "), "network"]);
  });

  it("gives up a line without end, and a body of lines that are no object", async () => {
    expect(await read(...Array.from({ length: 5 }, () => "x".repeat(1_000_000)))).toEqual(["site-error"]);
    expect(await read("a\n".repeat(1_000_000))).toEqual(["site-error"]);
  });

  /** Where each piece is searched from the beginning of its line, this takes minutes. */
  it("reads a long line in single bytes once", async () => {
    const bytes = encoder.encode(`{"word":"${"x".repeat(300_000)}"}\n{"done":1}`);
    const pieces = (async function* () {
      for (let at = 0; at < bytes.length; at += 1) yield bytes.subarray(at, at + 1);
    })();
    expect(await gather(pieces)).toEqual([text("x".repeat(300_000)), STOP]);
  });
});

it("10,000 random and changed bodies end, in parts and a ChatError at most", async () => {
  const body = fc.oneof(
    fc
      .tuple(fc.constant(BODY), fc.array(mutation, { maxLength: 6 }))
      .map(([whole, changes]) => mutate(whole, changes, [BODY])),
    fc.string({ unit: "binary", maxLength: 200 }),
    fc.array(fc.json(), { maxLength: 8 }).map((lines) => lines.join("\n")),
  );
  const bytes = fc.oneof(
    body.map((whole) => encoder.encode(whole)),
    fc.uint8Array({ maxLength: 200 }),
  );
  await fc.assert(
    fc.asyncProperty(bytes, fc.array(fc.nat(300), { maxLength: 4 }), async (whole, cuts) => {
      const places = [0, ...cuts.filter((at) => at < whole.length).toSorted((one, other) => one - other), whole.length];
      const parts = await gather(inPieces(...places.slice(1).map((end, index) => whole.subarray(places[index], end))));
      const failures = parts.filter((part) => typeof part === "string");
      expect(failures.every((kind) => kind === "site-error")).toBe(true);
      const ends = parts.filter((part) => typeof part === "string" || part.type === "finish" || part.type === "notice");
      expect(ends).toHaveLength(1);
      expect(parts.at(-1)).toBe(ends[0]);
    }),
    { numRuns: 10_000 },
  );
});
