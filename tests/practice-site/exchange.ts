import type { ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import type { Gate } from "./gate.ts";
import type { Nonces } from "./nonces.ts";
import type { OpenRouterState } from "./open-router.ts";
import type { ReceivedRequest } from "./received.ts";
import type { Switches } from "./switches.ts";

/** What all requests to one site share. */
export interface SiteState {
  switches: Switches;
  readonly nonces: Nonces;
  readonly gate: Gate;
  /** Generation 2: messages that wait to be asked for, by key. */
  readonly cachedMessages: Map<string, { message: string; expiresAt: number }>;
  readonly openRouter: OpenRouterState;
}

/** One request and the answer to it. */
export interface Exchange {
  readonly request: ReceivedRequest;
  readonly response: ServerResponse;
  readonly state: SiteState;
  /** Aborted when the client leaves, or the site is reset or closed. */
  readonly signal: AbortSignal;
}

/** WordPress sends these with everything that its endpoint answers. */
export const NO_CACHE = "no-cache, must-revalidate, max-age=0";

/** Sends a whole answer at once. */
export function send(
  { response }: Exchange,
  status: number,
  contentType: string,
  body: string,
  headers: Readonly<Record<string, string | readonly string[]>> = {},
): void {
  response.writeHead(status, { "content-type": contentType, ...(headers as Record<string, string | string[]>) });
  response.end(body);
}

/** Sends a JSON object as PHP writes it: slashes and all that is not ASCII are escaped. */
export function sendJson(exchange: Exchange, status: number, value: unknown): void {
  const escaped = JSON.stringify(value)
    .replaceAll("/", "\\/")
    .replaceAll(/[\u0080-\uFFFF]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
  send(exchange, status, "application/json; charset=UTF-8", escaped, { "cache-control": NO_CACHE });
}

/** Ends the connection as a killed server does: what was written still arrives, but not the end of the body. */
export function cutConnection({ request, response }: Exchange): void {
  request.outcome = "cut";
  response.socket?.destroySoon();
}

/** Waits `milliseconds`; rejects as soon as the client leaves. 0 does not wait at all. */
export async function pause(exchange: Exchange, milliseconds: number): Promise<void> {
  if (milliseconds > 0) await wait(milliseconds, undefined, { signal: exchange.signal });
}

/**
 * Sends pieces of a body whose headers are set or sent: each through the gate, and piece n not before `n * everyMs`
 * after the first, whatever the pieces before it took. Waits for a slow reader. Does not end the body.
 */
export async function sendPieces(
  exchange: Exchange,
  pieces: Iterable<string | Uint8Array>,
  everyMs: number,
): Promise<void> {
  const { response, signal, state } = exchange;
  const start = performance.now();
  let index = 0;
  for (const piece of pieces) {
    if (everyMs > 0) await pause(exchange, start + index * everyMs - performance.now());
    await state.gate.pass(signal);
    if (!response.write(piece)) await drained(exchange);
    index += 1;
  }
}

async function drained({ response, signal }: Exchange): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const leave = (): void => reject(signal.reason as Error);
    if (signal.aborted) return leave();
    signal.addEventListener("abort", leave, { once: true });
    response.once("drain", () => {
      signal.removeEventListener("abort", leave);
      resolve();
    });
  });
}
