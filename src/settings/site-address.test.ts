import { expect, test } from "vitest";
import { hostPattern, isNearby, readSiteAddress } from "./site-address.ts";

test.each([
  ["chat.example", "https://chat.example", "chat.example"],
  [" https://chat.example/ ", "https://chat.example", "chat.example"],
  ["https://CHAT.example:443/ask/#top", "https://chat.example/ask", "chat.example/ask"],
  ["https://chat.example/?page_id=12#top", "https://chat.example/?page_id=12", "chat.example/?page_id=12"],
  ["chat.example/ask/?lang=de", "https://chat.example/ask/?lang=de", "chat.example/ask/?lang=de"],
  ["chat.example:8443", "https://chat.example:8443", "chat.example:8443"],
  ["http://localhost:8080/chat", "http://localhost:8080/chat", "localhost:8080/chat"],
  ["http://127.0.0.1", "http://127.0.0.1", "127.0.0.1"],
  ["localhost", "https://localhost", "localhost"],
  ["http://[::1]:3000", "http://[::1]:3000", "[::1]:3000"],
  ["http://192.168.1.7/wiki", "http://192.168.1.7/wiki", "192.168.1.7/wiki"],
  ["http://wiki.local", "http://wiki.local", "wiki.local"],
  ["https://пример.рф", "https://xn--e1afmkfd.xn--p1ai", "xn--e1afmkfd.xn--p1ai"],
])("%s is the site %s", (typed, url, label) => {
  expect(readSiteAddress(typed)).toEqual({ id: `site:${url}`, url, label });
});

test("the same site typed in other ways is one site", () => {
  const ids = ["chat.example", "https://chat.example/", "HTTPS://Chat.Example"].map((typed) => {
    const site = readSiteAddress(typed);
    return typeof site === "string" ? site : site.id;
  });
  expect(new Set(ids).size).toBe(1);
});

test.each(["", " ", "chat", "two words.example", "https://", "https://chat", "://", "http://[", "http://wiki"])(
  "%j is no address",
  (typed) => {
    expect(readSiteAddress(typed)).toBe("not-an-address");
  },
);

test.each([
  "http://chat.example",
  "ftp://chat.example",
  "ws://localhost:80",
  "http://127.0.0.1.evil.example",
  "http://localhost.example",
  "http://172.32.0.1",
])("%s is not secure", (typed) => {
  expect(readSiteAddress(typed)).toBe("not-secure");
});

test("a password in an address is not kept", () => {
  expect(readSiteAddress("https://me:secret@chat.example")).toMatchObject({ url: "https://chat.example" });
});

test("access is asked for one host, whatever its port and path", () => {
  expect(hostPattern("https://chat.example:8443/ask")).toBe("https://chat.example/*");
  expect(hostPattern("http://127.0.0.1:8080")).toBe("http://127.0.0.1/*");
});

test("what is nearby is known by its host alone", () => {
  for (const host of ["localhost:8080", "127.0.0.1", "[::1]:80", "192.168.1.7", "wiki.local", "nas"]) {
    expect(isNearby(`http://${host}/chat`)).toBe(true);
  }
  for (const host of ["chatgptt.me", "localhost.example", "127.0.0.1.example"]) {
    expect(isNearby(`https://${host}`)).toBe(false);
  }
});
