import { describe, expect, test } from "vitest";
import { createFakeSite, eventStream, gather, GENERATION_2_PAGE, html, json, textOf } from "./fake-site.test-tools.ts";
import { CACHE, chatgptt, HI_STREAM, STREAM } from "./strict-site.test-tools.ts";

const HOUR_MS = 3_600_000;

/** A site of generation 2 whose owner can replace its bot. `refusal`: what it says for one that is not there. */
function siteWithBots(refusal: string, more: { page?: string; now?: () => number } = {}) {
  const state = { bot: "4", shown: "4" };
  const { page = "", now = () => 0 } = more;
  const site = createFakeSite(
    ({ action, url, fields }) => {
      if (action === "page") return html(GENERATION_2_PAGE.replaceAll("4,", `${state.shown},`) + page);
      if (action === CACHE) return json({ success: true, data: { cache_key: `key-${fields.get("bot_id")}` } });
      if (action !== STREAM) return html("0", { status: 500 });
      if (url.searchParams.get("bot_id") === state.bot) return HI_STREAM();
      const error = `event: error\ndata: ${JSON.stringify({ error: refusal })}\n\n`;
      return eventStream([`${error}event: done\ndata: {"finished":true}\n\n`]);
    },
    { now },
  );
  return Object.assign(site, { state });
}

describe("a bot that was replaced", () => {
  test("leads to the page, past all caches, and to the bot that is there now", async () => {
    const site = siteWithBots("Invalid chatbot specified.");
    const provider = chatgptt();
    await gather(provider, site);
    site.state.bot = site.state.shown = "9";
    expect(textOf(await gather(provider, site))).toBe("Hi");
    expect(site.actions().slice(3)).toEqual([CACHE, STREAM, "page", CACHE, STREAM]);
    expect(textOf(await gather(provider, site))).toBe("Hi");
    expect(site.actions().slice(8)).toEqual([CACHE, STREAM]);
  });

  test("is known in other languages too, by the page that has another one", async () => {
    let now = 0;
    const site = siteWithBots("Ung\u00fcltiger Chatbot angegeben.", { now: () => now });
    const provider = chatgptt();
    await gather(provider, site);
    site.state.bot = site.state.shown = "9";
    now += HOUR_MS;
    expect(textOf(await gather(provider, site))).toBe("Hi");
    expect(site.actions().slice(3)).toEqual([CACHE, STREAM, "page", CACHE, STREAM]);
  });

  test("and a page that shows the old one all the same: the site has no chat, and the one-request form is not tried", async () => {
    const site = siteWithBots("Invalid chatbot specified.", {
      page: `<script>var wpaicgParams = {"search_nonce":"5ea4c4a0ce"};</script>`,
    });
    const provider = chatgptt();
    await gather(provider, site);
    site.state.bot = "9";
    expect((await gather(provider, site)).error?.kind).toBe("tokens-missing");
    expect(new Set(site.actions())).toEqual(new Set(["page", CACHE, STREAM]));
  });
});

test("a question that is turned away in the owner's words is told so, after one look at the page where that is old", async () => {
  let now = 0;
  const site = createFakeSite(
    ({ action }) => {
      if (action === "page") return html(GENERATION_2_PAGE);
      if (action === CACHE) return json({ success: true, data: { cache_key: "key" } });
      return eventStream(['event: error\ndata: {"error":"Not here."}\n\n']);
    },
    { now: () => now },
  );
  const provider = chatgptt();
  expect((await gather(provider, site)).error).toEqual({ kind: "refused", detail: "Not here." });
  expect(site.actions()).toEqual(["page", CACHE, STREAM]);
  now += HOUR_MS;
  expect((await gather(provider, site)).error).toEqual({ kind: "refused", detail: "Not here." });
  expect(site.actions().slice(3)).toEqual([CACHE, STREAM, "page"]);
});
