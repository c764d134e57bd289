import { ChatError } from "../chat-error.ts";
import type { ReplyPart } from "../provider.ts";
import { type Connection, readText } from "../transport/connection.ts";
import { type EventReader, readEventStream } from "../transport/event-stream.ts";
import { isPage, toPageWords } from "../transport/site-words.ts";
import type { Failures } from "./failures.ts";

/** Longest answer in one piece, in bytes. Models stop at some hundred kB. */
const MAXIMUM_ANSWER_BYTES = 16_000_000;

/**
 * Yields the parts of an answer, streamed or not: what came decides, and not what was asked for. A body in one piece is
 * read as a single event. Closes the connection.
 * @throws ChatError
 */
export async function* readAnswer(
  connection: Connection,
  reader: EventReader,
  failures: Failures,
): AsyncGenerator<ReplyPart, void, void> {
  try {
    await failures.throwIfRefused(connection);
    if (connection.response.headers.get("content-type")?.toLowerCase().includes("text/event-stream")) {
      yield* readEventStream(connection.pieces, reader);
      return;
    }
    const body = (await readText(connection, MAXIMUM_ANSWER_BYTES)).replace(/^\uFEFF/, "").trim();
    // Some proxies collect a stream first and replace its type.
    if (/^(?::|(?:data|event|id|retry):)/.test(body)) yield* readEventStream(inOnePiece(body), reader);
    else yield* readWhole(body, reader);
  } finally {
    connection.close();
  }
}

function* readWhole(body: string, reader: EventReader): Generator<ReplyPart, void, void> {
  if (isPage(body)) throw new ChatError("wrong-path", { detail: toPageWords(body) });
  const parts = body === "" ? [] : reader.read({ data: body, event: undefined, id: undefined });
  yield* parts;
  if (parts.at(-1)?.type !== "finish") yield* reader.end("", "");
}

async function* inOnePiece(body: string): AsyncGenerator<Uint8Array, void, void> {
  yield new TextEncoder().encode(body);
}
