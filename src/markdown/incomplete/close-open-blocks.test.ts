import { describe, expect, it } from "vitest";
import { cpuTime } from "../../../tests/support/cpu-time.ts";
import { closeOpenBlocks } from "./close-open-blocks.ts";
import { createParser } from "../parser.ts";

const parser = createParser("chat");

function render(text: string, isWhole = true): string {
  return parser.render(parser.parse(text, {}, isWhole).blocks).html;
}

/** The words that one sees, without what stands around them: a star that is one in the end was bold before. */
function words(html: string): string {
  return html
    .replace(/<[^>]*>/g, " ")
    .replace(/&(?:lt|gt|amp|quot|#39);/g, "&")
    .replace(/[\s*]+/g, "");
}

/** Texts of which no part shows anything that is not there in the end. */
const TEXTS = [
  "It takes ~5 minutes to ~10 *minutes*, and ~~not~~ more.",
  "This is **important to know** and *this* and ***that*** and __those__ now.",
  "- **kwargs are passed on\n- next\n- `a[i` is code\n- the **last** one",
  "1. Give *args\n2. then **kwargs\n   which go on\n3. and __init__ itself",
  "# About **kwargs\nand *this* below",
  "> A quote with **bold** words\n> and *more* of them",
  "| Name | What it **is** |\n| --- | --- |\n| **kwargs | all |\n| *args | the `rest` |\n| x | **bold** |",
  "**Prices:**\n| A | B |\n|---|---|\n| 1 | 2 |",
  "# T\n| A | B |\n|:--|--:|\n| 1 | 2 |",
  "> Look:\n> | A | B |\n> |---|---|\n> | 1 | *2* |",
  "- Item:\n\n  | A | B |\n  |---|---|\n  | 1 | 2 |",
  "1. | A | B |\n   | - | - |\n   | 1 | 2 |",
  "Pipes: a | b\nand c | d here",
  "Write ```code``` or ``a ` b`` in a line, then go on.",
  "- Do this:\n  ```sh\n  echo `ls [a-z]` **x\n  ```\n- and *that*",
  "```js\nlet a = [`x`, **b\n```\nafter *this*",
  'A [link with **bold** words](https://example.com/a_(b)_c "title") and ![a picture](https://example.com/) after',
  "[![picture](https://example.com/a.png)](https://example.com/) is a link",
  "The interval $[0,1)$ and \\([2,3)\\) and $x_1 * y_2$, then *more*.",
  "Then:\n\\[ \\int_0^1 [f] \\]\nand $$\n- a\n+ b\n$$ after it",
  "$$\na\n- b [c\n+ d\n$$\n\nand *so* on",
  "- [ ] open **task**\n- [x] done",
  "A \\[ bracket \\] is `maths`, a \\* star \\_ is not.",
  "Press <https://example.com/> &amp; wait",
  "Water is H<sub>2</sub>O, **press <kbd>Ctrl</kbd>** and <mark>this</mark>.",
  "| a | b |\n|---|---|\n| `x || y` | $|z|$ |\n| <ul><li>one</li><li>two</li></ul> | ``a|b`` |",
  "**中文（注）**文字，**“引用”**和~~删除（旧）~~，见https://example.com/docs，然后。",
  "$$\na\n\n- b\n$$\n\nand *so* on",
  "\\begin{align}\na &= b\n\n\\end{align}\n\nand *so* on",
  "```md\n```js\na\n```\n- b\n```\nand *so* on",
];

describe("a text that is still growing", () => {
  it.each(TEXTS)("shows nothing that is not there in the end: %j", (text) => {
    const end = words(render(text));
    for (let length = 0; length <= text.length; length += 1) {
      const part = text.slice(0, length);
      const shown = words(render(closeOpenBlocks(part), false));
      expect(end.startsWith(shown), `${JSON.stringify(part)} shows ${shown}`).toBe(true);
    }
  });

  it.each([
    ["It takes ~5 minutes", "It takes ~5 minutes"],
    ["a ~~gone", "a ~~gone~~"],
    ["- **kwargs\n- next", "- **kwargs\n- next"],
    ["- a\n- **b", "- a\n- **b**"],
    ["use ```code and", "use ```code and```"],
    ["use ```", "use "],
    ["see [the words](https://exam", "see the words"],
    ["`a[i` and [b", "`a[i` and b"],
    ["is $[0,1", "is "],
    ["- x\n\n  ```js", "- x\n\n"],
    ["This is **bold\n-", "This is **bold**"],
    ["a | b\n- | -\n**kwargs | all", "a | b\n- | -\n**kwargs | all"],
    ["a | b\n- | -\n*x | **all", "a | b\n- | -\n*x | **all**"],
    ["Words[^1", "Words"],
    ["- *a* `b", "- *a* `b`"],
    ["```md\n```js\nx\n```\n**b", "```md\n```js\nx\n```\n**b"],
    ["```md\n```js\nx\n```\n```py\ny\n```\n**b", "```md\n```js\nx\n```\n```py\ny\n```\n**b"],
    ["````\n```\n**b", "````\n```\n**b"],
    ["> ```md\n> ```js\n> x\n> ```\n> **b", "> ```md\n> ```js\n> x\n> ```\n> **b"],
    [String.raw`\[ \int_0^1`, ""],
    [String.raw`a \\[b`, String.raw`a \\b`],
  ])("%j is shown as %j", (text, completed) => {
    expect(closeOpenBlocks(text)).toBe(completed);
  });

  it.each([
    "[1]: https://exam",
    "[1]:",
    "[1]: https://example.com/ ",
    '[1]: https://example.com/ "ti',
    "> [1]: <https://exam",
    "[1]:\nhttps://exam",
  ])("leaves out a definition that may go on: %j", (text) => {
    expect(closeOpenBlocks(`Before\n\n${text}`)).toBe(text.includes("\n") ? `Before\n\n[1]:\n` : "Before\n\n");
  });

  it.each(["[Note]: This is", "[^1]: A note", "[1] is"])("keeps what is no definition: %j", (text) => {
    expect(closeOpenBlocks(text)).toBe(text);
  });

  it("costs as much as it is long", () => {
    const list = Array.from({ length: 5_000 }, (_, index) => `- item ${index}\n\n`).join("");
    const texts = [
      `${" ".repeat(20_000)}x`,
      `-${" ".repeat(20_000)}x`,
      `a | b\n${" ".repeat(20_000)}|`,
      `a\n${"|".repeat(20_000)}\nb`,
      `[a]: b${" ".repeat(20_000)}c`,
      `${"> ".repeat(10_000)}x`,
      `${"- ".repeat(10_000)}x`,
      `${"[".repeat(20_000)}x`,
      list,
      `${list}- **last`,
    ];
    // A second for what takes a few ms each; a cube of 20,000 would take days.
    expect(cpuTime(() => texts.forEach((text) => closeOpenBlocks(text)))).toBeLessThan(1_000);
  });
});
