import { createServer, type IncomingMessage } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import type { Duplex } from "node:stream";

export interface ConnectProxyOptions {
  /** Where every tunnel leads, whatever host it was asked for: a port on this machine. */
  targetPort: number;
  /** `user:password`, which every tunnel has to bring. Default: none is wanted. */
  credentials?: string;
}

/** A proxy that knows CONNECT and nothing else, and writes down who was to be reached. */
export interface ConnectProxy {
  readonly port: number;
  /** The `host:port` of every tunnel that was asked for, those without the right password too. */
  readonly asked: readonly string[];
  /** The `host:port` of every tunnel that was opened. */
  readonly opened: readonly string[];
  /** The ports of this machine from which its tunnels come to the target. */
  readonly outgoingPorts: ReadonlySet<number | undefined>;
  /** From now on the proxy answers, and says that it cannot reach anybody. */
  loseTarget(): void;
  /** Ends all tunnels; nobody listens any more. */
  close(): Promise<void>;
}

export async function startConnectProxy({ targetPort, credentials }: ConnectProxyOptions): Promise<ConnectProxy> {
  const asked: string[] = [];
  const opened: string[] = [];
  const outgoingPorts = new Set<number | undefined>();
  const sockets = new Set<Socket>();
  let reachable = true;

  function refuse(client: Duplex, status: string, headers = ""): void {
    client.end(`HTTP/1.1 ${status}\r\n${headers}Content-Length: 0\r\nConnection: close\r\n\r\n`);
  }

  function isAllowed({ headers }: IncomingMessage): boolean {
    const wanted = credentials === undefined ? undefined : `Basic ${Buffer.from(credentials).toString("base64")}`;
    return wanted === undefined || headers["proxy-authorization"] === wanted;
  }

  const server = createServer((request, response) => {
    // What should have been a tunnel.
    asked.push(request.url ?? "");
    response.writeHead(405).end();
  });
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  server.on("connect", (request, client, head) => {
    const target = request.url ?? "";
    asked.push(target);
    client.on("error", () => client.destroy());
    if (!isAllowed(request)) {
      return refuse(client, "407 Proxy Authentication Required", 'Proxy-Authenticate: Basic realm="practice"\r\n');
    }
    if (!reachable) return refuse(client, "502 Bad Gateway");
    opened.push(target);
    const upstream = connect(targetPort, "127.0.0.1", () => {
      outgoingPorts.add(upstream.localPort);
      client.write("HTTP/1.1 200 Connection established\r\n\r\n");
      upstream.write(head);
      upstream.pipe(client).pipe(upstream);
    });
    sockets.add(upstream);
    upstream.on("error", () => client.destroy());
    upstream.on("close", () => {
      sockets.delete(upstream);
      client.destroy();
    });
    client.on("close", () => upstream.destroy());
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));

  function cutTunnels(): void {
    for (const socket of sockets) socket.destroy();
  }

  return {
    port: (server.address() as AddressInfo).port,
    asked,
    opened,
    outgoingPorts,
    loseTarget() {
      reachable = false;
      cutTunnels();
    },
    async close() {
      const closed = new Promise((done) => server.close(done));
      cutTunnels();
      await closed;
    },
  };
}
