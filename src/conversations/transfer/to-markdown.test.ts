import * as fc from "fast-check";
import { Marked, type Token } from "marked";
import { describe, expect, it, test } from "vitest";
import { randomMarkdown } from "../../markdown/random-markdown.test-tools.ts";
import { sampleConversation, sampleMessage } from "../samples.test-tools.ts";
import { toMarkdown } from "./to-markdown.ts";

const words = { you: "You", assistant: "Answer", note: () => undefined, time: (at: number) => `at ${at}` };

test("a conversation is a document with a heading for each message, with who and when", () => {
  const path = [
    sampleMessage({ id: "q", text: "Why?\n", createdAt: 10 }),
    sampleMessage({
      id: "a",
      role: "assistant",
      text: "  # So\n\n- it is\n\n",
      createdAt: 20,
      model: "gpt-4o",
      reasoning: "Hm.",
    }),
    sampleMessage({ id: "b", role: "assistant", text: "", createdAt: 30 }),
  ];
  expect(toMarkdown(sampleConversation({ title: "Bees" }), path, words)).toBe(
    "# Bees\n\n## You, at 10\n\nWhy?\n\n## Answer (gpt-4o), at 20\n\n# So\n\n- it is\n\n## Answer, at 30\n\n\n",
  );
});

test("a conversation without messages is its title", () => {
  expect(toMarkdown(sampleConversation({ title: "Bees" }), [], words)).toBe("# Bees\n");
});

const marked = new Marked();

/** Returns the blocks between the heading of a message and that of the next one. */
function blocksOf(role: "user" | "assistant", text: string, title = "Bees"): Token[] {
  const path = [sampleMessage({ id: "m", role, text }), sampleMessage({ id: "n", text: "Next" })];
  const document = toMarkdown(sampleConversation({ title }), path, words);
  const tokens = marked.lexer(document).filter(({ type }) => type !== "space");
  expect(tokens.at(-2), document).toMatchObject({ type: "heading", depth: 2, text: "You, at 1" });
  expect(tokens.at(-1), document).toMatchObject({ type: "paragraph", text: "Next" });
  expect(tokens[0]).toMatchObject({ type: "heading", depth: 1 });
  return tokens.slice(2, -2);
}

const decoded = (html: string) =>
  html
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");

/** Returns the text that another program shows for a question. */
function shown(question: string): string {
  const html = marked.parser(blocksOf("user", question) as never);
  const text = html
    .replaceAll(/<pre><code[^>]*>([^]*?)\n<\/code><\/pre>\n/g, "$1")
    .replaceAll("<br>", "\n")
    .replaceAll(/<\/p>\n<p>/g, "\n\n")
    .replaceAll(/<\/?p>\n?/g, "");
  return decoded(text);
}

