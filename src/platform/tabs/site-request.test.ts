import { expect, test } from "vitest";
import { isSiteRequest } from "./site-request.ts";

const REQUEST = { url: "https://chatgptt.me", method: "POST", body: "a=b", cache: "default", redirect: "manual" };

test("a request is one with all its fields", () => {
  expect(isSiteRequest(REQUEST)).toBe(true);
  expect(isSiteRequest({ ...REQUEST, method: "GET", body: null, cache: "reload", redirect: "follow" })).toBe(true);
});

test.each([
  undefined,
  null,
  "request",
  [],
  {},
  { ...REQUEST, url: undefined },
  { ...REQUEST, method: "DELETE" },
  { ...REQUEST, body: undefined },
  { ...REQUEST, body: {} },
  { ...REQUEST, cache: "force-cache" },
  { ...REQUEST, redirect: "error" },
])("%j is none", (message) => {
  expect(isSiteRequest(message)).toBe(false);
});
