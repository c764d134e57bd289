import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { Secret } from "../../secrets/secret.ts";
import type { UsableProxy } from "../../settings/proxy.ts";
import { pacScript } from "./pac-script.ts";

const HTTP: UsableProxy = { scheme: "http", host: "proxy.example", port: 3128 };
const HOSTS = ["chatgptt.me", "xn--e1afmkfd.xn--p1ai"];

/** Runs a script as a browser does. */
function find(script: string, host: string): unknown {
  return runInNewContext(`${script}\nFindProxyForURL(${JSON.stringify(`https://${host}/`)}, ${JSON.stringify(host)})`);
}

test.each<[UsableProxy, string]>([
  [HTTP, "PROXY proxy.example:3128"],
  [{ ...HTTP, scheme: "https" }, "HTTPS proxy.example:3128"],
  [{ ...HTTP, scheme: "socks5" }, "SOCKS5 proxy.example:3128"],
  [{ scheme: "socks5", host: "2001:db8::1", port: 1080 }, "SOCKS5 [2001:db8::1]:1080"],
])("the chat sites go through %j, and have no other way", (proxy, way) => {
  expect(HOSTS.map((host) => find(pacScript(proxy, HOSTS), host))).toEqual([way, way]);
  expect(find(pacScript(proxy, HOSTS), "ChatGPTt.me")).toBe(way);
});

test.each(["example.com", "www.chatgptt.me", "chatgptt.me.example", "notchatgptt.me", "me", "localhost", "[::1]"])(
  "%s is none of theirs, and goes directly",
  (host) => {
    expect(find(pacScript(HTTP, HOSTS), host)).toBe("DIRECT");
  },
);

test("it is ASCII, as the browser wants it, and holds no user and no password", () => {
  const script = pacScript({ ...HTTP, user: "somebody", password: new Secret("secret") }, HOSTS);
  expect(script).toMatch(/^[\n -~]+$/);
  expect(script).not.toMatch(/somebody|secret/);
});
