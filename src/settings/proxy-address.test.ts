import { expect, test } from "vitest";
import { hostAndPort, type ProxyFields, readProxyAddress, toProxyFields } from "./proxy-address.ts";

/** Returns what is read, with its password in plain text. */
function read(address: string, user = "", password = "") {
  const proxy = readProxyAddress({ address, user, password });
  if (typeof proxy === "string") return proxy;
  return { ...proxy, ...(proxy.password !== undefined && { password: proxy.password.reveal() }) };
}

test.each([
  ["http://proxy.example:3128", { scheme: "http", host: "proxy.example", port: 3128 }],
  [" HTTP://Proxy.Example:3128/ ", { scheme: "http", host: "proxy.example", port: 3128 }],
  ["proxy.example:3128", { scheme: "http", host: "proxy.example", port: 3128 }],
  ["localhost:8080", { scheme: "http", host: "localhost", port: 8080 }],
  ["proxy", { scheme: "http", host: "proxy", port: 80 }],
  ["https://proxy.example", { scheme: "https", host: "proxy.example", port: 443 }],
  ["https://proxy.example:80", { scheme: "https", host: "proxy.example", port: 80 }],
  ["http://proxy.example:443", { scheme: "http", host: "proxy.example", port: 443 }],
  ["socks5://127.0.0.1", { scheme: "socks5", host: "127.0.0.1", port: 1080 }],
  ["socks5://[2001:DB8::1]:9050", { scheme: "socks5", host: "2001:db8::1", port: 9050 }],
  ["[::1]", { scheme: "http", host: "::1", port: 80 }],
  ["socks5://пример.рф", { scheme: "socks5", host: "xn--e1afmkfd.xn--p1ai", port: 1080 }],
  [
    "socks5://user:pass@host.example:1080",
    { scheme: "socks5", host: "host.example", port: 1080, user: "user", password: "pass" },
  ],
  ["user@host.example:1", { scheme: "http", host: "host.example", port: 1, user: "user" }],
  [
    "http://a%40b:p%3A%2F@host.example",
    { scheme: "http", host: "host.example", port: 80, user: "a@b", password: "p:/" },
  ],
])("%s is a proxy", (address, proxy) => {
  expect(read(address)).toEqual(proxy);
});

test("user and password have fields of their own, in which nothing is encoded", () => {
  expect(read("https://proxy.example", "me", "100% / secret")).toMatchObject({ user: "me", password: "100% / secret" });
  expect(read("https://you:theirs@proxy.example", "me", "mine")).toMatchObject({ user: "you", password: "theirs" });
});

test.each(["", " ", "http://", "two words", "http://[::1", "host:70000", "host:0", "host:port", "a;b:80", 'a"b:80'])(
  "%j is no address",
  (address) => {
    expect(read(address)).toBe("not-an-address");
  },
);

test.each(["socks4://host", "ftp://host", "direct://", "pac+http://host"])("%s is no kind of proxy", (address) => {
  expect(read(address)).toBe("unknown-scheme");
});

test.each(["http://host/path", "host:80/?query", "host#part"])("%s has more than a proxy has", (address) => {
  expect(read(address)).toBe("has-path");
});

test("a password needs a user", () => {
  expect(read("host", "", "secret")).toBe("password-without-user");
  expect(read("http://:secret@host")).toBe("password-without-user");
});

test("what cannot be decoded is no address, and is not told", () => {
  expect(read("http://user:%FF@host")).toBe("not-an-address");
});

test.each(["http://proxy.example:3128", "https://proxy.example:443", "socks5://[2001:db8::1]:1080"])(
  "%s comes back as it was typed, without its password",
  (address) => {
    const proxy = readProxyAddress({ address, user: "me", password: "p@ss/word" });
    if (typeof proxy === "string") return expect.unreachable(proxy);
    expect(toProxyFields(proxy)).toEqual({ address, user: "me", password: "" } satisfies ProxyFields);
    expect(hostAndPort(proxy)).toBe(address.replace(/^.*\/\//, ""));
  },
);

test("without a proxy the fields are empty", () => {
  expect(toProxyFields(null)).toEqual({ address: "", user: "", password: "" });
});
