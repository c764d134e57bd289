import { readFileSync, readdirSync } from "node:fs";
import { cutConnection, pause, type Exchange } from "./exchange.ts";

/** An exchange recorded from the real plugin. */
export interface Recording {
  readonly name: string;
  readonly plugin: string;
  readonly says: string;
  readonly request: { readonly method: string; readonly target: string; readonly body: string };
  readonly response: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly firstByteMs: number;
    readonly totalMs: number;
    /** false: the connection was cut. */
    readonly complete: boolean;
    /** The body in the pieces in which it came. */
    readonly pieces: readonly (string | { readonly base64: string })[];
  };
}

const FOLDER = new URL("../fixtures/exchanges/", import.meta.url);

/** The names of all recordings, in order. */
export function recordingNames(): string[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith(".json"))
    .map((file) => file.slice(0, -".json".length))
    .toSorted();
}

/** Reads a recording by its name. Throws where there is none. */
export function readRecording(name: string): Recording {
  return JSON.parse(readFileSync(new URL(`${name}.json`, FOLDER), "utf8")) as Recording;
}

/** The pieces of a recorded body, as bytes. */
function bytesOf({ response }: Recording): Buffer[] {
  return response.pieces.map((piece) =>
    typeof piece === "string" ? Buffer.from(piece, "utf8") : Buffer.from(piece.base64, "base64"),
  );
}

/** The whole recorded body, as bytes. */
export function recordingBody(recording: Recording): Buffer {
  return Buffer.concat(bytesOf(recording));
}

/** Answers with a recording: its status, its headers, its pieces (each through the gate), and its cut. */
export async function replayRecording(exchange: Exchange, recording: Recording): Promise<void> {
  const { response, signal, state } = exchange;
  const { status, headers, firstByteMs, totalMs, complete } = recording.response;
  const pieces = bytesOf(recording);
  const scale = state.switches.recordingTimeScale;
  const everyMs = pieces.length > 1 ? ((totalMs - firstByteMs) / (pieces.length - 1)) * scale : 0;
  await pause(exchange, firstByteMs * scale);
  response.writeHead(status, headers);
  response.flushHeaders();
  for (const [index, piece] of pieces.entries()) {
    if (index > 0) await pause(exchange, everyMs);
    await state.gate.pass(signal);
    response.write(piece);
  }
  if (complete) response.end();
  else cutConnection(exchange);
}
