import { ChatError } from "../providers/chat-error.ts";
import type { ReplyPart } from "../providers/provider.ts";

/** Time in ms after which a server nearby that says nothing is probably loading its model. A loaded one has begun by then. */
const LOADING_MS = 10_000;

/**
 * Yields the parts of an answer. If none comes for a while at the beginning, says once that the model is being loaded: such
 * a server sends nothing, not even headers, before its first word.
 */
export async function* sayLoading(
  parts: AsyncGenerator<ReplyPart, void, void>,
  signal: AbortSignal,
): AsyncGenerator<ReplyPart, void, void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const first = parts.next();
  // Nobody reads the first part of an answer that is left before it.
  first.catch(() => undefined);
  try {
    const silence = new Promise<"silence">((resolve) => {
      timer = setTimeout(() => resolve("silence"), LOADING_MS);
    });
    if ((await Promise.race([first, silence])) === "silence") yield { type: "loading" };
    if (signal.aborted) throw new ChatError("aborted", { cause: signal.reason });
    const begun = await first;
    if (begun.done === true) return;
    yield begun.value;
    yield* parts;
  } finally {
    clearTimeout(timer);
    void parts.return().catch(() => undefined);
  }
}
