import { type ReadonlySignal, signal } from "@preact/signals";
import { createConnection } from "../../port/client.ts";
import type { Command } from "../../port/commands.ts";
import type { Port } from "../../port/port.ts";
import { type Bin, createBin } from "./bin.ts";

/** Connects the settings page: it shows numbers and the bin, and sends commands about conversations. */
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
    // The settings are about what lasts, so private windows do not matter here.
    greet: (resumed) => [{ type: "hello", surface: "tab", windowId, private: false, resumed }, ...bin.greet()],
    receive(event) {
      if (event.type === "bin" || event.type === "counted") bin.take(event);
      if (event.type === "storage-failed") storageFailed.value = true;
    },
    delivered: () => undefined,
    // The page shows only what the background sends, so it needs no correction.
    failed: () => (storageFailed.value = true),
    awaits: () => bin.awaits,
    report,
    signal: ended,
  });
  onWake(connection.wake);
  bin.count(true);

  /** The next command removes the report of an earlier failure. */
  function send(command: Command): void {
    storageFailed.value = false;
    connection.send(command);
  }
  return { bin, storageFailed, send };
}
