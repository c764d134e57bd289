import { createParser, type EventSourceMessage } from "eventsource-parser";
import { ChatError } from "../chat-error.ts";
import { createLineEnds } from "./line-ends.ts";
import type { ReplyPart } from "../provider.ts";
import { readReplyBody } from "./reply-body.ts";
import { createStrayLines } from "./stray-lines.ts";

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
export function readEventStream(
  pieces: AsyncIterable<Uint8Array>,
  reader: EventReader,
): AsyncGenerator<ReplyPart, void, void> {
  const events: EventSourceMessage[] = [];
  let raw: string | undefined = "";
  let tooLong = false;
  const stray = createStrayLines(MAXIMUM_RAW_LENGTH);
  const parser = createParser({
    maxBufferSize: MAXIMUM_EVENT_LENGTH,
    onEvent: (event) => {
      raw = undefined;
      events.push(event);
    },
    onError: (error) => {
      if (error.type === "max-buffer-size-exceeded") tooLong = true;
    },
  });
  const withLineFeeds = createLineEnds();

  function* read(piece: string): Generator<ReplyPart, void, void> {
    const text = withLineFeeds(piece);
    if (raw !== undefined && raw.length < MAXIMUM_RAW_LENGTH) raw += text.slice(0, MAXIMUM_RAW_LENGTH - raw.length);
    for (let start = 0; start < text.length; start += SLICE_LENGTH) {
      const slice = text.slice(start, start + SLICE_LENGTH);
      parser.feed(slice);
      stray.read(slice);
      for (const event of events.splice(0)) yield* reader.read(event);
      const isNoStream = stray.count > MAXIMUM_STRAY_LINES;
      if (isNoStream && raw !== undefined) yield* reader.end(withoutComments(raw), "");
      if (tooLong || isNoStream) throw new ChatError("site-error");
    }
  }

  function* end(): Generator<ReplyPart, void, void> {
    // Adds the empty line that ends the last event, because some bodies lack it.
    yield* read("\n\n");
    yield* reader.end(withoutComments(raw ?? ""), raw === undefined ? stray.text : "");
  }

  return readReplyBody(pieces, { read, end, broken: () => reader.broken?.() });
}

function withoutComments(raw: string): string {
  return raw
    .split("\n")
    .filter((line) => !line.startsWith(":"))
    .join("\n")
    .trim();
}
