import { once } from "node:events";
import { request } from "node:http";
import { type AddressInfo, createServer } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type ConnectProxy, startConnectProxy } from "./connect-proxy.ts";

const site = createServer((connection) => connection.on("error", () => undefined).pipe(connection));
let proxy: ConnectProxy;

beforeEach(async () => {
  await once(site.listen(0, "127.0.0.1"), "listening");
  proxy = await startConnectProxy({ targetPort: (site.address() as AddressInfo).port });
});
afterEach(() => site.close());

async function connectThrough(host: string) {
  const asked = request({ port: proxy.port, method: "CONNECT", path: `${host}:443` }).end();
  const [response, connection] = await once(asked, "connect");
  return { status: response.statusCode, connection };
}

describe("startConnectProxy", () => {
  it("leads every host to the one port, both ways", async () => {
    const { status, connection } = await connectThrough("chat.test");
    expect(status).toBe(200);
    connection.write("asked");
    expect(String((await once(connection, "data"))[0])).toBe("asked");
    await proxy.close();
  });

  it("ends what is open when it is closed", async () => {
    const { connection } = await connectThrough("chat.test");
    const closed = once(connection, "close");
    connection.resume();
    await proxy.close();
    await closed;
  });
});
