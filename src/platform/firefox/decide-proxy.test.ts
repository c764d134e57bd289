import { expect, test } from "vitest";
import { Secret } from "../../secrets/secret.ts";
import type { UsableProxy } from "../../settings/proxy.ts";
import { decideProxy } from "./decide-proxy.ts";
import type { ProxiedRequest } from "./firefox.ts";

const OWN = "moz-extension://0c4c6b8e/";
const PROXY: UsableProxy = { scheme: "http", host: "proxy.example", port: 3128 };
const REQUEST: ProxiedRequest = {
  url: "https://chatgptt.me/wp-admin/admin-ajax.php",
  tabId: -1,
  originUrl: `${OWN}_generated_background_page.html`,
};

const decide = (change: Partial<ProxiedRequest> = {}, proxy = PROXY) =>
  decideProxy({ ...REQUEST, ...change }, proxy, OWN);

test("our own requests go through the proxy, whichever of the two addresses tells that they are ours, and have no other", () => {
  const way = { type: "http", host: "proxy.example", port: 3128, failoverTimeout: 1 };
  expect(decide()).toEqual([way, null]);
  expect(decide({ url: "https://chat.example/other" })).toEqual([way, null]);
  const { originUrl: documentUrl = "", ...request } = REQUEST;
  expect(decideProxy({ ...request, documentUrl }, PROXY, OWN)).toEqual([way, null]);
});

test.each<[string, Partial<ProxiedRequest>]>([
  ["a page of the site", { originUrl: "https://chatgptt.me/", tabId: 4 }],
  ["a page of ours in a tab", { tabId: 4 }],
  ["another extension", { originUrl: "moz-extension://ffffffff/background.html" }],
  ["a worker of a page", { originUrl: "https://example.com/worker.js" }],
  ["a chat on this machine", { url: "http://localhost:8080/" }],
  ["another name of this machine", { url: "http://127.0.0.1/" }],
  ["a server in the person's network", { url: "http://192.168.1.7:11434/api/chat" }],
])("%s does not", (_, change) => {
  expect(decide(change)).toBeUndefined();
});

test("a request of nobody that is known does not", () => {
  expect(decideProxy({ url: REQUEST.url, tabId: -1 }, PROXY, OWN)).toBeUndefined();
});

test("http and https proxies get user and password in a header, in UTF-8", () => {
  for (const scheme of ["http", "https"] as const) {
    expect(decide({}, { ...PROXY, scheme, user: "me", password: new Secret("sëcret") })).toEqual([
      {
        type: scheme,
        host: "proxy.example",
        port: 3128,
        failoverTimeout: 1,
        proxyAuthorizationHeader: `Basic ${Buffer.from("me:sëcret").toString("base64")}`,
      },
      null,
    ]);
  }
});

test("SOCKS proxies get them as they are, and look names up themselves", () => {
  const socks = { type: "socks", host: "::1", port: 1080, failoverTimeout: 1, proxyDNS: true };
  const proxy: UsableProxy = { scheme: "socks5", host: "::1", port: 1080 };
  expect(decide({}, proxy)).toEqual([socks, null]);
  expect(decide({}, { ...proxy, user: "me" })).toEqual([{ ...socks, username: "me", password: "" }, null]);
  expect(decide({}, { ...proxy, user: "me", password: new Secret("secret") })).toEqual([
    {
      ...socks,
      username: "me",
      password: "secret",
    },
    null,
  ]);
});
