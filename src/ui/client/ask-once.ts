import type { Command } from "../../port/commands.ts";
import type { Event } from "../../port/events.ts";
import { isEvent } from "../../port/is-event.ts";
import type { Port } from "../../port/port.ts";

export interface OnceOptions<Answer> {
  /** Called with each event. Calls `end` with the answer when it has come. */
  take(event: Event, end: (answer: Answer) => void): void;
  /** The answer if the background fails or goes away meanwhile. */
  failed: Answer;
  signal?: AbortSignal;
}

/**
 * Asks the background something over a port of its own, which ends with the answer or the abort, and with it what the
 * background does for it. Never rejects.
 * @returns undefined when `signal` aborts
 */
export function askOnce<Answer>(
  connect: () => Port,
  command: Command,
  { take, failed, signal }: OnceOptions<Answer>,
): Promise<Answer | undefined> {
  return new Promise((resolve) => {
    const port = connect();
    function end(answer: Answer | undefined): void {
      resolve(answer);
      port.disconnect();
    }
    signal?.addEventListener("abort", () => end(undefined), { once: true });
    port.onMessage.addListener((message) => {
      if (!isEvent(message)) return;
      if (message.type === "failed") end(failed);
      else take(message, end);
    });
    port.onDisconnect.addListener(() => resolve(failed));
    port.postMessage(command);
  });
}
