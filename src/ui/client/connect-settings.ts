import { type ReadonlySignal, signal } from "@preact/signals";
import { createConnection } from "../../port/client.ts";
import type { Command } from "../../port/commands.ts";
import type { Port } from "../../port/port.ts";
import { type Bin, createBin } from "./bin.ts";

/** The settings page as a view: what it shows of the conversations, and the commands about them. */
export function connectSettings(dependencies: {
  connect(): Port;
  windowId: number;
  /** As for a view. */
  onWake(listener: () => void): void;
  report(problem: unknown): void;
  signal: AbortSignal;
}): { bin: Bin; storageFailed: ReadonlySignal<boolean>; send(command: Command): void } {
  const { connect, windowId, onWake, report, signal: ended } = dependencies;
  const storageFailed = signal(false);
  const bin = createBin(send);
  const connection = createConnection({
    connect,
    // What a private window holds is not the settings' business: they are about what lasts.
    greet: (resumed) => [{ type: "hello", surface: "tab", windowId, private: false, resumed }, ...bin.greet()],
    receive(event) {
      if (event.type === "bin" || event.type === "counted") bin.take(event);
      if (event.type === "storage-failed") storageFailed.value = true;
    },
    delivered: () => undefined,
    // What it shows comes from the background alone, so it stays as it was.
    failed: () => (storageFailed.value = true),
    awaits: () => bin.awaits,
    report,
    signal: ended,
  });
  onWake(connection.wake);
  bin.count(true);

  /** What failed before is told no more when the person does the next thing. */
  function send(command: Command): void {
    storageFailed.value = false;
    connection.send(command);
  }
  return { bin, storageFailed, send };
}
