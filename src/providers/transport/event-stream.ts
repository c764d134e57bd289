import { createParser, type EventSourceMessage } from "eventsource-parser";
import { ChatError } from "../chat-error.ts";
import { createLineEnds } from "./line-ends.ts";
import { isShown, type ReplyPart } from "../provider.ts";

/** Longest single event, in characters. Deltas take some bytes, whole answers some kilobytes. */
const MAXIMUM_EVENT_LENGTH = 4_000_000;

/** How many characters of a body without events are kept: enough for an error page's title or message. */
const MAXIMUM_RAW_LENGTH = 20_000;

/**
 * How many lines without a field end the reading: the body is no event stream. Each such line is slow to parse, and
 * pages have some hundred.
 */
const MAXIMUM_STRAY_LINES = 10_000;

/** How many characters the parser gets at once, so that it can be stopped in between. */
const SLICE_LENGTH = 16_384;

/** Reads one kind of stream, event by event, whatever its source. */
export interface EventReader {
  /**
   * Turns an event into parts. After a `finish` part nothing more is read.
   * @throws ChatError if the event is a failure
   */
  read(event: EventSourceMessage): ReplyPart[];
  /**
   * Called when the body ends without `finish`. Returns the parts that end the answer.
   * @param stray the beginning of a body without any event, without its comments: perhaps a page or data. `""` if an
   *   event came
   * @param between the lines that belong to no event, of a body with events: some servers end a stream with bare JSON
   * @throws ChatError if the body is no complete answer
   */
  end(stray: string, between: string): ReplyPart[];
  /** Called when the connection breaks after visible text. Returns the parts that end the answer. Default: `cut`. */
  broken?(): ReplyPart[];
}

/**
 * Yields the parts of an event stream as soon as their events are complete. Pieces may be cut anywhere, also inside a
 * character. A body that breaks after visible text ends with `finish` and `cut`.
 * @throws ChatError if the body breaks before any visible text, or is no event stream
 */
export async function* readEventStream(
  pieces: AsyncIterable<Uint8Array>,
  reader: EventReader,
): AsyncGenerator<ReplyPart, void, void> {
  const decoder = new TextDecoder();
  const events: EventSourceMessage[] = [];
  let raw: string | undefined = "";
  let tooLong = false;
  let strayLines = 0;
  let between = "";
  const parser = createParser({
    maxBufferSize: MAXIMUM_EVENT_LENGTH,
    onEvent: (event) => {
      raw = undefined;
      events.push(event);
    },
    onError: (error) => {
      if (error.type === "max-buffer-size-exceeded") tooLong = true;
      else {
        strayLines += 1;
        if (between.length < MAXIMUM_RAW_LENGTH) between += `${error.line?.slice(0, MAXIMUM_RAW_LENGTH)}\n`;
      }
    },
  });
  let handedOn = false;
  function* read(text: string): Generator<ReplyPart, void, void> {
    if (raw !== undefined && raw.length < MAXIMUM_RAW_LENGTH) raw += text.slice(0, MAXIMUM_RAW_LENGTH - raw.length);
    for (let start = 0; start < text.length; start += SLICE_LENGTH) {
      parser.feed(text.slice(start, start + SLICE_LENGTH));
      for (const event of events.splice(0)) yield* reader.read(event);
      if (strayLines > MAXIMUM_STRAY_LINES && raw !== undefined) yield* reader.end(withoutComments(raw), "");
      if (tooLong || strayLines > MAXIMUM_STRAY_LINES) throw new ChatError("site-error");
    }
  }
  const withLineFeeds = createLineEnds();
  const take = (text: string) => joinTexts(read(withLineFeeds(text)));

  try {
    for await (const piece of pieces) {
      for (const part of take(decoder.decode(piece, { stream: true }))) {
        handedOn ||= isShown(part);
        yield part;
        if (part.type === "finish") return;
      }
    }
  } catch (thrown) {
    if (!handedOn || !isBroken(thrown)) throw thrown;
    yield* reader.broken?.() ?? [{ type: "finish", reason: "cut" }];
    return;
  }
  // Adds the empty line that ends the last event, because some bodies lack it.
  for (const part of take(`${decoder.decode()}\n\n`)) {
    yield part;
    if (part.type === "finish") return;
  }
  yield* reader.end(withoutComments(raw ?? ""), raw === undefined ? between : "");
}

function withoutComments(raw: string): string {
  return raw
    .split("\n")
    .filter((line) => !line.startsWith(":"))
    .join("\n")
    .trim();
}

/**
 * Joins consecutive texts, and consecutive thoughts, into one part. A fast answer brings thousands at once, and each
 * part has its cost.
 */
function* joinTexts(parts: Iterable<ReplyPart>): Generator<ReplyPart, void, void> {
  let joined: Extract<ReplyPart, { type: "text" | "reasoning" }> | undefined;
  try {
    for (const part of parts) {
      if (joined !== undefined && part.type === joined.type) {
        joined = { type: joined.type, text: joined.text + part.text };
        continue;
      }
      if (joined !== undefined) yield joined;
      joined = undefined;
      if (part.type === "text" || part.type === "reasoning") joined = part;
      else yield part;
    }
  } catch (thrown) {
    // What arrived before the failure is handed on first.
    if (joined !== undefined) yield joined;
    throw thrown;
  }
  if (joined !== undefined) yield joined;
}

/** Whether the connection failed, as opposed to a failure that the stream reported. */
function isBroken(thrown: unknown): boolean {
  if (!(thrown instanceof ChatError)) return false;
  return thrown.kind === "network" || thrown.kind === "offline" || thrown.kind === "not-answering";
}
