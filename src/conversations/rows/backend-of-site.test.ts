import { expect, test } from "vitest";
import { DEFAULT_BACKEND } from "../../backends/backend.ts";
import { readSiteAddress } from "../../settings/site-address.ts";
import { backendOfSite } from "./backend-of-site.ts";

test("the label of the site that comes with Sidenote means that site", () => {
  const { id, name } = DEFAULT_BACKEND;
  expect(backendOfSite("chatgptt.me")).toEqual({ id, name });
});

test.each([
  "https://chat.example",
  "https://chat.example/ask",
  "https://chat.example/?page_id=12",
  "https://chat.example:8443",
  "https://localhost.example",
  "http://localhost:8080/chat",
  "http://localhost",
  "http://127.0.0.1",
  "https://пример.рф",
])("the label of %s means the site as the settings know it", (address) => {
  const site = readSiteAddress(address);
  if (typeof site === "string") return expect.unreachable(site);
  expect(backendOfSite(site.label)).toEqual({ id: site.id, name: site.label });
});
