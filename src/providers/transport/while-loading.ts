import { ChatError } from "../chat-error.ts";
import { wait } from "./wait.ts";

/** How a server that loads its model is waited for, in ms. */
export interface LoadingWait {
  /** Between two tries. */
  pauseMs: number;
  /** How long at most, the time of the tries not counted. */
  longestMs: number;
}

/** A try costs the server next to nothing. Loading 20 GB from a disk takes minutes. */
export const LOADING_WAIT: LoadingWait = { pauseMs: 1000, longestMs: 600_000 };

/**
 * Runs `ask` again as long as it fails because the server is still loading its model. Such a server has answered nothing.
 * @throws ChatError: the failure of the last try, or `aborted` if the signal ends a pause
 */
export async function* whileLoading<Part>(
  ask: () => AsyncGenerator<Part, void, void>,
  signal: AbortSignal,
  { pauseMs, longestMs }: LoadingWait = LOADING_WAIT,
): AsyncGenerator<Part, void, void> {
  for (let waited = 0; ; waited += pauseMs) {
    try {
      yield* ask();
      return;
    } catch (thrown) {
      if (!(thrown instanceof ChatError) || thrown.kind !== "loading" || waited >= longestMs) throw thrown;
    }
    try {
      await wait(pauseMs, signal);
    } catch (reason) {
      throw new ChatError("aborted", { cause: reason });
    }
  }
}
