import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { askOverHttps, type HttpsAnswer } from "./https-request.ts";
import { startPracticeSite, type FailureName, type PracticeSite } from "./practice-site.ts";

let site: PracticeSite;

beforeAll(async () => {
  site = await startPracticeSite();
});
afterEach(() => site.reset());
afterAll(() => site.close());

const ENDPOINT = "/wp-admin/admin-ajax.php";

function ask(): Promise<HttpsAnswer> {
  const form = { action: "wpaicg_chat_shortcode_message", _wpnonce: site.nonce, message: "Hello" };
  return askOverHttps(site.port, ENDPOINT, { form });
}

describe("a failure", () => {
  it.each<[FailureName, number]>([
    ["rate-limit", 429],
    ["unavailable", 503],
    ["maintenance", 503],
    ["bad-gateway", 502],
    ["gateway-timeout", 504],
    ["blocked", 403],
    ["not-found", 404],
    ["nonce-refused", 403],
    ["unknown-action", 400],
    ["php-fatal", 500],
  ])("%s has the status %i", async (failure, status) => {
    site.set({ failure });
    expect((await ask()).status).toBe(status);
  });

  it("says how long to wait", async () => {
    site.set({ failure: "rate-limit", retryAfterSeconds: 7 });
    expect((await ask()).headers["retry-after"]).toBe("7");
    site.set({ retryAfterSeconds: undefined });
    expect((await ask()).headers["retry-after"]).toBeUndefined();
  });

  it("strikes as often as asked", async () => {
    site.set({ failure: "unavailable", times: 2 });
    expect([(await ask()).status, (await ask()).status, (await ask()).status]).toEqual([503, 503, 200]);
  });

  it("can break the connection before or in the middle of an answer", async () => {
    site.set({ failure: "connection-reset" });
    await expect(ask()).rejects.toThrow();
    site.set({ failure: "cut-connection" });
    const { complete, body } = await ask();
    expect(complete).toBe(false);
    expect(body.toString()).toContain("An");
    expect(body.toString()).not.toContain("[DONE]");
    expect(site.received.questions().map(({ outcome }) => outcome)).toEqual(["cut", "cut"]);
  });

  it("can strike pages alone", async () => {
    site.set({ failure: "unavailable", failureAt: "page" });
    expect((await askOverHttps(site.port, "/")).status).toBe(503);
    expect((await ask()).status).toBe(200);
  });
});

describe("the check for a person", () => {
  it("stands before every path until the button was clicked", async () => {
    site.set({ challenge: true });
    for (const target of ["/", "/chat", ENDPOINT]) {
      const { status, headers, body } = await askOverHttps(site.port, target);
      expect([status, headers["cf-mitigated"]]).toEqual([403, "challenge"]);
      expect(body.toString()).toContain("<title>Just a moment...</title>");
    }
    const page = (await askOverHttps(site.port, "/chat?a=b")).body.toString();
    const action = /<form method="post" action="([^"]*)"/.exec(page)?.[1] ?? "";
    const passed = await askOverHttps(site.port, action, { form: { passed: "yes" } });
    expect([passed.status, passed.headers.location]).toEqual([303, "/chat?a=b"]);
    const cookie = passed.headers["set-cookie"]?.[0] ?? "";
    expect(cookie).toMatch(/; Secure; HttpOnly; SameSite=None$/);
    const headers = { cookie: cookie.split(";")[0] ?? "" };
    expect((await askOverHttps(site.port, "/chat?a=b", { headers })).status).toBe(200);
  });

  it("can set a partitioned cookie, and leads to no other site", async () => {
    site.set({ challenge: true, challengePartitioned: true });
    const target = "/cdn-cgi/challenge-platform/pass?back=//other.example";
    const { headers } = await askOverHttps(site.port, target, { form: {} });
    expect(headers["set-cookie"]?.[0]).toMatch(/; Partitioned$/);
    expect(headers.location).toBe("/");
  });

  it("does not stand before the article", async () => {
    site.set({ challenge: true });
    const host = "practice.sidenote.test";
    expect((await askOverHttps(site.port, "/article", { host })).status).toBe(200);
  });
});

it("a nonce fits only the cookies with which its page was fetched", async () => {
  const login = await askOverHttps(site.port, "/wp-login.php?user=ada");
  const headers = { cookie: login.headers["set-cookie"]?.[0]?.split(";")[0] ?? "" };
  const page = (await askOverHttps(site.port, "/", { headers })).body.toString();
  const nonce = /data-nonce="(\w+)"/.exec(page)?.[1] ?? "";
  expect(nonce).not.toBe(site.nonce);
  const form = { action: "wpaicg_chat_shortcode_message", _wpnonce: nonce, message: "Hello" };
  expect((await askOverHttps(site.port, ENDPOINT, { form })).status).toBe(403);
  expect((await askOverHttps(site.port, ENDPOINT, { form, headers })).status).toBe(200);
});
