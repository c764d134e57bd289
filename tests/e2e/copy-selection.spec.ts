import type { Page } from "@playwright/test";
import type { ExtensionBrowser } from "./extension-browser.ts";
import { expect, test } from "./test.ts";
import { type ViewPage, viewPage } from "./view-page.ts";

const ANSWER = String.raw`# Title

Some **bold** words and $x^2$,[^1] a [link](https://example.com/).

- one
  1. inner
- two

7. seven
8. eight
9. nine

| Name | Size |
| --- | ---: |
| a | 1 |
| b | $\frac{1}{2}$ |

${"```js\nconst a = 1;\n  // end\n```"}

> quoted

$$
\int f
$$

[^1]: The note.
`;

/** A tab, which has the focus that copying needs. */
async function answered(extension: ExtensionBrowser): Promise<{ view: ViewPage; page: Page }> {
  await extension.context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const page = await extension.context.newPage();
  await page.goto(`${extension.extensionUrl}chat.html`);
  const view = viewPage(page);
  await view.agree();
  await view.ask("How big is it?\nReally?");
  await view.answer("done");
  await expect(page.locator(".answer math")).toHaveCount(3);
  await expect(page.locator(".answer .hljs-keyword")).toBeVisible();
  return { view, page };
}

async function copied(page: Page): Promise<{ text: string; html: string }> {
  await page.keyboard.press("Control+C");
  return page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    const read = async (type: string): Promise<string> => (await (await item?.getType(type))?.text()) ?? "";
    return { text: await read("text/plain"), html: await read("text/html") };
  });
}

test("an answer that is copied by hand is what was written, without the buttons beside it", async ({
  site,
  extension,
}) => {
  site.set({ answer: ANSWER });
  const { page } = await answered(extension);
  await page.locator(".log").evaluate((log) => getSelection()?.selectAllChildren(log));
  const { text, html } = await copied(page);
  expect(text).toBe(
    [
      "How big is it?\nReally?",
      "Title",
      "Some bold words and $x^2$,[1] a link.",
      "- one\n  1. inner\n- two",
      "7. seven\n8. eight\n9. nine",
      "Name\tSize\na\t1\nb\t$\\frac{1}{2}$",
      "const a = 1;\n  // end",
      "> quoted",
      "$$\\int f$$",
      "[1] The note.",
    ].join("\n\n"),
  );
  expect(html).not.toMatch(/<(?:button|math|svg)|class=|Copy|Wrap|JavaScript/);
  expect(html).toContain("<strong>bold</strong> words and $x^2$");
  expect(html).toMatch(/<table>.*<td align="right">1<\/td>/s);
  expect(html).toContain('<a href="https://example.com/">link</a>');
  expect(html).toContain('<ol start="7">');
});

for (const [what, from, to, expected] of [
  ["a part of a formula is the whole of it", ["math mi", 0], ["math mn", 1], "$x^2$"],
  ["a part of code keeps its lines", [".hljs-keyword", 0], [".hljs-comment", 1], "const a = 1;\n  // end"],
  ["some rows are rows", ["tr:nth-child(1) td", 0], ["tr:nth-child(2) td", 1], "a\t1\nb"],
  ["a part of a cell is words", ["th", 0], ["th", 1], "Name"],
  [
    "some items keep their numbers",
    ["ol[start] li:nth-child(2)", 0],
    ["ol[start] li:nth-child(3)", 1],
    "8. eight\n9. nine",
  ],
  ["from one list to another", ["ol[start] li:nth-child(3)", 0], ["th", 1], "9. nine\n\nName"],
  ["words of one item", ["ol[start] li:nth-child(2)", 0], ["ol[start] li:nth-child(2)", 1], "eight"],
] as const) {
  test(`of what is copied, ${what}`, async ({ site, extension }) => {
    site.set({ answer: ANSWER });
    const { page } = await answered(extension);
    await page.locator(".answer").evaluate(
      (answer, [start, end]) => {
        const [first, last] = [answer.querySelector(start[0]), answer.querySelector(end[0])];
        if (first === null || last === null) throw new Error("It is not there");
        getSelection()?.setBaseAndExtent(first, start[1], last, end[1]);
      },
      [from, to] as const,
    );
    expect((await copied(page)).text).toBe(expected);
  });
}

test("what is copied out of the text box is left alone", async ({ site, extension }) => {
  site.set({ answer: ANSWER });
  const { page, view } = await answered(extension);
  await page.locator(".answer").evaluate((answer) => getSelection()?.selectAllChildren(answer));
  await view.box.fill("  typed **here**");
  await view.box.press("Control+A");
  await page.keyboard.press("Control+C");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("  typed **here**");
});
