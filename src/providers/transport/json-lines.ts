import { ChatError } from "../chat-error.ts";
import type { ReplyPart } from "../provider.ts";
import { readReplyBody } from "./reply-body.ts";

/** Longest single line, in characters. Deltas take some bytes, whole answers some kilobytes. */
const MAXIMUM_LINE_LENGTH = 4_000_000;

/** How many characters of a body without objects are kept: enough for an error page's title or message. */
const MAXIMUM_RAW_LENGTH = 20_000;

/** How many lines that are no object end the reading: the body is something else. */
const MAXIMUM_STRAY_LINES = 10_000;

/** Reads one kind of answer, line by line. */
export interface LineReader {
  /**
   * Turns the object of a line into parts. After a `finish` part nothing more is read.
   * @throws ChatError if the line is a failure
   */
  read(line: object): ReplyPart[];
  /**
   * Called when the body ends without `finish`. Returns the parts that end the answer.
   * @param stray the beginning of a body without any object: perhaps a page. `""` if there was one
   * @throws ChatError if the body is no complete answer
   */
  end(stray: string): ReplyPart[];
  /** Called when the connection breaks after visible text. Returns the parts that end the answer. Default: `cut`. */
  broken?(): ReplyPart[];
}

/**
 * Yields the parts of an answer in JSON lines (NDJSON) as soon as their lines are complete. Pieces may be cut anywhere,
 * also inside a character; the last line needs no line end. Lines that are no object are passed over. A body that is one
 * object over several lines is read as one line. A body that breaks after visible text ends with `finish` and `cut`.
 * @throws ChatError if the body breaks before any visible text, or has too long or too many stray lines
 */
export function readJsonLines(
  pieces: AsyncIterable<Uint8Array>,
  reader: LineReader,
): AsyncGenerator<ReplyPart, void, void> {
  let raw: string | undefined = "";
  let strayLines = 0;
  /** The line that is not complete. */
  let open = "";

  function* readLine(text: string): Generator<ReplyPart, void, void> {
    if (text.trim() === "") return;
    const line = parseObject(text);
    if (line === undefined) {
      strayLines += 1;
      if (strayLines > MAXIMUM_STRAY_LINES) throw new ChatError("site-error");
      return;
    }
    raw = undefined;
    yield* reader.read(line);
  }

  function* read(text: string): Generator<ReplyPart, void, void> {
    if (raw !== undefined && raw.length < MAXIMUM_RAW_LENGTH) raw += text.slice(0, MAXIMUM_RAW_LENGTH - raw.length);
    let start = 0;
    // Looks at new text alone, so that a long line in many pieces is searched once.
    for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", start)) {
      const line = open + text.slice(start, at);
      open = "";
      start = at + 1;
      yield* readLine(line);
    }
    open += text.slice(start);
    if (open.length > MAXIMUM_LINE_LENGTH) throw new ChatError("site-error");
  }

  function* end(): Generator<ReplyPart, void, void> {
    yield* readLine(open);
    const whole = raw === undefined ? undefined : parseObject(raw);
    if (whole !== undefined) yield* reader.read(whole);
    yield* reader.end(whole === undefined ? (raw ?? "").trim() : "");
  }

  return readReplyBody(pieces, { read, end, broken: () => reader.broken?.() });
}

/** Returns the object that a text is in JSON. `undefined`: it is something else. */
function parseObject(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
