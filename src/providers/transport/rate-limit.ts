import { ChatError } from "../chat-error.ts";
import { untilAborted } from "./wait.ts";

/** Keeps the starts of questions apart, because free sites block those who hurry. */
export interface RateLimit {
  /**
   * Waits until a question may start, first come first served.
   * @param lane what is asked. Lanes do not wait for each other
   * @param gapMs least time between this start and the next one in its lane, in ms
   * @throws ChatError of kind `aborted` if the signal aborts first
   */
  start(lane: string, gapMs: number, signal: AbortSignal): Promise<void>;
}

/** Creates a rate limit. All state lives in it, so a process needs only one. */
export function createRateLimit(): RateLimit {
  const lanes = new Map<string, Promise<void>>();

  return {
    async start(lane, gapMs, signal) {
      const free = lanes.get(lane) ?? Promise.resolve();
      // A question that was stopped meanwhile keeps nobody waiting.
      const next = free.then(() => (signal.aborted ? undefined : pause(gapMs)));
      lanes.set(lane, next);
      void next.then(() => {
        if (lanes.get(lane) === next) lanes.delete(lane);
      });
      try {
        await untilAborted(free, signal);
      } catch (thrown) {
        throw new ChatError("aborted", { cause: thrown });
      }
    },
  };
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
