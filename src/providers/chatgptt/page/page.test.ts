import { Window } from "happy-dom";
import { describe, expect, test } from "vitest";
import { cpuTime } from "../../../../tests/support/cpu-time.ts";
import { queryHtml } from "./parse-html.ts";
import { chooseEndpoint, readTokens, TOKEN_SELECTOR, type Tokens } from "./page.ts";

const PAGE_URL = "https://chatgptt.me/";
const ENDPOINT = "https://chatgptt.me/wp-admin/admin-ajax.php";

function read(html: string, pageUrl = PAGE_URL): Tokens[] {
  const parser = new new Window().DOMParser() as unknown as DOMParser;
  return readTokens(queryHtml(parser, html, TOKEN_SELECTOR), html, pageUrl);
}

const SHORTCODE: Tokens = {
  generation: 1,
  source: "shortcode",
  endpoint: ENDPOINT,
  nonce: "e49d131915",
  postId: "6",
  botId: "0",
  pageUrl: "https://chatgptt.me/chat",
};

const SHORTCODE_HTML = `<div class="wpaicg-chat-shortcode"
  data-user-name="yes"
  data-nonce="e49d131915"
  data-post-id="6"
  data-url="https://chatgptt.me/chat"
  data-bot-id="0"
  data-openai_stream_nav="0"
  data-type="shortcode"
>`;
const WIDGET_HTML = `<div class="wpaicg-chatbox" data-nonce="e49d131915" data-post-id="6" data-url="https://chatgptt.me/chat" data-bot-id="12" data-type="widget"></div>`;
const PARAMS_HTML = `<script>\nvar wpaicgParams = {"ajax_url":"https:\\/\\/chatgptt.me\\/wp-admin\\/admin-ajax.php","search_nonce":"5ea4c4a0ce"};\n</script>`;

const CONFIG = { botId: 4, postId: 5, nonce: "55412873e7", ajaxUrl: "https://chatgptt.me/wp-admin/admin-ajax.php" };
const GENERATION_2: Tokens = { generation: 2, endpoint: ENDPOINT, nonce: "55412873e7", postId: "5", botId: "4" };
const escaped = JSON.stringify(CONFIG).replaceAll('"', "&quot;").replaceAll("/", "\\/");

