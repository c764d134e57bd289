import { describe, expect, test } from "vitest";
import type { SiteContext } from "./site-context.ts";
import { CHATGPTT_URL } from "./chatgptt.ts";
import { createSiteChat } from "./site-chat.ts";
import { CHALLENGE, FIREWALL, ask1 } from "./fake-answers.test-tools.ts";
import { AT_ONCE, createFakeSite, gather, html, json } from "./fake-site.test-tools.ts";

describe("generation 1, on the page", () => {
  test.each<[string, () => Response, object]>([
    [
      "challenge by header",
      () => html("", { status: 403, headers: { "cf-mitigated": "challenge" } }),
      { kind: "challenge", status: 403 },
    ],
    ["challenge with 503", () => html(CHALLENGE, { status: 503 }), { kind: "challenge", status: 503 }],
    ["challenge with 200", () => html(CHALLENGE), { kind: "challenge", status: 200 }],
    ["a page without a chat", () => html("<p>Hello</p>"), { kind: "tokens-missing" }],
    ["a firewall", () => html(FIREWALL, { status: 403 }), { kind: "blocked", status: 403 }],
    ["429", () => html("", { status: 429 }), { kind: "rate-limit", status: 429 }],
    ["500", () => html("", { status: 500 }), { kind: "site-error", status: 500 }],
    ["503", () => html("", { status: 503 }), { kind: "site-error", status: 503 }],
    ["400 with 0", () => html("0", { status: 400 }), { kind: "site-error", status: 400 }],
    ["a password", () => html("", { status: 401 }), { kind: "unauthorized", status: 401 }],
    ["no page at all", () => html("", { status: 404 }), { kind: "tokens-missing" }],
  ])("%s", async (_name, respond, error) => {
    const site = createFakeSite(respond);
    const outcome = await gather(createSiteChat(CHATGPTT_URL, AT_ONCE), site);
    expect(outcome).toMatchObject({ parts: [], error });
  });

  test("no connection", async () => {
    const fail = () => Promise.reject(new TypeError("Failed to fetch"));
    const ask = (options: Partial<SiteContext>) =>
      gather(createSiteChat(CHATGPTT_URL, AT_ONCE), createFakeSite(fail, options));
    expect((await ask({})).error?.kind).toBe("network");
    expect((await ask({ online: () => false })).error?.kind).toBe("offline");
  });

  test("an address that leads to a host without access has moved, which no second try mends", async () => {
    // The browser follows to where it may not read, and says no more than that it failed.
    const site = createFakeSite(({ init }) =>
      init.redirect === "manual"
        ? new Response(null, { status: 301 })
        : Promise.reject(new TypeError("Failed to fetch")),
    );
    const outcome = await gather(createSiteChat(CHATGPTT_URL, AT_ONCE), site);
    expect(outcome).toEqual({ parts: [], error: { kind: "moved" } });
    expect(site.actions()).toEqual(["page", "page", "page"]);
  });

  test("a parser that fails is a failure of ours", async () => {
    const outcome = await ask1(() => json({}), { parseHtml: () => Promise.reject(new Error("no document")) });
    expect(outcome.error?.kind).toBe("unknown");
  });
});
