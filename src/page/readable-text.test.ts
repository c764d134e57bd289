// @vitest-environment happy-dom
import { describe, expect, it } from "vitest";
import { pageTextSchema } from "./page-text.ts";
import { livingPage, type PageView } from "./page-view.ts";
import { readPage } from "./readable-text.ts";

const sentence = "Bees dance to tell each other where the flowers are, and how far. ";
const menu = `<nav><ul><li><a href="/">Home</a><li><a href="/hives">Hives</a></ul></nav>`;
const footer = "<footer><p>Imprint</p></footer>";

function read(body: string, type = "text/html", view: PageView = livingPage) {
  const page = new DOMParser().parseFromString(`<title>Bees - A Site</title>${body}`, "text/html");
  document.title = page.title;
  document.body.innerHTML = page.body.innerHTML;
  Object.defineProperty(document, "contentType", { value: type, configurable: true });
  return readPage(document, view);
}

describe("readPage", () => {
  it("takes the article, without what stands around it", () => {
    const article = `<article><h1>Dances</h1>${`<p>${sentence.repeat(5)}</p>`.repeat(30)}</article>`;
    const { text, title, shortened, type } = read(`${menu}<main>${article}</main>${footer}`);
    expect(text).toContain(`${sentence.repeat(5).trim()}\n\n${sentence}`);
    expect(text).not.toMatch(/Home|Imprint/);
    expect(title).toMatch(/^Bees/);
    expect({ shortened, type }).toEqual({ shortened: false, type: "page" });
  });

  it("keeps the rows of a small table in an article", () => {
    const table = "<table><tr><td>Alba</td><td>120</td></tr><tr><td>Bora</td><td>7</td></tr></table>";
    const { text } = read(
      `${menu}<main><article><p>${sentence.repeat(60)}</p>${table}<p>${sentence.repeat(60)}</p></article></main>`,
    );
    expect(text).toContain("Alba | 120\nBora | 7");
  });

  it("takes all of a short page of which the article is only a part", () => {
    const cards = Array.from(
      { length: 12 },
      (_, index) => `<div class="sidebar"><p>Card ${index}: ${sentence.repeat(3)}</p></div>`,
    );
    const { text } = read(
      `${menu}<main><article><p>${sentence.repeat(12)}</p></article>${cards.join("")}</main>${footer}`,
    );
    for (let index = 0; index < 12; index += 1) expect(text).toContain(`Card ${index}:`);
    expect(text).not.toMatch(/Home|Imprint/);
  });

  it("takes all that is seen where there is next to no text", () => {
    expect(read(`${menu}<p>Short.</p>${footer}`).text).toMatch(/Home[\s\S]*Short\.[\s\S]*Imprint/);
  });

  it("takes a text that is no page as it stands", () => {
    const code = `{\n  "a": [1,\n\t2]\n}`;
    expect(read(`<pre>${code}</pre><div>Pretty-print</div>`, "application/json").text).toContain(code);
    expect(read(`<pre>${code}</pre>`, "text/plain").text).toContain(code);
    expect(read(`<pre>${code}</pre><div>more</div>`, "text/html").text).toContain("more");
  });

  it.each([
    ["application/pdf", "<embed>", "pdf"],
    ["image/png", "<img>", "picture"],
    ["video/mp4", "<video></video>", "picture"],
    ["text/html", "<canvas></canvas>", undefined],
  ])("says why there is no text in %s", (type, body, textless) => {
    const page = read(body, type);
    expect(page.text).toBe("");
    expect(page.textless).toBe(textless);
  });

  it("says that a page was too long to be read to its end", () => {
    let now = 0;
    const { text, shortened } = read(`<p>${sentence}</p>`.repeat(200), "text/html", {
      ...livingPage,
      now: () => (now += 10),
    });
    expect(shortened).toBe(true);
    expect(text).toContain(sentence.trim());
  });

  it("gives what passes the border", () => {
    const page = read(`<p>${sentence}</p>`);
    expect(pageTextSchema.parse(page)).toEqual(page);
  });
});
