import type { Command } from "./commands.ts";
import { type Event, eventSchema } from "./events.ts";
import type { Port } from "./port.ts";

/** Wait before the first new connection, in ms: a background that was stopped starts again within 11-220 ms. */
const FIRST_RETRY_MS = 50;
/** Longest wait between two tries, in ms: a person looking at a dead view gives up after a few seconds. */
const LONGEST_RETRY_MS = 2_000;

export interface Connection {
  /** Sent at once, or as soon as there is a connection again; never out of order. */
  send(command: Command): void;
}

export interface ConnectionSurroundings {
  connect(): Port;
  /** What is said first on each connection. */
  greet(resumed: boolean): Command[];
  receive(event: Event): void;
  /** An event was malformed. */
  report(problem: unknown): void;
  /** Ends the connection for good. */
  signal: AbortSignal;
}

/**
 * The view's end of the port. Connects at once, and again by itself whenever the background goes away; `greet` then
 * says what the view shows, and the background answers with how things stand.
 */
export function createConnection(surroundings: ConnectionSurroundings): Connection {
  const { connect, greet, receive, report, signal } = surroundings;
  let port: Port | undefined;
  let resumed = false;
  let retryMs = FIRST_RETRY_MS;
  let unsent: Command[] = [];

  function tryAgain(): void {
    port = undefined;
    if (signal.aborted) return;
    setTimeout(open, retryMs);
    retryMs = Math.min(retryMs * 2, LONGEST_RETRY_MS);
  }

  function open(): void {
    if (signal.aborted) return;
    try {
      port = connect();
    } catch (error) {
      report(error);
      tryAgain();
      return;
    }
    port.onMessage.addListener((message) => {
      retryMs = FIRST_RETRY_MS;
      const event = eventSchema.safeParse(message);
      if (event.success) receive(event.data);
      else report(event.error);
    });
    port.onDisconnect.addListener(tryAgain);
    const commands = [...greet(resumed), ...unsent];
    resumed = true;
    unsent = [];
    for (const command of commands) port.postMessage(command);
  }

  signal.addEventListener("abort", () => port?.disconnect(), { once: true });
  open();
  return {
    send(command) {
      if (port === undefined) unsent.push(command);
      else port.postMessage(command);
    },
  };
}
