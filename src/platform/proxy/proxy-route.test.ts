import { beforeEach, expect, test, vi } from "vitest";
import { ChatError } from "../../providers/chat-error.ts";
import { Secret } from "../../secrets/secret.ts";
import type { UsableProxy } from "../../settings/proxy.ts";
import type { ProxyFailure, ProxyObstacle } from "../../settings/proxy-verdict.ts";
import { backendsOf, siteRecord } from "../../backends/backends.test-tools.ts";
import { defaultSettings, type Settings } from "../../settings/settings.ts";
import type { BrowserProxy } from "./browser-proxy.ts";
import { createProxyRoute } from "./proxy-route.ts";

const SITE = "https://chatgptt.me/";
const PROXY: UsableProxy = {
  scheme: "http",
  host: "proxy.example",
  port: 3128,
  user: "me",
  password: new Secret("secret"),
};

let stored: Settings;
/** What the settings hold: the proxy, with its password. */
let saved: UsableProxy | null;
let isPasswordLost: boolean;
let obstacle: ProxyObstacle | undefined;
let failure: ProxyFailure | undefined;
let targets: Record<string, string>;
let reachable: boolean;
let changed: () => void;

const use = vi.fn(async (_proxy: UsableProxy | null, _siteUrls: readonly string[]) => obstacle);
const end = vi.fn();
const follow: BrowserProxy["follow"] = (url) => ({
  failure: async () => failure,
  redirectedTo: async () => targets[url],
  end,
});
const send = vi.fn<typeof fetch>();
const report = vi.fn();

const siteAt = (url: string) => siteRecord("chat.example", { config: { url } });

function createRoute() {
  return createProxyRoute({
    settings: { watch: (listener) => void (changed = listener) },
    password: { read: async () => ({ settings: stored, proxy: stored.useProxy ? saved : null, isPasswordLost }) },
    browserProxy: { use, follow },
    mayReach: async () => reachable,
    fetch: send,
    report,
  });
}

beforeEach(() => {
  stored = { ...defaultSettings, useProxy: true };
  saved = PROXY;
  isPasswordLost = false;
  obstacle = undefined;
  reachable = true;
  failure = undefined;
  targets = {};
  vi.clearAllMocks();
  send.mockImplementation(async () => new Response("page"));
});

test("without access to the site, which the browser would ask directly, nothing is sent", async () => {
  reachable = false;
  const route = createRoute();
  await expect(route.fetch(SITE)).rejects.toMatchObject({ kind: "permission" });
  expect(await route.test(SITE)).toBe("no-access");
  expect(send).not.toHaveBeenCalled();
});

test("the browser has the proxy from the start on, and with each change", async () => {
  createRoute();
  await vi.waitFor(() => expect(use).toHaveBeenCalledExactlyOnceWith(PROXY, ["https://chatgptt.me"]));
  stored = { ...stored, backends: backendsOf([siteAt("https://chat.example/ask")]) };
  changed();
  await vi.waitFor(() =>
    expect(use).toHaveBeenLastCalledWith(PROXY, ["https://chatgptt.me", "https://chat.example/ask"]),
  );
  stored = { ...stored, useProxy: false };
  changed();
  await vi.waitFor(() => expect(use).toHaveBeenLastCalledWith(null, expect.anything()));
});

test("what is saved and not switched on is not used", async () => {
  stored = { ...stored, useProxy: false };
  const route = createRoute();
  expect(await route.covers(SITE)).toBe(false);
  expect(await (await route.fetch(SITE)).text()).toBe("page");
  expect(use.mock.calls.map(([proxy]) => proxy)).toEqual([null, null, null]);
});

test("a site that is not stored yet goes through the proxy too, whatever else is asked meanwhile", async () => {
  const route = createRoute();
  await route.fetch("https://new.example/chat?fresh=1");
  expect(use).toHaveBeenLastCalledWith(PROXY, ["https://chatgptt.me", "https://new.example"]);
  await route.covers(SITE);
  expect(use).toHaveBeenLastCalledWith(PROXY, ["https://chatgptt.me", "https://new.example"]);
  stored = { ...stored, backends: backendsOf([siteAt("https://new.example/chat")]) };
  await route.covers("https://new.example/");
  expect(use).toHaveBeenLastCalledWith(PROXY, ["https://chatgptt.me", "https://new.example/chat"]);
  stored = { ...stored, backends: backendsOf([]) };
  await route.covers(SITE);
  expect(use).toHaveBeenLastCalledWith(PROXY, ["https://chatgptt.me"]);
});

test("redirects are taken one by one, to sites that go through the proxy alone", async () => {
  const redirected = new Response(null);
  Object.defineProperty(redirected, "type", { value: "opaqueredirect" });
  stored = { ...stored, backends: backendsOf([siteAt("https://chat.example")]) };
  send.mockImplementation(async (url) => (String(url) in targets ? redirected : new Response(String(url))));
  const route = createRoute();

  targets = { [SITE]: `${SITE}chat`, [`${SITE}chat`]: "https://chat.example/" };
  expect(await (await route.fetch(SITE)).text()).toBe("https://chat.example/");
  expect(send.mock.calls.map(([, init]) => init?.redirect)).toEqual(["manual", "manual", "manual"]);

  const outside = ["https://elsewhere.example/", "http://localhost/", "https://www.chatgptt.me/"];
  for (const target of outside) {
    send.mockClear();
    targets = { [SITE]: target };
    await expect(route.fetch(SITE)).rejects.toBeInstanceOf(TypeError);
    expect(send).toHaveBeenCalledOnce();
  }
  targets = { [SITE]: SITE };
  await expect(route.fetch(SITE)).rejects.toBeInstanceOf(TypeError);
  expect((await route.fetch(SITE, { redirect: "manual" })).type).toBe("opaqueredirect");
});

