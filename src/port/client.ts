import { type Command, mustArrive } from "./commands.ts";
import type { Event } from "./events.ts";
import { isEvent } from "./is-event.ts";
import type { Port } from "./port.ts";

/** Wait before the first new connection, in ms: a background that was stopped starts again within 11-220 ms. */
const FIRST_RETRY_MS = 50;
/** Longest wait between two tries, in ms: a person looking at a dead view gives up after a few seconds. */
const LONGEST_RETRY_MS = 2_000;

export interface Connection {
  /**
   * Sends a command at once, or as soon as there is a connection again, never out of order. Repeats a command that must
   * arrive on each connection until the background has carried it out.
   */
  send(command: Command): void;
  /** Connects if there is no connection, because the view may be out of date or is about to be used. */
  wake(): void;
}

export interface ConnectionDependencies {
  connect(): Port;
  /** Returns the first commands of each connection. `resumed`: the background has told this view something before. */
  greet(resumed: boolean): Command[];
  receive(event: Event): void;
  /** Called when the background has carried out a command that had to arrive. */
  delivered(command: Command): void;
  /** Called when the background could not carry out a command that had to arrive. */
  failed(command: Command): void;
  /** Whether the view waits for something of the background, e.g. the rest of an answer. */
  awaits(): boolean;
  /** Told of messages that are no events. */
  report(problem: unknown): void;
  /** Ends the connection for good. */
  signal: AbortSignal;
}

/** A command on its way. One with a number is kept until the background confirms that number. */
interface Outgoing {
  command: Command;
  number?: number;
}

/**
 * Creates the view's end of the port, and connects. After the background has gone away, connects again at once if something
 * is on its way or awaited. Otherwise waits for the next `send` or `wake`: a connection starts the background, which an idle
 * view must not do. On each connection `greet` says what the view shows, and the background sends what has changed.
 */
export function createConnection(dependencies: ConnectionDependencies): Connection {
  const { connect, greet, receive, delivered, failed, awaits, report, signal } = dependencies;
  let port: Port | undefined;
  let resumed = false;
  let retryMs = FIRST_RETRY_MS;
  let numbers = 0;
  let outgoing: Outgoing[] = [];
  let retry: ReturnType<typeof setTimeout> | undefined;

  function post({ command, number }: Outgoing): void {
    port?.postMessage(number === undefined ? command : { ...command, number });
  }

  function finish(upTo: number): void {
    const isDone = ({ number = Infinity }: Outgoing) => number <= upTo;
    const finished = outgoing.filter(isDone);
    outgoing = outgoing.filter((sent) => !isDone(sent));
    for (const { command } of finished) delivered(command);
  }

  function fail(number: number): void {
    const failing = outgoing.find((sent) => sent.number === number);
    outgoing = outgoing.filter((sent) => sent !== failing);
    if (failing !== undefined) failed(failing.command);
  }

  function tryAgain(): void {
    port = undefined;
    if (signal.aborted) return;
    retry = setTimeout(open, retryMs);
    retryMs = Math.min(retryMs * 2, LONGEST_RETRY_MS);
  }

  function left(): void {
    port = undefined;
    if (!resumed || outgoing.length > 0 || awaits()) tryAgain();
  }

  function wake(): void {
    if (port === undefined && retry === undefined) open();
  }

  function open(): void {
    retry = undefined;
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
      resumed = true;
      if (!isEvent(message)) report(new Error("A message of the background is no event"));
      else if (message.type === "done") finish(message.number);
      else if (message.type === "failed" && message.number !== undefined) fail(message.number);
      else receive(message);
    });
    port.onDisconnect.addListener(left);
    const commands = [...greet(resumed).map((command) => ({ command })), ...outgoing];
    outgoing = outgoing.filter(({ number }) => number !== undefined);
    for (const command of commands) post(command);
  }

  signal.addEventListener("abort", () => port?.disconnect(), { once: true });
  open();
  return {
    send(command) {
      const sent: Outgoing = mustArrive(command) ? { command, number: (numbers += 1) } : { command };
      if (port === undefined || sent.number !== undefined) outgoing.push(sent);
      if (port === undefined) wake();
      else post(sent);
    },
    wake,
  };
}