describe("a question comes out as it was typed", () => {
  it.each([
    "one\ntwo\nthree",
    "one\n\ntwo\n\n\n\nthree",
    "def f(x):\n    return x\n\nprint(f(1))",
    "  two blanks before\n\tand a tab",
    'what is `<div class="a">` and <div>?',
    "<div>\nx\n</div>",
    "<!-- a comment that never ends",
    "1. x\n2. y",
    "1) x",
    "- a\n* b\n+ c",
    "# no heading\n## none",
    "> no quote",
    "a line\n---\nanother\n===",
    "***",
    "2 * 3 * 4 and **not bold** and __init__ and snake_case",
    "[a](b) ![c](d) [^1]: x",
    "a | b\n--|--\nc | d",
    "a  b   c",
    "&amp; &lt; &copy; & &#65;",
    "one\\two\\new",
    "ends in a backslash\\\nand goes on",
    "```js\nlet x\n```",
    "~~~\nnot code",
    "```\nnever\n  closed",
    "$5 and $6, $$x$$",
    "~~no~~",
  ])("%j", (question) => {
    expect(shown(question)).toBe(question);
  });

  it("whatever it is made of", { timeout: 240_000 }, () => {
    const piece = fc.constantFrom(..."ab 1.)-+*_`~#<>/!&;|[]()$\\:=\n\n\t", "```", "  ", "<b>", "&lt;", "- ", "1. ");
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 14 }), (pieces) => {
        const question = `a${pieces.join("")}z`;
        expect(shown(question)).toBe(question);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe("an answer ends where it ends", () => {
  it.each<[string, string]>([
    ["in a block of code", "So:\n\n```js\nlet x = 1;"],
    ["in one with longer marks", "`````\n```\nx\n```"],
    ["in one of tildes", "~~~~\nx\n~~~"],
    ["in one in a list", "- so:\n\n  ```js\n  let x;"],
    ["in one in a quote", "> ```\n> x"],
    ["after one in a list", "1. so:\n   ```\n   x\n   ```\n2. and:\n   ```\n   y"],
    ["in one whose mark is not complete", "```js\nx\n``"],
    ["in a comment", "So <!-- and\n\nmore"],
    ["in a script", "<script>\nlet x;\n\nlet y;"],
    ["in a block of markup", "<div>\n<p>x"],
    ["in a formula", "$$\nx^2"],
    ["in a formula with brackets", "\\[\nx^2"],
    ["in a table", "| a | b |\n| --- | --- |\n| c"],
    ["in a word", "So **it"],
    ["in code in a line", "So `it"],
    ["in a link", "So [it](https://a"],
    ["in an underline to come", "So it is\n-"],
  ])("%s", (_, answer) => {
    expect(blocksOf("assistant", answer).length).toBeGreaterThan(0);
  });

  it("wherever it is stopped", { timeout: 240_000 }, () => {
    fc.assert(
      fc.property(randomMarkdown, fc.nat(), (markdown, at) => {
        const answer = markdown.slice(0, at % (markdown.length + 1));
        // There `marked` takes a code mark for part of an address, unlike CommonMark.
        fc.pre(!/\]:\s*(?:[\r\n]|$)/.test(answer));
        blocksOf("assistant", answer);
      }),
      { numRuns: 1_000 },
    );
  });

  it("and is what it was but for its end", () => {
    const answer =
      "# So\n\n- it\n  - is\n\n```html\n<div>\n```\n\n    <b>\n\nH<sub>2</sub>O, `<div>`, <https://a.example>\n\n| a |\n|---|\n| b |";
    const path = [sampleMessage({ id: "a", role: "assistant", text: answer })];
    expect(toMarkdown(sampleConversation(), path, words)).toContain(`\n${answer}\n`);
  });

  it("shows as text the markup that is shown as text in Sidenote", () => {
    const [paragraph] = blocksOf("assistant", "Use <div> and </div>, <b>open, <img src=x onerror=y>, a < b");
    expect(decoded(marked.parser([paragraph] as never))).toBe(
      "<p>Use <div> and </div>, <b>open, <img src=x onerror=y>, a < b</p>\n",
    );
    expect(JSON.stringify(paragraph)).not.toContain('"type":"html"');
  });

  it("keeps indented code at its beginning", () => {
    expect(blocksOf("assistant", "\n\n    let x;\n    let y;")).toMatchObject([
      { type: "code", text: "let x;\nlet y;" },
    ]);
  });
});

test("a title with signs is a title", () => {
  for (const title of ["<div> `a` *b*", "C #", "a_b_ & &amp;", "1. x"]) {
    const path = [sampleMessage({ id: "q", text: "Why?" })];
    const html = marked.parse(toMarkdown(sampleConversation({ title }), path, words)) as string;
    expect(decoded(/<h1>(.*)<\/h1>/.exec(html)?.[1] ?? "")).toBe(title);
  }
});

test("a note on how an answer came about stands above it, as text", () => {
  const path = [sampleMessage({ id: "a", role: "assistant", text: "So.", createdAt: 20 })];
  expect(toMarkdown(sampleConversation({ title: "Bees" }), path, { ...words, note: () => "*A* did not." })).toBe(
    "# Bees\n\n## Answer, at 20\n\n> \\*A\\* did not.\n\nSo.\n",
  );
});
