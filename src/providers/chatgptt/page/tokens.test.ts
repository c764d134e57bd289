import { describe, expect, test } from "vitest";
import { createSiteChat } from "../site-chat.ts";
import {
  AT_ONCE,
  createFakeSite,
  gather,
  GENERATION_1_PAGE,
  GENERATION_2_PAGE,
  html,
  json,
  textOf,
} from "../fake-site.test-tools.ts";
import {
  POST,
  CACHE,
  STREAM,
  NONCE,
  HI,
  HI_STREAM,
  chatgptt,
  withNonce,
  strictSite,
} from "../strict-site.test-tools.ts";

describe("refused tokens", () => {
  test("are read again once, past all caches, and nobody is told", async () => {
    const site = strictSite("fresh12345", ({ url }) => withNonce(url.search ? "fresh12345" : "stale12345"));
    const provider = chatgptt();
    expect(await gather(provider, site)).toEqual({
      parts: [
        { type: "text", text: "Hi" },
        { type: "finish", reason: "stop" },
      ],
    });
    expect(site.actions()).toEqual(["page", POST, "page", POST]);
    const pages = site.seen.filter(({ action }) => action === "page");
    expect(pages.map(({ init }) => init.cache)).toEqual(["default", "reload"]);
    expect(pages[1]?.url.searchParams.get("fresh")).toMatch(/^[\da-f-]{36}$/);
    await gather(provider, site);
    expect(site.actions()).toHaveLength(5);
  });

  test("a second refusal is the end", async () => {
    const site = strictSite("never", () => html(GENERATION_1_PAGE));
    expect((await gather(chatgptt(), site)).error).toEqual({ kind: "nonce-expired", status: 403 });
    expect(site.actions()).toEqual(["page", POST, "page", POST]);
  });

  test("of another plugin make way for those of the chat", async () => {
    const like = `<button data-nonce="bbbbbbbbbb" data-post-id="6"></button>`;
    const params = `<script>var wpaicgParams = {"search_nonce":"5ea4c4a0ce"};</script>`;
    const site = strictSite("5ea4c4a0ce", ({ url }) => html(url.pathname === "/" ? like + params : ""));
    expect(textOf(await gather(chatgptt(), site))).toBe("Hi");
    const nonces = site.seen.filter(({ action }) => action === POST).map(({ fields }) => fields.get("_wpnonce"));
    expect(nonces).toEqual(["bbbbbbbbbb", "5ea4c4a0ce"]);
  });

  test("of an element come before the page's others", async () => {
    const site = strictSite("5ea4c4a0ce", () => html(GENERATION_1_PAGE));
    expect(textOf(await gather(chatgptt(), site))).toBe("Hi");
    expect(site.actions()).toEqual(["page", POST, "page", POST]);
  });

  test("questions at once share the new ones", async () => {
    const site = strictSite("fresh12345", ({ url }) => withNonce(url.search ? "fresh12345" : "stale12345"));
    const provider = chatgptt();
    const outcomes = await Promise.all([gather(provider, site), gather(provider, site)]);
    expect(outcomes.map(textOf)).toEqual(["Hi", "Hi"]);
    expect(site.actions().filter((action) => action === "page")).toHaveLength(2);
  });

  test("a site that has gone over to generation 2", async () => {
    let generation = 1;
    const site = createFakeSite(({ action }) => {
      if (action === "page") return html(generation === 1 ? GENERATION_1_PAGE : GENERATION_2_PAGE);
      if (action === POST) return generation === 1 ? HI() : html("0", { status: 400 });
      return action === CACHE ? json({ success: true, data: { cache_key: "key1" } }) : HI_STREAM();
    });
    const provider = chatgptt();
    await gather(provider, site);
    generation = 2;
    expect(textOf(await gather(provider, site))).toBe("Hi");
    expect(site.actions()).toEqual(["page", POST, POST, "page", CACHE, STREAM]);
  });

  test("a page with elements of both generations: the one that the site knows", async () => {
    const site = createFakeSite(({ action }) => {
      if (action === "page") return html(GENERATION_1_PAGE.replace("</body>", `${GENERATION_2_PAGE}</body>`));
      if (action === CACHE) return json({ success: true, data: { cache_key: "key1" } });
      return action === STREAM ? HI_STREAM() : html("0", { status: 400 });
    });
    expect(textOf(await gather(chatgptt(), site))).toBe("Hi");
  });

  test("a chat that is gone", async () => {
    let there = true;
    const site = createFakeSite(({ action }) => {
      if (action === "page") return html(there ? GENERATION_1_PAGE : "<p>Closed</p>");
      return there ? HI() : html("0", { status: 400 });
    });
    const provider = chatgptt();
    await gather(provider, site);
    there = false;
    expect((await gather(provider, site)).error?.kind).toBe("tokens-missing");
  });

  test("generation 2: a nonce without the page, where the site gives one", async () => {
    const site = createFakeSite(({ action, fields }) => {
      if (action === "page") return html(GENERATION_2_PAGE);
      if (action === NONCE) return json({ success: true, data: { nonce: "fresh12345" } });
      if (action === STREAM) return HI_STREAM();
      return fields.get("_ajax_nonce") === "fresh12345"
        ? json({ success: true, data: { cache_key: "key1" } })
        : json({ success: false, data: { message: "No.", code: "nonce_failure_cache_sse" } }, { status: 403 });
    });
    const provider = chatgptt();
    expect(textOf(await gather(provider, site))).toBe("Hi");
    expect(site.actions()).toEqual(["page", CACHE, NONCE, CACHE, STREAM]);
    await gather(provider, site);
    expect(site.actions().slice(5)).toEqual([CACHE, STREAM]);
  });

  test("generation 2: the page, where the site gives no nonce or a wrong one", async () => {
    for (const nonceAnswer of [
      () => html("0", { status: 400 }),
      () => json({ success: true, data: { nonce: "wrong12345" } }),
    ]) {
      const site = createFakeSite(({ action, fields, url }) => {
        if (action === "page")
          return html(GENERATION_2_PAGE.replace("55412873e7", url.search ? "fresh12345" : "stale12345"));
        if (action === NONCE) return nonceAnswer();
        if (action === STREAM) return HI_STREAM();
        return fields.get("_ajax_nonce") === "fresh12345"
          ? json({ success: true, data: { cache_key: "key1" } })
          : json({ success: false, data: { message: "No.", code: "nonce_failure_cache_sse" } }, { status: 403 });
      });
      expect(textOf(await gather(chatgptt(), site))).toBe("Hi");
    }
  });
});

