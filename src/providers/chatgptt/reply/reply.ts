import { ChatError } from "../../chat-error.ts";
import { type Connection, readText } from "../../transport/connection.ts";
import { type EventReader, readEventStream } from "../../transport/event-stream.ts";
import { findJsonObject } from "../../transport/json-object.ts";
import type { ReplyPart } from "../../provider.ts";
import { isPage, toPageWords } from "../../transport/site-words.ts";
import { createGeneration1Reader } from "./generation-1-stream.ts";
import { readGeneration1Json } from "./generation-1-json.ts";
import { readGeneration2Json } from "./generation-2-json.ts";
import { createGeneration2Reader } from "./generation-2-stream.ts";
import { isChallenge, isChallengePage, readRefusal, UNKNOWN_ACTION, WRONG_NONCE } from "../errors/http-refusal.ts";

/** Longest answer in one piece, in bytes. Models stop at some hundred kB. */
const MAXIMUM_ANSWER_BYTES = 16_000_000;

/**
 * How long a connection stays open after its answer, in ms. Generation 1 writes its log and counters then, and closing
 * the connection could end PHP before that.
 */
const LINGER_MS = 5_000;

/** How a generation writes its answers. */
interface Dialect {
  createReader(): EventReader;
  readJson(value: object): ReplyPart[];
}

const DIALECTS: Readonly<Record<1 | 2, Dialect>> = {
  1: { createReader: createGeneration1Reader, readJson: readGeneration1Json },
  2: { createReader: createGeneration2Reader, readJson: readGeneration2Json },
};

/**
 * Yields the parts of an answer, streamed or not. The answer's Content-Type decides, because the page's own word for it
 * is wrong (protocol §1). Ends after `finish`, and closes the connection.
 * @param now in ms since 1970, for dates in headers
 * @throws ChatError
 */
export async function* readReply(
  connection: Connection,
  generation: 1 | 2,
  now: number,
): AsyncGenerator<ReplyPart, void, void> {
  const { createReader, readJson } = DIALECTS[generation];
  try {
    await refuseFailure(connection, now);
    if (connection.response.headers.get("content-type")?.toLowerCase().includes("text/event-stream")) {
      for await (const part of readEventStream(connection.pieces, createReader())) {
        if (part.type === "finish") connection.linger(LINGER_MS);
        yield part;
      }
      return;
    }
    const body = await readText(connection, MAXIMUM_ANSWER_BYTES);
    // Some proxies collect a stream first and replace its type.
    if (/^\s*(?::|(?:data|event|id|retry):)/.test(body)) yield* readEventStream(inOnePiece(body), createReader());
    else yield* readJson(toObject(body));
  } finally {
    connection.close();
  }
}

/**
 * Reads the JSON object of an answer that is no chat answer, such as a key or a nonce. Closes the connection.
 * @param now in ms since 1970, for dates in headers
 * @throws ChatError
 */
export async function readObject(connection: Connection, now: number): Promise<object> {
  try {
    await refuseFailure(connection, now);
    return toObject(await readText(connection, MAXIMUM_ANSWER_BYTES));
  } finally {
    connection.close();
  }
}

async function refuseFailure(connection: Connection, now: number): Promise<void> {
  const { response } = connection;
  if (isChallenge(response.headers)) throw new ChatError("challenge", { status: response.status });
  // Redirects are refused (see request.ts). Browsers show them without status or body.
  const redirected = response.type === "opaqueredirect" || (response.status >= 300 && response.status < 400);
  if (redirected) throw new ChatError("moved", { status: response.status });
  if (!response.ok) throw await readRefusal(connection, now);
}

/**
 * Returns the object in a body with a success status.
 * @throws ChatError if the body is an error instead (protocol §5)
 */
function toObject(body: string): object {
  const text = body.trim();
  if (text === "") throw new ChatError("empty-answer");
  if (text === UNKNOWN_ACTION) throw new ChatError("tokens-missing");
  if (text === WRONG_NONCE) throw new ChatError("nonce-expired");
  if (isChallengePage(text)) throw new ChatError("challenge");
  const value = isPage(text) ? undefined : findJsonObject(text);
  if (value === undefined) throw new ChatError("site-error", { detail: toPageWords(text) });
  return value;
}

async function* inOnePiece(body: string): AsyncGenerator<Uint8Array, void, void> {
  yield new TextEncoder().encode(body);
}
