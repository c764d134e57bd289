import type { Command } from "./commands.ts";
import type { Event } from "./events.ts";
import { isEvent } from "./is-event.ts";
import { mustArrive } from "./must-arrive.ts";
import type { Port } from "./port.ts";

/** Wait before the first try to reconnect, in ms. A background that was stopped starts again within 11-220 ms. */
const FIRST_RETRY_MS = 50;
/** Longest wait between two tries, in ms. A person who looks at a dead view gives up after a few seconds. */
const LONGEST_RETRY_MS = 2_000;

/** A view's connection to the background. It is opened again after a break. */
export interface Connection {
  /**
   * Sends a command now, or as soon as there is a connection again. Commands keep their order. One that must arrive is
   * sent on each connection until the background has carried it out; see `mustArrive`.
   */
  send(command: Command): void;
  /** Connects if there is no connection. Called when the view may be out of date, or is about to be used. */
  wake(): void;
}

/** What a connection works with. */
export interface ConnectionDependencies {
  /** Opens a port. If it throws, it is called again later. */
  connect(): Port;
  /**
   * Returns what is said first on each connection.
   * @param resumed whether the background has told this view something before
   */
  greet(resumed: boolean): Command[];
  /** Called with each event but those that confirm commands. */
  receive(event: Event): void;
  /** Called when the background has carried out a command that had to arrive. */
  delivered(command: Command): void;
  /** Called when the background could not carry out a command that had to arrive. */
  failed(command: Command): void;
  /** Whether the view waits for something from the background, e.g. the rest of an answer. */
  awaits(): boolean;
  /** Told of malformed events and of connections that could not be opened. */
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
 * Creates the view's end of the port, and connects at once.
 *
 * - On each connection, `greet` says what the view shows, and the background tells what has changed.
 * - If the background goes away while something is on its way or awaited, connects again soon.
 * - Otherwise connects again with the next `send` or `wake`. A connection starts the background, and a view in which
 *   nothing happens must not do that.
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
