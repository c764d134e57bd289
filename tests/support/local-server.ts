import { createServer, type IncomingHttpHeaders, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { text } from "node:stream/consumers";

/** A request as it came over the wire. */
export interface LocalRequest {
  method: string;
  /** With what stands behind `?`. */
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** A server on this machine, which writes down what it is sent. */
export interface LocalServer {
  readonly port: number;
  /** All requests so far, in order. */
  readonly received: readonly LocalRequest[];
  /** Ends it, and all connections. */
  close(): Promise<void>;
}

/**
 * Starts a server over plain HTTP.
 * @param answer gives the answer to each request; `signal` aborts when nobody waits for it any more
 * @param host the address that it listens at. Default: all of this machine
 */
export async function startLocalServer(
  answer: (request: LocalRequest, signal: AbortSignal) => Response | Promise<Response>,
  host?: string,
): Promise<LocalServer> {
  const received: LocalRequest[] = [];

  async function read(incoming: IncomingMessage): Promise<LocalRequest> {
    const { method = "", url: path = "", headers } = incoming;
    return { method, path, headers, body: await text(incoming) };
  }

  const server = createServer((incoming, outgoing) => {
    const left = new AbortController();
    outgoing.once("close", () => left.abort());
    void (async () => {
      const request = await read(incoming);
      received.push(request);
      const { status, headers, body } = await answer(request, left.signal);
      outgoing.writeHead(status, Object.fromEntries(headers));
      if (body === null) outgoing.end();
      else await pipeline(Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]), outgoing);
    })().catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    received,
    async close() {
      const closed = new Promise((done) => server.close(done));
      server.closeAllConnections();
      await closed;
    },
  };
}
