import { ChatError } from "../chat-error.ts";
import { isShown, type ReplyPart } from "../provider.ts";

/** Makes parts of a body's text, in whatever form it is written. */
export interface BodyReader {
  /**
   * Reads the next piece of the text, which may be cut anywhere but inside a character.
   * @throws ChatError if it reports a failure
   */
  read(text: string): Iterable<ReplyPart>;
  /**
   * Called when the body ends without a `finish` part. Returns what was still held back, and the parts that end the answer.
   * @throws ChatError if the body is no complete answer
   */
  end(): Iterable<ReplyPart>;
  /** Called when the connection breaks after visible text. Returns the parts that end the answer. Default: `cut`. */
  broken?(): Iterable<ReplyPart> | undefined;
}

/**
 * Yields the parts of an answer's body as they come, until `finish`. Pieces may be cut anywhere, also inside a character.
 * A body that breaks after visible text ends with `finish` and `cut`, unless the reader has something else to say.
 * @throws ChatError if the body breaks before any visible text, or reports a failure
 */
export async function* readReplyBody(
  pieces: AsyncIterable<Uint8Array>,
  { read, end, broken }: BodyReader,
): AsyncGenerator<ReplyPart, void, void> {
  const decoder = new TextDecoder();
  let shown = false;
  try {
    for await (const piece of pieces) {
      for (const part of joinTexts(read(decoder.decode(piece, { stream: true })))) {
        shown ||= isShown(part);
        yield part;
        if (part.type === "finish") return;
      }
    }
  } catch (thrown) {
    if (!shown || !isBroken(thrown)) throw thrown;
    yield* broken?.() ?? [{ type: "finish", reason: "cut" }];
    return;
  }
  for (const part of joinTexts(chain(read(decoder.decode()), () => end()))) {
    yield part;
    if (part.type === "finish") return;
  }
}

function* chain<Item>(first: Iterable<Item>, second: () => Iterable<Item>): Generator<Item, void, void> {
  yield* first;
  yield* second();
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

/** Whether the connection failed, as opposed to a failure that the body reported. */
function isBroken(thrown: unknown): boolean {
  if (!(thrown instanceof ChatError)) return false;
  return thrown.kind === "network" || thrown.kind === "offline" || thrown.kind === "not-answering";
}