test("a request that refuses redirects is not led on, with what it carries, to a site that goes through the proxy", async () => {
  const redirected = new Response(null);
  Object.defineProperty(redirected, "type", { value: "opaqueredirect" });
  stored = { ...stored, backends: backendsOf([siteAt("https://chat.example")]) };
  targets = { [SITE]: "https://chat.example/" };
  send.mockImplementation(async (url) => (String(url) in targets ? redirected : new Response(String(url))));
  const request = createRoute().fetch(SITE, { redirect: "error", headers: { "x-api-key": "sk-1" } });
  await expect(request).rejects.toBeInstanceOf(TypeError);
  expect(send).toHaveBeenCalledTimes(1);
});

test("sites on this machine are asked directly, even with a proxy that cannot be used", async () => {
  stored = { ...stored, backends: backendsOf([siteAt("http://localhost:8080")]) };
  obstacle = "no-permission";
  const route = createRoute();
  expect(await route.covers("http://localhost:8080")).toBe(false);
  await route.fetch("http://localhost:8080/page");
  expect(send).toHaveBeenCalledOnce();
  expect(use).toHaveBeenLastCalledWith(PROXY, ["https://chatgptt.me"]);
});

test.each<ProxyObstacle>(["not-available", "no-permission", "other-control", "socks-password"])(
  "where the browser says %s nothing is sent",
  async (said) => {
    obstacle = said;
    const route = createRoute();
    await expect(route.covers(SITE)).rejects.toMatchObject({ kind: "proxy" });
    await expect(route.fetch(SITE)).rejects.toMatchObject({ kind: "proxy" });
    expect(await route.test(SITE)).toBe(said);
    expect(send).not.toHaveBeenCalled();
  },
);

test("switched on, and its address damaged: nothing is sent", async () => {
  saved = null;
  const route = createRoute();
  await expect(route.fetch(SITE)).rejects.toMatchObject({ kind: "proxy" });
  expect(await route.test(SITE)).toBe("no-address");
  expect(send).not.toHaveBeenCalled();
});

test("without its password nothing is sent, and the browser has the proxy all the same", async () => {
  isPasswordLost = true;
  const route = createRoute();
  await expect(route.fetch(SITE)).rejects.toMatchObject({ kind: "proxy" });
  expect(await route.test(SITE)).toBe("password-lost");
  expect(send).not.toHaveBeenCalled();
  expect(use).toHaveBeenLastCalledWith(PROXY, ["https://chatgptt.me"]);
});

test("a permission that goes away in the middle of a question stops its next request", async () => {
  const route = createRoute();
  await route.fetch(SITE);
  obstacle = "no-permission";
  await expect(route.fetch(SITE)).rejects.toMatchObject({ kind: "proxy" });
  expect(send).toHaveBeenCalledOnce();
});

test("a failure of the proxy is its own, and another one is not", async () => {
  send.mockImplementation(() => Promise.reject(new TypeError("Failed to fetch")));
  const route = createRoute();
  failure = "proxy-not-answering";
  await expect(route.fetch(SITE)).rejects.toMatchObject({ kind: "proxy" });
  failure = undefined;
  await expect(route.fetch(SITE)).rejects.toBeInstanceOf(TypeError);
  failure = "proxy-not-answering";
  await expect(route.fetch(SITE, { signal: AbortSignal.abort() })).rejects.toBeInstanceOf(TypeError);
  expect(end).toHaveBeenCalledTimes(3);
});

test("a password that the proxy refuses is no answer of the site", async () => {
  send.mockImplementation(async () => new Response("", { status: 407 }));
  const route = createRoute();
  await expect(route.fetch(SITE)).rejects.toMatchObject({ kind: "proxy" });
  expect(await route.test(SITE)).toBe("password-refused");
});

test("a test tells what it has shown", async () => {
  const route = createRoute();
  expect(await route.test(SITE)).toBe("works");
  send.mockImplementation(async () => new Response("", { status: 503 }));
  expect(await route.test(SITE)).toBe("works");
  send.mockImplementation(() => Promise.reject(new TypeError("Failed to fetch")));
  expect(await route.test(SITE)).toBe("site-not-answering");
  failure = "proxy-not-answering";
  expect(await route.test(SITE)).toBe("proxy-not-answering");
  expect(end).toHaveBeenCalledTimes(4);
});

test("no error and no report holds the password", async () => {
  send.mockImplementation(() => Promise.reject(new TypeError("Failed to fetch")));
  failure = "password-refused";
  const error: unknown = await createRoute()
    .fetch(SITE)
    .catch((thrown: unknown) => thrown);
  if (!(error instanceof ChatError)) return expect.unreachable(String(error));
  expect(`${error.message} ${error.detail} ${String(error.cause)}`).not.toContain("secret");
  expect(report).not.toHaveBeenCalled();
});
