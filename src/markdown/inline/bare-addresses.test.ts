import { describe, expect, it } from "vitest";
import { html } from "../streamed.test-tools.ts";

/** Where the links of a text lead, decoded, and the text without them. */
function linksIn(text: string): string[] {
  return Array.from(html(text).matchAll(/<a href="([^"]*)"/g), ([, href = ""]) =>
    decodeURI(href.replaceAll("&amp;", "&")),
  );
}

describe("an address ends where a reader ends it", () => {
  it.each([
    ["请看https://example.com/docs，然后继续阅读。", "https://example.com/docs"],
    ["https://example.com/docs是文档", "https://example.com/docs"],
    ["（https://example.com/a）之后", "https://example.com/a"],
    ["「https://example.com/」です", "https://example.com/"],
    ["“https://example.com/a”是", "https://example.com/a"],
    ["https://example.com——官网", "https://example.com"],
    ["https://example.com：官网", "https://example.com"],
    ["https://example.com/をご覧ください", "https://example.com/"],
    ["詳細はhttps://example.com/docs/をご覧ください。", "https://example.com/docs/"],
    ["https://example.com/docs에서 보세요", "https://example.com/docs"],
    ["https://example.com/docs/를 보세요", "https://example.com/docs/"],
    ["访问 https://example.com/docs/查看详情", "https://example.com/docs/"],
    ["https://example.com/%E4%B8%AD是", "https://example.com/%E4%B8%AD"],
    ["https://example.com/p?x=1&y=2；下一个", "https://example.com/p?x=1&y=2"],
    ["https://example.com.是", "https://example.com"],
    ["**https://example.com/docs**。", "https://example.com/docs"],
    ["www.example.com，好", "http://www.example.com"],
    ["请看www.example.com/a是", "http://www.example.com/a"],
    ["邮箱test@example.com。谢谢", "mailto:test@example.com"],
    ["联系test@example.com即可", "mailto:test@example.com"],
  ])("%s", (text, href) => {
    expect(linksIn(text)).toEqual([decodeURI(href)]);
  });

  it.each([
    ["https://zh.wikipedia.org/wiki/维基百科", "https://zh.wikipedia.org/wiki/维基百科"],
    ["https://zh.wikipedia.org/wiki/上海_(消歧义)。", "https://zh.wikipedia.org/wiki/上海_(消歧义)"],
    ["https://ja.wikipedia.org/wiki/東京、です", "https://ja.wikipedia.org/wiki/東京"],
    ["https://example.com/search?q=中文&hl=zh", "https://example.com/search?q=中文&hl=zh"],
    ["https://example.com/文档", "https://example.com/"],
    ["https://example.com/docs/文档", "https://example.com/docs/文档"],
    ["https://example.com/über/straße.", "https://example.com/über/straße"],
  ])("and keeps the letters that are its own: %s", (text, href) => {
    expect(linksIn(text)).toEqual([href]);
  });

  it("two beside each other are two", () => {
    expect(linksIn("看http://a.example和http://b.example吧")).toEqual(["http://a.example", "http://b.example"]);
  });

  it.each([
    ["(see https://example.com/a_(b))", "https://example.com/a_(b)"],
    ["see [https://example.com/a] here", "https://example.com/a"],
    ["https://example.com/?a=b&amp; c", "https://example.com/?a=b"],
    ["https://example.com/a_b_c!?", "https://example.com/a_b_c"],
  ])("as on GitHub: %s", (text, href) => {
    expect(linksIn(text)).toEqual([href]);
  });

  it("stands in no other link", () => {
    expect(html("[https://a.example](https://b.example)")).toBe(
      '<p><a href="https://b.example">https://a.example</a></p>',
    );
  });
});
