import { beforeEach, expect, test, vi } from "vitest";
import { Secret } from "../../secrets/secret.ts";
import type { UsableProxy } from "../../settings/proxy.ts";
import { type AuthRequest, createProxyAuth } from "./answer-proxy-auth.ts";

const PROXY: UsableProxy = {
  scheme: "http",
  host: "proxy.example",
  port: 3128,
  user: "me",
  password: new Secret("secret"),
};
const REQUEST: AuthRequest = {
  requestId: "7",
  url: "https://chatgptt.me/",
  tabId: -1,
  isProxy: true,
  challenger: { host: "proxy.example", port: 3128 },
};
const CREDENTIALS = { authCredentials: { username: "me", password: "secret" } };

const refused = vi.fn();
let answer: ReturnType<typeof createProxyAuth>;

beforeEach(() => {
  refused.mockClear();
  answer = createProxyAuth(refused);
});

test("the proxy gets its user and password, for each request", () => {
  expect(answer(REQUEST, PROXY)).toEqual(CREDENTIALS);
  expect(answer({ ...REQUEST, requestId: "8", tabId: 5 }, PROXY)).toEqual(CREDENTIALS);
  expect(refused).not.toHaveBeenCalled();
});

test("an IPv6 address is the same with brackets and without", () => {
  const request = { ...REQUEST, challenger: { host: "[::1]", port: 3128 } };
  expect(answer(request, { ...PROXY, host: "::1" })).toEqual(CREDENTIALS);
});

test.each<[string, Partial<AuthRequest>]>([
  ["a site", { isProxy: false }],
  ["another proxy", { challenger: { host: "other.example", port: 3128 } }],
  ["another port", { challenger: { host: "proxy.example", port: 80 } }],
])("%s gets nothing", (_, change) => {
  expect(answer({ ...REQUEST, ...change }, PROXY)).toEqual({});
});

test("without a proxy nobody gets anything", () => {
  expect(answer(REQUEST, null)).toEqual({});
});

test("who wants them again did not take them: our own request ends, and a tab asks the person", () => {
  expect(answer(REQUEST, PROXY)).toEqual(CREDENTIALS);
  expect(answer(REQUEST, PROXY)).toEqual({ cancel: true });
  expect(refused).toHaveBeenCalledExactlyOnceWith("https://chatgptt.me/");
  const inTab = { ...REQUEST, requestId: "9", tabId: 5 };
  expect(answer(inTab, PROXY)).toEqual(CREDENTIALS);
  expect(answer(inTab, PROXY)).toEqual({});
});

test("where none are known, our own request ends", () => {
  expect(answer(REQUEST, { scheme: "http", host: "proxy.example", port: 3128 })).toEqual({ cancel: true });
  expect(refused).toHaveBeenCalledOnce();
});