describe("generation 1", () => {
  test.each([
    ["one attribute a line", SHORTCODE_HTML],
    ["spaces around the equals signs", SHORTCODE_HTML.replaceAll('="', ' = "')],
    [
      "attributes without quotes, as minifiers leave them",
      `<div class=wpaicg-chat-shortcode data-nonce=e49d131915 data-post-id=6 data-url=https://chatgptt.me/chat data-bot-id=0 data-type=shortcode>`,
    ],
    ["single quotes", SHORTCODE_HTML.replaceAll('"', "'")],
    ["upper case", SHORTCODE_HTML.replace("<div", "<DIV").replace("data-nonce", "DATA-NONCE")],
    ["no data-type", SHORTCODE_HTML.replace('data-type="shortcode"', "")],
    ["another class, known by its type", SHORTCODE_HTML.replace("wpaicg-chat-shortcode", "x")],
    ["another class and no type, known by its post id", SHORTCODE_HTML.replace(/class="[^"]+"|data-type="[^"]+"/g, "")],
    ["further classes", SHORTCODE_HTML.replace('class="', 'class="dark  wide ')],
    ["a line break in an attribute", SHORTCODE_HTML.replace("e49d131915", "\n e49d131915 ")],
    ["a page that ends in the middle", `<html><body>${SHORTCODE_HTML}<div><p`],
    [
      "an element without a nonce before it",
      `<div class="wpaicg-chat-shortcode" data-nonce="" data-post-id="1"></div>${SHORTCODE_HTML}`,
    ],
    ["a second chat behind it", `${SHORTCODE_HTML}</div>${SHORTCODE_HTML.replace("e49d131915", "ffffffffff")}`],
    ["a widget before it", `${WIDGET_HTML}${SHORTCODE_HTML}`],
    ["script settings before it", `${PARAMS_HTML}${SHORTCODE_HTML}`],
  ])("%s", (_name, html) => {
    expect(read(html)[0]).toEqual(SHORTCODE);
  });

  test("a widget where there is no shortcode", () => {
    expect(read(WIDGET_HTML)[0]).toEqual({ ...SHORTCODE, source: "widget", botId: "12" });
  });

  test("an element that may be another plugin's comes behind every chat, and before script settings", () => {
    const like = `<button class="like" data-nonce="bbbbbbbbbb" data-post-id="6"></button>`;
    const generation2 = `<div data-config='${escaped}'></div>`;
    const nonces = (html: string) => read(html).map(({ nonce }) => nonce);
    expect(nonces(like + SHORTCODE_HTML)).toEqual(["e49d131915", "bbbbbbbbbb"]);
    expect(nonces(like + WIDGET_HTML)).toEqual(["e49d131915", "bbbbbbbbbb"]);
    expect(nonces(like + generation2)).toEqual(["55412873e7", "bbbbbbbbbb"]);
    expect(nonces(PARAMS_HTML + like)).toEqual(["bbbbbbbbbb", "5ea4c4a0ce"]);
  });

  test.each([
    ["a class of the plugin", 'class="wpaicg-chat-dark"'],
    ["a bot", 'data-bot-id="0"'],
    ["the word on streams", 'data-openai_stream_nav="1"'],
  ])("a chat is known by %s", (_name, mark) => {
    expect(read(`<div data-nonce="e49d131915" data-post-id="6" ${mark}>`)[0]).toMatchObject({ source: "shortcode" });
  });

  test("neither the image nonce, comment links nor other plugins' nonces are ours", () => {
    const html = `<input id="wpaicg-img-nonce" value="aaaaaaaaaa"><a data-postid="6" href="#">Reply</a><form data-nonce="bbbbbbbbbb"></form>`;
    expect(read(html)).toEqual([]);
  });

  test("without data-url and bot id, the page itself and the default bot", () => {
    const html = `<div class="wpaicg-chat-shortcode" data-nonce="e49d131915" data-post-id="6">`;
    expect(read(html, "https://chatgptt.me/talk/?fresh=1")[0]).toEqual({
      ...SHORTCODE,
      pageUrl: "https://chatgptt.me/talk/",
    });
  });

  test("script settings as a last resort", () => {
    expect(read(PARAMS_HTML)).toEqual([
      { ...SHORTCODE, source: "params", nonce: "5ea4c4a0ce", postId: "", pageUrl: "https://chatgptt.me/" },
    ]);
    expect(read(PARAMS_HTML.replace(";\n", ""))).toHaveLength(1);
    expect(
      read(`<script>var wpaicgParams = {"ajax_url":"\\/x","search_nonce":"5ea4c4a0ce"};var other = {"a":1};</script>`),
    ).toHaveLength(1);
  });

  test("script settings that are no JSON are none", () => {
    expect(read("<script>var wpaicgParams = {ajax_url: location};</script>")).toEqual([]);
    expect(read("<p>wpaicgParams</p>")).toEqual([]);
  });

  test("the page's ajax_url is used", () => {
    const html = PARAMS_HTML.replace("wp-admin", "blog\\/wp-admin") + SHORTCODE_HTML;
    expect(read(html)[0]).toMatchObject({ endpoint: "https://chatgptt.me/blog/wp-admin/admin-ajax.php" });
  });
});

describe("generation 2", () => {
  test.each([
    [
      "single quotes outside, escaped inside",
      `<div class="aipkit_chat_container" data-bot-id="4" data-config='${escaped}'>`,
    ],
    ["double quotes outside", `<div class="aipkit_chat_container" data-config="${escaped}">`],
    [
      "single quotes outside, bare inside",
      `<div class="aipkit_chat_container" data-config='${JSON.stringify(CONFIG)}'>`,
    ],
    ["the popup variant", `<div class="aipkit_popup_wrapper" data-config='${escaped}'>`],
    [
      "another plugin's data-config before it",
      `<div data-config="{}"></div><div data-config="x=1"></div><div data-config='${escaped}'>`,
    ],
    ["numbers as strings", `<div data-config='${JSON.stringify({ ...CONFIG, botId: "4", postId: "5" })}'>`],
    ["no ajaxUrl", `<div data-config='${JSON.stringify({ ...CONFIG, ajaxUrl: undefined })}'>`],
    ["a widget of generation 1 before it, left in a cache", `${WIDGET_HTML}<div data-config='${escaped}'>`],
  ])("%s", (_name, html) => {
    expect(read(html)[0]).toEqual(GENERATION_2);
  });

  test.each([
    ["no nonce", { botId: 4 }],
    ["no bot", { nonce: "55412873e7" }],
    ["an empty bot", { nonce: "55412873e7", botId: "" }],
    ["a list", []],
    ["null", null],
  ])("%s: no tokens", (_name, config) => {
    expect(read(`<div data-config='${JSON.stringify(config)}'>`)).toEqual([]);
  });
});

