import { createParser, type EventSourceMessage } from "eventsource-parser";
import { ChatError } from "../chat-error.ts";
import { createLineEnds } from "./line-ends.ts";
import { isShown, type ReplyPart } from "../provider.ts";

/** Longest single event, in characters. Deltas are some bytes, and whole answers some kilobytes. */
const MAXIMUM_EVENT_LENGTH = 4_000_000;

/** Of a body without an event this many characters are kept: enough for an error page's title or message. */
const MAXIMUM_RAW_LENGTH = 20_000;

/** So many lines that are no field make a body no event stream. Each costs much, and pages have some hundred. */
const MAXIMUM_STRAY_LINES = 10_000;

/** The parser is given so much at once, in characters, so that it can be stopped. */
const SLICE_LENGTH = 16_384;

/** Reads one kind of stream, event by event, without knowing where the events come from. */
export interface EventReader {
  /** What an event means. After a `finish` part nothing more is read. Throws `ChatError` where it is a failure. */
  read(event: EventSourceMessage): ReplyPart[];
  /**
   * The body ended without `finish`. Gives the parts that end the answer, or throws `ChatError`.
   * @param stray the beginning of a body in which no event came, without its comments: it may be a page, or data; `""` where
   * an event came
   */
  end(stray: string): ReplyPart[];
}

/**
 * The parts of an event stream, as soon as their events are whole. Pieces may end anywhere, in a character too. A body that
 * breaks after text was handed on gives `finish` with `cut`; before that, its error is thrown.
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
  const parser = createParser({
    maxBufferSize: MAXIMUM_EVENT_LENGTH,
    onEvent: (event) => {
      raw = undefined;
      events.push(event);
    },
    onError: (error) => {
      if (error.type === "max-buffer-size-exceeded") tooLong = true;
      else strayLines += 1;
    },
  });
  let handedOn = false;
  function* read(text: string): Generator<ReplyPart, void, void> {
    if (raw !== undefined && raw.length < MAXIMUM_RAW_LENGTH) raw += text.slice(0, MAXIMUM_RAW_LENGTH - raw.length);
    for (let start = 0; start < text.length; start += SLICE_LENGTH) {
      parser.feed(text.slice(start, start + SLICE_LENGTH));
      for (const event of events.splice(0)) yield* reader.read(event);
      if (strayLines > MAXIMUM_STRAY_LINES && raw !== undefined) yield* reader.end(withoutComments(raw));
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
    yield { type: "finish", reason: "cut" };
    return;
  }
  // Bodies that end without the empty line still end their last event.
  for (const part of take(`${decoder.decode()}\n\n`)) {
    yield part;
    if (part.type === "finish") return;
  }
  yield* reader.end(withoutComments(raw ?? ""));
}

function withoutComments(raw: string): string {
  return raw
    .split("\n")
    .filter((line) => !line.startsWith(":"))
    .join("\n")
    .trim();
}

/**
 * The same parts, with texts that follow each other in one, and thoughts likewise: in a fast answer thousands come together,
 * and each has its cost.
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
    // What came before it came.
    if (joined !== undefined) yield joined;
    throw thrown;
  }
  if (joined !== undefined) yield joined;
}

/** Failures of the connection, as against those that the stream itself told of. */
function isBroken(thrown: unknown): boolean {
  if (!(thrown instanceof ChatError)) return false;
  return thrown.kind === "network" || thrown.kind === "offline" || thrown.kind === "not-answering";
}
