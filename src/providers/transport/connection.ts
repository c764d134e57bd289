import { ChatError } from "../chat-error.ts";
import type { ProviderContext } from "../provider.ts";
import { TIME_LIMITS, type TimeLimits } from "./time-limits.ts";
import { untilAborted } from "./wait.ts";

/** A request that was sent, and its answer as far as it has come. */
export interface Connection {
  readonly response: Response;
  /** The body, piece by piece. Can be read once. Throws `ChatError`; leaving it early closes the connection. */
  readonly pieces: AsyncGenerator<Uint8Array, void, void>;
  /** Ends the connection, read or not. Can be called twice. */
  close(): void;
  /**
   * From now on, leaving or closing does not end the connection at once: the rest of the body passes unread, for this time
   * (in ms) at most. Nobody waits for that.
   */
  linger(milliseconds: number): void;
}

/**
 * Sends a request under time limits. Throws `ChatError`: `aborted` when the context's signal ends it, `not-answering` when
 * a limit has passed, `network` or `offline` when the connection fails. HTTP errors are answers, not failures.
 */
export async function openConnection(
  url: string,
  init: RequestInit,
  context: ProviderContext,
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
      // It broke or took too long: nobody waits for it any more.
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
        // A consumer that takes its time is not the site's fault, so the clock stands still while it has the piece.
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

/** The body as text, cut off after about `maximumBytes`. Bytes that are not UTF-8 become replacement characters. */
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

/** Closing is all that is wanted; a body that fails while it is thrown away is no news. */
function ignore(): void {}