describe("where to post", () => {
  test.each([
    [undefined, PAGE_URL, ENDPOINT],
    ["", PAGE_URL, ENDPOINT],
    ["/ajax", PAGE_URL, "https://chatgptt.me/ajax"],
    ["https://chatgptt.me/ajax?lang=de", PAGE_URL, "https://chatgptt.me/ajax?lang=de"],
    ["https://evil.example/ajax", PAGE_URL, ENDPOINT],
    ["//evil.example/ajax", PAGE_URL, ENDPOINT],
    ["https://chatgptt.me.evil.example/ajax", PAGE_URL, ENDPOINT],
    ["https://sub.chatgptt.me/ajax", PAGE_URL, ENDPOINT],
    ["https://chatgptt.me:8443/ajax", PAGE_URL, ENDPOINT],
    ["https://someone:secret@chatgptt.me/ajax", PAGE_URL, ENDPOINT],
    ["http://chatgptt.me/ajax", PAGE_URL, ENDPOINT],
    ["javascript:alert(1)", PAGE_URL, ENDPOINT],
    ["http://[", PAGE_URL, ENDPOINT],
    ["http://127.0.0.1:8080/ajax", "http://127.0.0.1:8080/chat", "http://127.0.0.1:8080/ajax"],
  ])("%s on %s", (wish, page, expected) => {
    expect(chooseEndpoint(wish, page)).toBe(expected);
  });
});

test.each(["a", "ab", "abc", "x".repeat(65), "e49d 31915", "e49d<31915"])("%j is no nonce", (nonce) => {
  expect(
    read(`<div class="wpaicg-chat-shortcode" data-nonce="${nonce.replace("<", "&lt;")}" data-post-id="6">`),
  ).toEqual([]);
  expect(read(`<div data-config='${JSON.stringify({ ...CONFIG, nonce })}'>`)).toEqual([]);
  expect(read(`<script>var wpaicgParams = ${JSON.stringify({ search_nonce: nonce })};</script>`)).toEqual([]);
});

test("the widget of 1.9.16 writes its post id with a sign before it", () => {
  const html = SHORTCODE_HTML.replace(/data-post-id\s*=\s*"6"/, `data-post-id="&lt;6"`);
  expect(html).toContain("&lt;6");
  expect(read(html)[0]).toMatchObject({ postId: "6" });
});

test("script settings behind a script that only names them", () => {
  expect(
    read(`<script>if (window.wpaicgParams) {a()} wpaicgParams = wpaicgParams || {};</script>${PARAMS_HTML}`),
  ).toHaveLength(1);
});

/** With a pattern that looks at each place anew, 2 MB of this take minutes. */
test.each([
  "wpaicgParams={",
  'wpaicgParams = {"a":',
  "wpaicgParams=",
  "wpaicgParams = {}",
  'wpaicgParams={"search_nonce":"x"}',
])("2 MB of %j hold no settings", (piece) => {
  expect(readTokens([], piece.repeat(2_000_000 / piece.length), PAGE_URL)).toEqual([]);
});

test("the script settings of a page of 2 MB are found at once", () => {
  const html = `${"<p>text {&quot;a&quot;}</p>wpaicg ".repeat(60_000)}${PARAMS_HTML}`;
  expect(html.length).toBeGreaterThan(1_900_000);
  expect(cpuTime(() => expect(readTokens([], html, PAGE_URL)).toHaveLength(1))).toBeLessThan(150);
});