describe("kept tokens", () => {
  const HOUR_MS = 3_600_000;

  test("last six hours, not longer; who we are to the site stays", async () => {
    let now = 1_000_000;
    const site = strictSite("e49d131915", () => html(GENERATION_1_PAGE), { now: () => now });
    const provider = chatgptt();
    await gather(provider, site);
    now += 6 * HOUR_MS - 1;
    await gather(provider, site);
    expect(site.actions()).toEqual(["page", POST, POST]);
    now += 1;
    await gather(provider, site);
    expect(site.actions()).toEqual(["page", POST, POST, "page", POST]);
    const identities = site.seen.map(({ fields }) => fields.get("wpaicg_chat_client_id")).filter(Boolean);
    expect(new Set(identities).size).toBe(1);
  });

  test("count for nothing when the clock was set back, or when they are not ours", async () => {
    let now = 10 * HOUR_MS;
    const site = strictSite("e49d131915", () => html(GENERATION_1_PAGE), { now: () => now });
    const provider = chatgptt();
    await gather(provider, site);
    now -= HOUR_MS;
    await gather(provider, site);
    for (const [key] of site.kept) site.kept.set(key, { tokens: { generation: 3 } });
    await gather(provider, site);
    expect(site.actions()).toEqual(["page", POST, "page", POST, "page", POST]);
  });

  test("sites do not share them", async () => {
    const site = strictSite("e49d131915", () => html(GENERATION_1_PAGE));
    await gather(chatgptt(), site);
    await gather(createSiteChat("https://chatgptt.me/x", AT_ONCE), site);
    expect(site.actions()).toEqual(["page", POST, "page", POST]);
  });
});

test("session memory that is full keeps no site from answering, and its page is not read for each question", async () => {
  const site = createFakeSite(({ action }) => (action === "page" ? html(GENERATION_1_PAGE) : HI()), {
    memory: {
      get: async () => undefined,
      delete: async () => undefined,
      set: () => Promise.reject(new Error("Session storage quota bytes exceeded. Values were not stored.")),
    },
  });
  const provider = chatgptt();
  expect([textOf(await gather(provider, site)), textOf(await gather(provider, site))]).toEqual(["Hi", "Hi"]);
  expect(site.actions().filter((action) => action === "page")).toHaveLength(1);
});
