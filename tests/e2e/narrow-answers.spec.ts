import type { Page } from "@playwright/test";
import { LANGUAGES } from "./languages.ts";
import { buildWithPseudoLanguages } from "./pseudo-languages.ts";
import { expect, test } from "./test.ts";

const LONG = "unbreakable-identifier_".repeat(6);
const ANSWER = `| ${LONG} | ${"Рабочий".repeat(9)} |
| --- | --- |
| \`${"configuration.".repeat(8)}\` | https://example.com/${"path/".repeat(20)} |
| $\\sum_{i=1}^{n} a_i b_i c_i d_i e_i f_i g_i h_i = \\int_0^1 f(x) g(x) h(x) dx + \\frac{1}{2} \\cdot ${"x + ".repeat(9)}y$ | short |

\`\`\`${"a-language-with-a-long-name"}
${"code ".repeat(40)}
\`\`\`
`;

/** Cells with content that reaches over their edge, and buttons that are not seen as a whole. */
function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const problems: string[] = [];
    for (const cell of document.querySelectorAll(".markdown :is(th, td)")) {
      const range = document.createRange();
      range.selectNodeContents(cell);
      const [words, edge] = [range.getBoundingClientRect(), cell.getBoundingClientRect()];
      if (words.right > edge.right + 1 || words.left < edge.left - 1) problems.push(`cell: ${cell.textContent}`);
    }
    for (const bar of document.querySelectorAll(".code-bar, .table-bar")) {
      const { left, right } = bar.getBoundingClientRect();
      for (const button of bar.querySelectorAll("button")) {
        const box = button.getBoundingClientRect();
        const isCut = box.left < left - 1 || box.right > right + 1 || button.scrollWidth > button.clientWidth + 1;
        if (isCut || right > innerWidth) problems.push(`button: ${button.textContent}`);
      }
    }
    return problems;
  });
}

test.beforeAll(buildWithPseudoLanguages);

for (const { code, texts, browserOptions, choose } of LANGUAGES) {
  test.describe(`in the language ${code}`, () => {
    test.use({ browserOptions });

    test("tables keep their words in their columns, and buttons are seen whole, down to 160 px", async ({
      site,
      extension,
    }) => {
      site.set({ answer: ANSWER });
      await choose(extension);
      const page = await extension.context.newPage();
      await page.goto(`${extension.extensionUrl}sidepanel.html`);
      await page.getByRole("button", { name: texts.agreeAndStart.message }).click();
      const box = page.getByRole("textbox", { name: texts.message.message });
      await box.fill("Hello there");
      await box.press("Enter");
      await expect(page.locator('.answer[data-state="done"] math')).toBeVisible();
      // The last is what a panel of 320 px is at 200 %.
      for (const width of [800, 420, 320, 160]) {
        await page.setViewportSize({ width, height: 900 });
        expect(await cutOff(page), String(width)).toEqual([]);
      }
    });
  });
}
