import { violationsOf } from "./axe.ts";
import { expect, test } from "./test.ts";

const WIDE = "a line that is longer than the panel is wide ".repeat(6);
const ROW = `| ${Array.from({ length: 20 }, (_, index) => `cell-${index}`).join(" | ")} |`;
const ANSWER = `Words with \`code\`, $x^2$, H<sub>2</sub>O, <kbd>Ctrl</kbd> and a note[^1].

\`\`\`js
short();
\`\`\`

\`\`\`js
// ${WIDE}
const text = "string", number = 1, other = /regexp/;
class Name extends Other { static method(parameter) { return null; } }
\`\`\`

\`\`\`js
const other = "${WIDE}";
\`\`\`

\`\`\`diff
- gone
+ come
\`\`\`

\`\`\`css
@media print {
  .name:hover > #id { color: #fff }
}
\`\`\`

\`\`\`python
@decorator
def name(a: str = "x"):  # note
    """Words."""
    return f"{a!r} {1 + 1}"
\`\`\`

| a | b |
| --- | --- |
| 1 | 2 |

${ROW}
${ROW.replaceAll(/cell-\d+/g, "---")}
${ROW}

${ROW}
${ROW.replaceAll(/cell-\d+/g, "---")}
${ROW}

> Quoted words, and a [link](https://example.com/).

$$ ${"x + y + ".repeat(40)} z $$

[^1]: The note.
`;

for (const options of [
  { colorScheme: "light" },
  { colorScheme: "dark" },
  { colorScheme: "light", forcedColors: "active" },
] as const) {
  test(`axe finds nothing in an answer that has everything, in ${Object.values(options).join(", ")} colours`, async ({
    site,
    panel,
  }) => {
    site.set({ answer: ANSWER });
    await panel.page.emulateMedia(options);
    await panel.ask("Hello there");
    await expect((await panel.answer("done")).locator("pre:has(.hljs-keyword)")).toHaveCount(4);
    await expect(panel.log.getByRole("region", { name: "Formula" })).toHaveCount(1);
    expect(await violationsOf(panel.page)).toEqual([]);
  });
}

test("only what scrolls is a stop for the keyboard, with a name of its own", async ({ site, panel }) => {
  site.set({ answer: ANSWER });
  await panel.ask("Hello there");
  const answer = await panel.answer("done");
  const regions = answer.getByRole("region");
  await expect(regions).toHaveCount(5);
  const names = await regions.evaluateAll((all) => all.map(({ ariaLabel }) => ariaLabel));
  expect(names.toSorted()).toEqual(["Code: JavaScript", "Code: JavaScript 2", "Formula", "Table", "Table 2"]);
  await expect(answer.locator("[tabindex]")).toHaveCount(5);
  // In a wide window only the longest lines scroll.
  await panel.page.setViewportSize({ width: 1_800, height: 900 });
  await expect(regions).not.toHaveCount(5);
  await expect(answer.locator("[tabindex]")).toHaveCount(await regions.count());
});

test("code that grows becomes a stop with the line that is too long, and stays one", async ({ site, panel }) => {
  site.set({
    answer: `- Code:\n  \`\`\`js\n  short();\n  const long = "${"word ".repeat(60)}";\n  end();\n  \`\`\`\n\n- THE END`,
  });
  site.hold();
  await panel.ask("Hello there");
  site.release(9);
  const answer = await panel.answer("streaming");
  await expect(answer.locator("pre")).toContainText("short");
  await expect(answer.getByRole("region")).toHaveCount(0);
  site.release(40);
  await expect(answer.getByRole("region", { name: "Code: JavaScript" })).toHaveCount(1);
  await answer.getByRole("button", { name: "Wrap lines" }).click();
  await answer.getByRole("region").focus();
  site.release();
  await expect(await panel.answer("done")).toContainText("THE END");
  const region = (await panel.answer("done")).getByRole("region", { name: "Code: JavaScript" });
  // The list has become one with more room, and the lines are still wrapped.
  await expect(region.locator("xpath=ancestor::li").locator("p")).toHaveText("Code:");
  expect(await region.evaluate((element) => document.activeElement === element)).toBe(true);
  expect(await region.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
  await expect(answer.getByRole("button", { name: "Wrap lines" })).toHaveAttribute("aria-pressed", "true");
});

test("a stroke through a formula, and what is pressed, are seen in forced colours too", async ({ site, panel }) => {
  site.set({ answer: "Here $\\cancel{xyz}$ and $\\rule{2em}{8pt}$.\n\n```js\nlet a;\n```" });
  await panel.page.emulateMedia({ forcedColors: "active" });
  await panel.ask("Hello there");
  const answer = await panel.answer("done");
  const wrap = answer.getByRole("button", { name: "Wrap lines" });
  for (const [element, hide] of [
    [answer.locator("math").first(), ".tml-cancel { visibility: hidden }"],
    [answer.locator("math").last(), ".maths-rule { visibility: hidden }"],
  ] as const) {
    const seen = await element.screenshot();
    await panel.page.evaluate((rule) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(rule);
      document.adoptedStyleSheets.push(sheet);
    }, hide);
    expect((await element.screenshot()).equals(seen)).toBe(false);
  }
  const before = await wrap.evaluate((button) => getComputedStyle(button).backgroundColor);
  await wrap.click();
  await panel.page.mouse.move(0, 0);
  expect(await wrap.evaluate((button) => getComputedStyle(button).backgroundColor)).not.toBe(before);
});
