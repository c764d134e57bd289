import { createConnection } from "../port/client.ts";
import type { Command } from "../port/commands.ts";
import type { Port } from "../port/port.ts";
import { type Bin, createBin } from "./bin.ts";

/** The settings page as a view: what it shows of the conversations, and the commands about them. */
export function connectSettings(surroundings: {
  connect(): Port;
  windowId: number;
  /** As for a view. */
  onWake(listener: () => void): void;
  report(problem: unknown): void;
  signal: AbortSignal;
}): { bin: Bin; send(command: Command): void } {
  const { connect, windowId, onWake, report, signal } = surroundings;
  const bin = createBin((command) => connection.send(command));
  const connection = createConnection({
    connect,
    // What a private window holds is not the settings' business: they are about what lasts.
    greet: (resumed) => [{ type: "hello", surface: "tab", windowId, private: false, resumed }, ...bin.greet()],
    receive(event) {
      if (event.type === "bin" || event.type === "counted") bin.take(event);
    },
    delivered: () => undefined,
    // What it shows comes from the background alone, so it stays as it was.
    failed: ({ type }) => report(new Error(`The background could not carry out "${type}"`)),
    awaits: () => bin.awaits,
    report,
    signal,
  });
  onWake(connection.wake);
  bin.count(true);
  return { bin, send: connection.send };
}
