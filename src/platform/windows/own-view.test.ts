import { expect, test, vi } from "vitest";
import { isOwnView } from "./own-view.ts";

vi.mock("wxt/browser", () => ({
  browser: { runtime: { id: "sidenote", getURL: (path: string) => `chrome-extension://sidenote${path}` } },
}));

const own = { name: "view", sender: { id: "sidenote", url: "chrome-extension://sidenote/sidepanel.html" } };

test("a page of the extension is one of its views", () => {
  expect(isOwnView(own)).toBe(true);
});

test.each([
  ["a script of the extension in a page", { ...own, sender: { id: "sidenote", url: "https://example.org/" } }],
  ["another extension", { ...own, sender: { ...own.sender, id: "other" } }],
  [
    "a page whose address only begins alike",
    { ...own, sender: { id: "sidenote", url: "chrome-extension://sidenote.example/" } },
  ],
  ["a port of another name", { ...own, name: "requests" }],
  ["a sender without an address", { ...own, sender: { id: "sidenote" } }],
  ["no sender", { name: "view" }],
])("%s is not", (_, port) => {
  expect(isOwnView(port)).toBe(false);
});
