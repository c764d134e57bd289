import { Window } from "happy-dom";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { elementsWith } from "./elements-with.ts";
import { queryHtml } from "./parse-html.ts";

const NAMES = new Set(["data-nonce", "data-config"]);
const parser = new new Window().DOMParser() as unknown as DOMParser;

/** The attributes of what is found, in order. */
function find(html: string): Record<string, string>[] {
  return queryHtml(parser, elementsWith(html, NAMES), "[data-nonce], [data-config]").map(
    ({ attributes }) => attributes,
  );
}

const CHAT = `<div class="chat" data-nonce="n1" data-post-id="6">`;
const FOUND = { class: "chat", "data-nonce": "n1", "data-post-id": "6" };

describe("elements are found as a parser finds them", () => {
  test.each<[string, string]>([
    ["alone", CHAT],
    ["among others", `<p title="a > b">x</p>${CHAT}<b>y</b></div>`],
    ["behind a comment", `<!-- <div data-nonce="no"> -- > -->${CHAT}`],
    ["behind empty comments", `<!--><!---><!---->${CHAT}`],
    ["behind a comment with another end", `<!-- <div data-nonce="no"> --!>${CHAT}`],
    [
      "behind what is nearly a comment",
      `<!x <div data-nonce="no"><?x <div data-nonce="no"></ <div data-nonce="no">${CHAT}`,
    ],
    ["behind a script", `<script>if (a < b) "<div data-nonce='no'>"</scripts> </SCRIPT >${CHAT}`],
    [
      "behind other texts",
      `<style>a{}<div data-nonce="no"></style><textarea><div data-nonce="no"></textarea><TITLE><div data-nonce=no></title>${CHAT}`,
    ],
    ["behind templates", `<template><div data-nonce="no"><template></template><p data-config="no"></template>${CHAT}`],
    ["behind a value that holds tags", `<p title="<!-- <script> <div data-nonce='no'>">${CHAT}`],
    ["behind a value without quotes", `<a href=/x/?a=b>${CHAT}`],
    ["behind attributes without values", `<input disabled value = 'x>' checked/>${CHAT}`],
    ["behind signs that are no tags", `1 < 2 <3 <> </> < div data-nonce="no">${CHAT}`],
    ["with capitals", CHAT.replace("div", "DIV").replace("data-nonce", "DATA-Nonce")],
    ["with blanks", CHAT.replaceAll("=", " =\n ").replace(">", " >")],
    ["with single quotes", CHAT.replaceAll('"', "'")],
    ["closed at once", CHAT.replace(">", "/>")],
    ["without quotes", CHAT.replaceAll('"', "")],
    ["as a row or a button of a form", CHAT.replace("div", "tr")],
    ["before the page ends in the middle of a tag", `${CHAT}<div data-nonce="no`],
  ])("%s", (_name, html) => {
    expect(find(html)).toEqual([FOUND]);
  });

  test("with entities, and the first of two attributes of a name", () => {
    expect(find(`<p data-config='{&quot;a&quot;:1}' data-config='x' title="&lt;">`)).toEqual([
      { "data-config": '{"a":1}', title: "<" },
    ]);
  });

  test("and nothing where none is", () => {
    expect(elementsWith("", NAMES)).toBe("");
    expect(elementsWith(`data-nonce <p data-nonces="a" x-data-nonce="b">`, NAMES)).toBe("");
    expect(elementsWith(`</div data-nonce="a"><plaintext>${CHAT}`, NAMES)).toBe("");
    expect(elementsWith(`<script>${CHAT}`, NAMES)).toBe("");
    expect(elementsWith(`<!--${CHAT}`, NAMES)).toBe("");
  });
});

test("any page of tags is read as the parser reads the whole of it", () => {
  const value = fc.constantFrom('"a"', "'b > c'", '"<div data-nonce=x>"', "d", '"&amp;"', "'<!--'");
  const attribute = fc
    .tuple(fc.constantFrom("data-nonce", "data-config", "class", "TITLE"), value)
    .map(([name, text]) => `${name}=${text}`);
  const attributes = fc.uniqueArray(attribute, { maxLength: 3, selector: (text) => text.split("=")[0] });
  const piece = fc.oneof(
    fc.tuple(fc.constantFrom("div", "p", "span"), attributes).map(([name, list]) => `<${name} ${list.join(" ")}>`),
    fc.constantFrom("</div>", "words", "<!-- <p data-nonce=no> -->", "<script>'<p data-nonce=no>'</script>", "\n"),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 10 }), (pieces) => {
      const html = pieces.join("");
      const whole = queryHtml(parser, html, "[data-nonce], [data-config]").map((element) => element.attributes);
      expect(find(html)).toEqual(whole);
    }),
  );
});

/** Where one place is looked at from each other, these take minutes. */
test.each(["<", "<a ", '<a x="', "<a b='", "<!--", "<script>", "</script", "<template>", "<a/", "<a =", "--", "<!"])(
  "1 MB of %j is looked at once",
  (piece) => {
    expect(elementsWith(piece.repeat(1_000_000 / piece.length), NAMES)).toBe("");
  },
);
