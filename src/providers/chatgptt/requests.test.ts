import { describe, expect, test } from "vitest";
import { checkSite } from "./chatgptt.ts";
import { createSiteChat } from "./site-chat.ts";
import {
  AT_ONCE,
  createFakeSite,
  gather,
  GENERATION_1_PAGE,
  GENERATION_2_PAGE,
  html,
  json,
  textOf,
} from "./fake-site.test-tools.ts";
import { POST, CACHE, STREAM, HI, HI_STREAM, chatgptt, strictSite } from "./strict-site.test-tools.ts";

describe("requests", () => {
  test("generation 1: the page, then one post for each question", async () => {
    const site = strictSite("e49d131915", () => html(GENERATION_1_PAGE));
    const provider = chatgptt();
    expect(textOf(await gather(provider, site))).toBe("Hi");
    expect(site.actions()).toEqual(["page", POST]);
    expect(textOf(await gather(provider, site))).toBe("Hi");
    expect(site.actions()).toEqual(["page", POST, POST]);
    // Another background after this one has died: the session's memory is still there.
    expect(textOf(await gather(chatgptt(), site))).toBe("Hi");
    expect(site.actions()).toEqual(["page", POST, POST, POST]);
  });

  test("generation 1: the form", async () => {
    const site = strictSite("e49d131915", () => html(GENERATION_1_PAGE));
    const text = `"quotes" \\ and <tags>\n%41 😀 שלום`;
    await gather(chatgptt(), site, { messages: [{ role: "user", text }], model: "gpt-4" });
    const post = site.seen[1];
    expect(post?.url.href).toBe("https://chatgptt.me/wp-admin/admin-ajax.php");
    expect(Object.fromEntries(post?.fields ?? [])).toEqual({
      _wpnonce: "e49d131915",
      post_id: "6",
      url: "https://chatgptt.me/chat",
      action: POST,
      message: text,
      bot_id: "0",
      chatbot_identity: "shortcode",
      wpaicg_chat_client_id: expect.stringMatching(/^[a-z\d]{10}$/i),
      wpaicg_chat_history: "[]",
    });
    for (const { init } of site.seen) expect(init).toMatchObject({ credentials: "omit" });
    for (const { init } of site.seen) expect(init.headers).toBeUndefined();
    expect(post?.init.redirect).toBe("manual");
  });

  test("a widget has its own action and a bot its own identity", async () => {
    const page = GENERATION_1_PAGE.replace("wpaicg-chat-shortcode", "wpaicg-chatbox").replace(
      'type="shortcode"',
      'type="widget"',
    );
    const site = createFakeSite(({ action }) => (action === "page" ? html(page) : HI()));
    await gather(chatgptt(), site);
    expect(site.actions()[1]).toBe("wpaicg_chatbox_message");
    expect(site.seen[1]?.fields.get("chatbot_identity")).toBe("widget");

    const custom = createFakeSite(({ action }) =>
      action === "page" ? html(page.replace('bot-id="0"', 'bot-id="12"')) : HI(),
    );
    await gather(chatgptt(), custom);
    expect(custom.seen[1]?.fields.get("chatbot_identity")).toBe("custom_bot_12");
  });

  test("generation 2: key, then stream, with a new conversation each time", async () => {
    const site = createFakeSite(({ action }) => {
      if (action === "page") return html(GENERATION_2_PAGE);
      return action === CACHE ? json({ success: true, data: { cache_key: "key1" } }) : HI_STREAM();
    });
    const provider = chatgptt();
    await gather(provider, site);
    await gather(provider, site);
    expect(site.actions()).toEqual(["page", CACHE, STREAM, CACHE, STREAM]);
    expect(Object.fromEntries(site.seen[1]?.fields ?? [])).toEqual({
      action: CACHE,
      _ajax_nonce: "55412873e7",
      message: "Hello there",
      bot_id: "4",
    });
    const [first, second] = [site.seen[2], site.seen[4]].map((request) =>
      Object.fromEntries(request?.url.searchParams ?? []),
    );
    expect(first).toMatchObject({ cache_key: "key1", bot_id: "4", post_id: "5", _ajax_nonce: "55412873e7" });
    expect(first?.["session_id"]).toBe(second?.["session_id"]);
    expect(first?.["conversation_uuid"]).not.toBe(second?.["conversation_uuid"]);
    for (const { init } of site.seen) expect(init).toMatchObject({ credentials: "omit" });
  });

  test("page and post share the person's wish for cookies, and tokens are kept apart by it", async () => {
    const site = strictSite("e49d131915", () => html(GENERATION_1_PAGE));
    const provider = chatgptt();
    await gather(provider, site);
    await gather(provider, { ...site, credentials: "include" });
    expect(site.seen.map(({ action, init }) => [action, init.credentials])).toEqual([
      ["page", "omit"],
      [POST, "omit"],
      ["page", "include"],
      [POST, "include"],
    ]);
  });

  test("two questions at once read the page once", async () => {
    const site = strictSite("e49d131915", () => html(GENERATION_1_PAGE));
    const provider = chatgptt();
    await Promise.all([gather(provider, site), gather(provider, site), gather(provider, site)]);
    expect(site.actions().filter((action) => action === "page")).toHaveLength(1);
  });
});

