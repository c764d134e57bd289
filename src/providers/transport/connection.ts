import { ChatError } from "../chat-error.ts";
import type { Call } from "../provider.ts";
import { TIME_LIMITS, type TimeLimits } from "./time-limits.ts";
import { untilAborted } from "./wait.ts";

/** A request and its answer, as far as it has arrived. */
export interface Connection {
  readonly response: Response;
  /** The body, piece by piece. Can be read once. Leaving the loop early closes the connection. Throws `ChatError`. */
  readonly pieces: AsyncGenerator<Uint8Array, void, void>;
  /** Ends the connection, read or not. Calling it twice is harmless. */
  close(): void;
  /**
   * Lets the connection outlive `close` and an early end of the loop: the rest of the body is read and dropped in the
   * background.
   * @param milliseconds how long at most
   */
  linger(milliseconds: number): void;
}

/**
 * Sends a request under time limits. HTTP errors are answers and do not throw.
 * @param limits in ms. Default: `TIME_LIMITS`
 * @throws ChatError of kind
 * - `aborted`: the context's signal has aborted
 * - `not-answering`: a time limit has passed
 * - `network` or `offline`: the connection failed
 */
export async function openConnection(
  url: string,
  init: RequestInit,
  context: Omit<Call, "key" | "now">,
  limits: TimeLimits = TIME_LIMITS,
): Promise<Connection> {
  const ending = new AbortController();
  const abort = () => ending.abort();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let timedOut = false;
  const startTimer = (milliseconds: number) => {
    timer = setTimeout(() => {
      timedOut = true;
      ending.abort();
    }, milliseconds);
  };
  const stopWatching = () => {
    clearTimeout(timer);
    context.signal.removeEventListener("abort", abort);
  };
  const toChatError = (thrown: unknown): ChatError => {
    if (context.signal.aborted) return new ChatError("aborted", { cause: context.signal.reason });
    if (timedOut) return new ChatError("not-answering", { cause: thrown });
    if (thrown instanceof ChatError) return thrown;
    return new ChatError(context.online?.() === false ? "offline" : "network", { cause: thrown });
  };

  if (context.signal.aborted) throw toChatError(undefined);
  context.signal.addEventListener("abort", abort, { once: true });
  startTimer(limits.firstByteMs);
  // Browsers refuse a `fetch` that is called as a method of something else.
  const { fetch } = context;
  let response: Response;
  try {
    response = await untilAborted(fetch(url, { ...init, signal: ending.signal }), ending.signal);
  } catch (thrown) {
    stopWatching();
    throw toChatError(thrown);
  }

  let lingerMs: number | undefined;

  async function passUnread(reader: ReadableStreamDefaultReader<Uint8Array>, milliseconds: number): Promise<void> {
    stopWatching();
    startTimer(milliseconds);
    try {
      while (!(await untilAborted(reader.read(), ending.signal)).done);
    } catch {
      // Nobody waits for this any more, so its failure does not matter.
    } finally {
      reader.cancel().catch(ignore);
      end();
    }
  }

  async function* readPieces(): AsyncGenerator<Uint8Array, void, void> {
    const reader = response.body?.getReader();
    try {
      while (reader) {
        const { done, value } = await untilAborted(reader.read(), ending.signal);
        // The clock stands still while the consumer has the piece, because a slow consumer is not the site's fault.
        clearTimeout(timer);
        if (done) return;
        yield value;
        startTimer(limits.betweenPiecesMs);
      }
    } catch (thrown) {
      throw toChatError(thrown);
    } finally {
      if (reader && lingerMs !== undefined) void passUnread(reader, lingerMs);
      else {
        reader?.cancel().catch(ignore);
        end();
      }
    }
  }

  function end(): void {
    stopWatching();
    ending.abort();
    if (response.body?.locked === false) response.body.cancel().catch(ignore);
  }

  return {
    response,
    pieces: readPieces(),
    close: () => (lingerMs === undefined ? end() : undefined),
    linger: (milliseconds) => {
      lingerMs = milliseconds;
    },
  };
}

/**
 * Reads the body as text, cut off after about `maximumBytes`. Bytes that are not UTF-8 become replacement characters.
 * @throws ChatError if the connection fails
 */
export async function readText(connection: Connection, maximumBytes: number): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for await (const piece of connection.pieces) {
    text += decoder.decode(piece, { stream: true });
    bytes += piece.byteLength;
    if (bytes >= maximumBytes) break;
  }
  return text + decoder.decode();
}

/** Ignores failures of a body that is thrown away. */
function ignore(): void {}
