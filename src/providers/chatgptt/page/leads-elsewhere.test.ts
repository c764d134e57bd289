import { expect, test } from "vitest";
import { createFakeSite, html } from "../fake-site.test-tools.ts";
import { leadsElsewhere } from "./leads-elsewhere.ts";

const URL_ADDED = "https://chat.example/";

function redirect(): Response {
  // As browsers show a redirect in "manual" mode: without status.
  const response = html("");
  Object.defineProperty(response, "type", { value: "opaqueredirect" });
  return response;
}

const fail = () => Promise.reject(new TypeError("Failed to fetch"));
const page = () => html("<p>Hello</p>");

test.each<[string, () => Response | Promise<Response>, () => Response | Promise<Response>, boolean]>([
  ["an address that sends the browser on", redirect, fail, true],
  ["the same, seen through a tab", () => new Response(null, { status: 302 }), fail, true],
  ["one that leads to another page of the same site", redirect, page, false],
  ["a page", page, page, false],
  ["an error", () => html("", { status: 503 }), page, false],
  ["nobody", fail, fail, false],
])("%s", async (_name, first, target, elsewhere) => {
  const site = createFakeSite(({ init }) => (init.redirect === "manual" ? first() : target()));
  expect(await leadsElsewhere(URL_ADDED, site)).toBe(elsewhere);
  expect(site.seen[0]?.init).toMatchObject({ redirect: "manual", credentials: "omit" });
});