describe("where the tokens are", () => {
  test("/chat, where / has none", async () => {
    const site = strictSite("e49d131915", ({ url }) =>
      html(url.pathname === "/chat" ? GENERATION_1_PAGE : "<p>Welcome</p>"),
    );
    expect(textOf(await gather(chatgptt(), site))).toBe("Hi");
    expect(site.seen.map(({ url }) => url.pathname)).toEqual(["/", "/chat", "/wp-admin/admin-ajax.php"]);
  });

  test("an element on /chat comes before the script settings of /", async () => {
    const params = `<script>var wpaicgParams = {"search_nonce":"5ea4c4a0ce"};</script>`;
    const site = strictSite("e49d131915", ({ url }) => html(url.pathname === "/chat" ? GENERATION_1_PAGE : params));
    expect(textOf(await gather(chatgptt(), site))).toBe("Hi");
    const bare = strictSite("5ea4c4a0ce", ({ url }) =>
      url.pathname === "/chat" ? html("", { status: 404 }) : html(params),
    );
    expect(textOf(await gather(chatgptt(), bare))).toBe("Hi");
  });

  test("the address that was added comes first", async () => {
    const site = createFakeSite(({ action, url }) =>
      action === "page" ? html(url.pathname === "/talk/" ? GENERATION_1_PAGE : "") : HI(),
    );
    const provider = createSiteChat("https://chatgptt.me/talk/", AT_ONCE);
    expect(textOf(await gather(provider, site))).toBe("Hi");
    expect(site.actions()).toEqual(["page", POST]);
  });

  test("a site that sends its visitors to another host has moved", async () => {
    const site = createFakeSite(() => {
      const page = html(GENERATION_1_PAGE);
      Object.defineProperty(page, "url", { value: "https://parked.example/" });
      return page;
    });
    expect((await gather(chatgptt(), site)).error?.kind).toBe("moved");
    expect(site.actions()).toEqual(["page"]);
  });

  test.each(["http://chatgptt.me/", "https://chatgptt.me:8443/"])(
    "a page that leads to %s is not read",
    async (url) => {
      const site = createFakeSite(() => {
        const page = html(GENERATION_1_PAGE);
        Object.defineProperty(page, "url", { value: url });
        return page;
      });
      expect((await gather(chatgptt(), site)).error?.kind).toBe("moved");
      expect(site.actions()).toEqual(["page"]);
    },
  );

  test("a site that leads to its name with www. is asked there", async () => {
    const site = createFakeSite(({ action }) => {
      if (action !== "page") return HI();
      const page = html(GENERATION_1_PAGE.replaceAll("chatgptt.me", "www.chatgptt.me"));
      Object.defineProperty(page, "url", { value: "https://www.chatgptt.me/" });
      return page;
    });
    expect(textOf(await gather(chatgptt(), site))).toBe("Hi");
    expect(site.seen.at(-1)?.url.host).toBe("www.chatgptt.me");
  });

  test("a question that is sent elsewhere goes to where a fresh page says, once", async () => {
    const moved = GENERATION_1_PAGE.replace("admin-ajax.php", "ask.php");
    const site = createFakeSite(({ action, url }) => {
      if (action === "page") return html(url.searchParams.has("fresh") ? moved : GENERATION_1_PAGE);
      return url.pathname.endsWith("ask.php") ? HI() : new Response(null, { status: 302 });
    });
    expect(textOf(await gather(chatgptt(), site))).toBe("Hi");
    expect(site.actions()).toEqual(["page", POST, "page", POST]);
    const [, first, , second] = site.seen.map(({ fields }) => Object.fromEntries(fields));
    expect(second).toEqual(first);
  });

  test("private windows are guests of their own, and leave nothing in the browser's cache", async () => {
    const site = strictSite("e49d131915", () => html(GENERATION_1_PAGE));
    const provider = chatgptt();
    const guests = [undefined, ":window:1", ":window:2", undefined];
    for (const guest of guests) await gather(provider, { ...site, ...(guest !== undefined && { guest }) });
    const ids = site.seen
      .filter(({ action }) => action === POST)
      .map(({ fields }) => fields.get("wpaicg_chat_client_id"));
    expect(new Set(ids).size).toBe(3);
    expect(ids[3]).toBe(ids[0]);
    const pages = site.seen.filter(({ action }) => action === "page");
    expect(pages.map(({ init }) => init.cache)).toEqual(["default", "no-store", "no-store"]);
  });

  test("what is only guessed to have the chat says nothing of the site", async () => {
    const params = `<script>var wpaicgParams = {"search_nonce":"5ea4c4a0ce"};</script>`;
    const ask = async (front: string, other: () => Response | Promise<Response>) =>
      gather(
        chatgptt(),
        strictSite("5ea4c4a0ce", ({ url }) => (url.pathname === "/chat" ? other() : html(front))),
      );
    const elsewhere = () => {
      const page = html(GENERATION_1_PAGE);
      Object.defineProperty(page, "url", { value: "https://talk.example/" });
      return page;
    };
    expect(textOf(await ask(params, elsewhere))).toBe("Hi");
    expect(textOf(await ask(params, () => html("", { status: 500 })))).toBe("Hi");
    expect((await ask("", elsewhere)).error?.kind).toBe("tokens-missing");
    expect((await ask("", () => html("", { status: 500 }))).error?.kind).toBe("site-error");
  });

  test("checking a site asks nothing", async () => {
    const site = createFakeSite(() => html(GENERATION_2_PAGE));
    expect(await checkSite("https://chatgptt.me/", site)).toEqual({ generation: 2 });
    expect(site.actions()).toEqual(["page"]);
    expect(site.kept.size).toBe(0);
    await expect(
      checkSite(
        "https://chatgptt.me/",
        createFakeSite(() => html("")),
      ),
    ).rejects.toMatchObject({
      kind: "tokens-missing",
    });
  });
});
