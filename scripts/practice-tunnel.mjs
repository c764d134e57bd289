import { createServer } from "node:http";
import { connect } from "node:net";

/**
 * Starts a proxy on loopback that leads every connection to one port of this machine, whatever host it is for. Firefox
 * cannot be told to take another port for a few hosts alone; through such a proxy it can.
 *
 * @param {number} target
 * @returns {Promise<{ port: number, close: () => Promise<void> }>}
 */
export async function startTunnel(target) {
  /** @type {Set<import("node:stream").Duplex>} */
  const open = new Set();
  const server = createServer().on("connect", (_request, client, head) => {
    const site = connect(target, "127.0.0.1", () => {
      client.write("HTTP/1.1 200 Connection established\r\n\r\n");
      site.write(head);
      client.pipe(site).pipe(client);
    });
    for (const [one, other] of /** @type {const} */ ([
      [client, site],
      [site, client],
    ])) {
      open.add(one);
      one.on("error", () => other.destroy());
      one.on("close", () => {
        open.delete(one);
        other.destroy();
      });
    }
  });
  await new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => resolve(undefined));
  });
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return {
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const connection of open) connection.destroy();
      }),
  };
}
