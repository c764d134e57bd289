import { expect, test } from "vitest";
import { createFakeSite, html } from "./fake-site.ts";
import { leadsElsewhere } from "./leads-elsewhere.ts";

const URL_ADDED = "https://chat.example/";

function redirect(): Response {
  // As browsers show a redirect that is not followed: without status.
  const response = html("");
  Object.defineProperty(response, "type", { value: "opaqueredirect" });
  return response;
}

test.each<[string, () => Response | Promise<Response>, boolean]>([
  ["an address that sends the browser on", redirect, true],
  ["the same, seen through a tab", () => new Response(null, { status: 302 }), true],
  ["a page", () => html("<p>Hello</p>"), false],
  ["an error", () => html("", { status: 503 }), false],
  ["nobody", () => Promise.reject(new TypeError("Failed to fetch")), false],
])("%s", async (_name, respond, elsewhere) => {
  const site = createFakeSite(respond);
  expect(await leadsElsewhere(URL_ADDED, site)).toBe(elsewhere);
  expect(site.seen[0]?.init).toMatchObject({ redirect: "manual", credentials: "omit" });
});
