import { describe, expect, it } from "vitest";
import { createBlockStream } from "../block-stream.ts";
import { createParser } from "../parser.ts";
import { drawnBy, html } from "../streamed.test-tools.ts";

const code = (text: string, language?: string) =>
  `<pre><code${language === undefined ? "" : ` class="language-${language}"`}>${text}</code></pre>`;

describe("a fence with Markdown", () => {
  it.each([
    ["```markdown\n# T\n```bash\nnpm i\n```\nText\n```\nAfter *it*", "# T\n```bash\nnpm i\n```\nText\n", "markdown"],
    ["```md\n```js\na\n```\n\n```py\nb\n```\n```\nAfter *it*", "```js\na\n```\n\n```py\nb\n```\n", "md"],
    ["```markdown\n- a\n  ```sh\n  x\n  ```\n```\nAfter *it*", "- a\n  ```sh\n  x\n  ```\n", "markdown"],
    ["~~~md\n~~~sh\na\n~~~\n~~~\nAfter *it*", "~~~sh\na\n~~~\n", "md"],
    ["````markdown\n```js\na\n```\n````\nAfter *it*", "```js\na\n```\n", "markdown"],
    ["```markdown\n```md\n```js\na\n```\n```\n```\nAfter *it*", "```md\n```js\na\n```\n```\n", "markdown"],
    ["```markdown\n# T\n\n```\nnpm i\n```\n\nText\n```\nAfter *it*", "# T\n\n```\nnpm i\n```\n\nText\n", "markdown"],
    ["```md\nRun:\n```\nnpm i\n```\n```\n\nAfter *it*", "Run:\n```\nnpm i\n```\n", "md"],
  ])("holds others: %j", (text, inside, language) => {
    expect(html(text)).toBe(`${code(inside, language)}\n<p>After <em>it</em></p>`);
  });

  it("holds none where it has no end that way", () => {
    expect(html("```markdown\nx\n```bash\nnpm i\n```\n\nAfter *it*")).toBe(
      `${code("x\n```bash\nnpm i\n", "markdown")}\n<p>After <em>it</em></p>`,
    );
  });

  it("holds others while it streams, line by line", () => {
    const stream = createBlockStream(createParser("chat"));
    const drawn = drawnBy(stream);
    let shown = "";
    for (const line of ["# T\n", "```bash\n", "npm i\n", "```\n", "Text\n", "\n", "More\n"]) {
      stream.append(shown === "" ? `\`\`\`markdown\n${line}` : line);
      shown += line;
      drawn.update();
      expect(drawn.blocks.map((block) => block.trim())).toEqual([code(shown, "markdown")]);
    }
    stream.append("```\n\nProse");
    drawn.update();
    expect(drawn.blocks).toHaveLength(2);
  });

  it("of another language holds none", () => {
    expect(html("```text\nx\n```bash\ny\n```\nAfter")).toBe(`${code("x\n```bash\ny\n", "text")}\n<p>After</p>`);
  });
});

describe("an end sign right behind the last line", () => {
  it.each([
    ["```js\nlet a\nf(x);```\n\nAfter *it*", "let a\nf(x);\n", "js"],
    ["```\nlast line```\nAfter *it*", "last line\n", undefined],
    ["````sh\nls ```\nnpm i````\nAfter *it*", "ls ```\nnpm i\n", "sh"],
    ["```sh\nnpm install ```\nAfter *it*", "npm install\n", "sh"],
    ["```py\nprint('a')```  \nAfter *it*", "print(&#39;a&#39;)\n", "py"],
  ])("ends the fence: %j", (text, inside, language) => {
    expect(html(text)).toBe(`${code(inside, language)}\n<p>After <em>it</em></p>`);
  });

  it("ends one in a fence with Markdown", () => {
    expect(html("```md\n```js\nf();```\ntext\n```\nAfter")).toBe(
      `${code("```js\nf();```\ntext\n", "md")}\n<p>After</p>`,
    );
  });

  it("ends one in a list", () => {
    expect(html("- Do:\n  ```sh\n  ls```\n- next")).toContain("ls\n</code></pre>\n</li>\n<li>next</li>");
  });

  it.each(["/// ```", "//```", "# ```rust", "x = ```y```", "`a```"])("is no part of the code %j", (line) => {
    expect(html(`\`\`\`rs\n${line}\nlet b;\n\`\`\``)).toBe(code(`${line}\nlet b;\n`, "rs"));
  });

  it("is not shown while it comes", () => {
    const stream = createBlockStream(createParser("chat"));
    const drawn = drawnBy(stream);
    for (const piece of ["```js\nlet a;\nf()", "`", "`", "`"]) {
      stream.append(piece);
      drawn.update();
      expect(drawn.blocks.map((block) => block.trim())).toEqual([code("let a;\nf()\n", "js")]);
    }
  });
});
