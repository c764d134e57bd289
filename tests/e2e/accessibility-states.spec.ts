import type { Page } from "@playwright/test";
import { violationsOf } from "./axe.ts";
import { expect, test } from "./test.ts";
import { viewPage } from "./view-page.ts";

/** One of each; a table and code that are wider than any panel, and some that are not. */
const ANSWER = `# Margins

Words with \`code\`, H<sub>2</sub>O, [a link](https://example.org/) and $x^2$.[^1]

\`\`\`js
const answer = 42; // ${"a long line ".repeat(20)}
\`\`\`

\`\`\`python
print("short")
\`\`\`

| a | b |
|---|---|
| 1 | 2 |

| word | number of times that it stands in the text |
|---|---|
| ${"a-long-word-".repeat(12)} | 2 |

> - [x] done
> - [ ] open

[^1]: A note.
`;

async function expectSound(page: Page, state: string): Promise<void> {
  expect(await violationsOf(page), state).toEqual([]);
}

for (const colours of ["light", "dark", "forced"] as const) {
  const colorScheme = colours === "dark" ? "dark" : "light";
  test.describe(`in ${colours} colours axe finds nothing`, () => {
    test.use({ browserOptions: { colorScheme } });

    test("in a queue, an editor, a menu, the way back, the drawer and its search", async ({ site, extension }) => {
      const page = await extension.openPanel();
      if (colours === "forced") await page.emulateMedia({ forcedColors: "active" });
      const panel = viewPage(page);
      await panel.agree();
      site.set({ answer: ANSWER });
      await panel.ask("first");
      await expect((await panel.answer("done")).locator("math")).toHaveCount(1);
      await expectSound(page, "answer with code, tables, a note and maths");

      site.set({ answer: "Words." });
      site.hold();
      await panel.ask("second");
      await panel.answer("sending");
      await panel.ask("third");
      await expect(panel.button("Take back")).toBeVisible();
      await expectSound(page, "queue");
      await panel.button("Take back").click();
      site.release();
      await panel.answer("done");

      await panel.questions.last().getByRole("button", { name: "Edit", exact: true }).focus();
      await page.keyboard.press("Enter");
      await expect(panel.button("Cancel")).toBeVisible();
      await expectSound(page, "editor");
      await panel.button("Cancel").click();

      await panel.button("More").click();
      await expect(panel.button("Rename")).toBeVisible();
      await expectSound(page, "menu");
      await panel.button("Rename").click();
      await expectSound(page, "title");
      await page.keyboard.press("Escape");

      await panel.questions.last().getByRole("button", { name: "Delete from here", exact: true }).focus();
      await page.keyboard.press("Enter");
      await expect(panel.button("Undo")).toBeVisible();
      await expectSound(page, "way back");

      await panel.button("Conversations").click();
      await expect(page.getByRole("listitem").first()).toBeVisible();
      await expectSound(page, "drawer");
      const search = page.getByRole("searchbox", { name: "Search" });
      await search.fill("first");
      await expect(page.locator("mark").first()).toBeVisible();
      await expectSound(page, "found");
      await search.fill("nowhere");
      await expect(page.getByText("Nothing found")).toBeVisible();
      await expectSound(page, "nothing found");
    });
  });
}
