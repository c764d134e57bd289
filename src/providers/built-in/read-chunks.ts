import type { TimeLimits } from "../transport/time-limits.ts";
import { inTime } from "./in-time.ts";

/**
 * Yields what is new in each chunk of an answer. Leaving the loop early stops the model.
 * @param mayRepeat the browser is old, and its chunks may be the whole text so far: the second chunk shows it
 * @throws ChatError of kind `not-answering` after a time limit
 * @throws DOMException as the browser does, or the signal's reason
 */
export async function* readChunks(
  stream: ReadableStream<string>,
  mayRepeat: boolean,
  limits: TimeLimits,
  signal: AbortSignal,
): AsyncGenerator<string, void, void> {
  const reader = stream.getReader();
  let before = "";
  let chunks = 0;
  let repeats = mayRepeat;
  try {
    for (;;) {
      const limit = chunks === 0 ? limits.firstByteMs : limits.betweenPiecesMs;
      const { done, value } = await inTime(reader.read(), limit, signal);
      if (done) return;
      if (value === "") continue;
      chunks += 1;
      if (chunks === 2) repeats &&= value.startsWith(before);
      yield repeats ? value.slice(before.length) : value;
      if (repeats) before = value;
    }
  } finally {
    reader.cancel().catch(ignore);
  }
}

/** Ignores failures of a stream that is thrown away. */
function ignore(): void {}
