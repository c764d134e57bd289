import type { Page } from "@playwright/test";
import { exportFile } from "../../src/conversations/transfer/export-file.ts";
import { makeConversations } from "../fixtures/conversations.ts";
import type { ExtensionBrowser } from "./extension-browser.ts";
import { expect, test } from "./test.ts";
import { viewPage } from "./view-page.ts";

/** Everything that an answer is made of, in one that fits on a tall screen. */
const ANSWER = `## Margins

A note is **short**, *beside* the text, and \`exact\`. See [the list](https://example.org/).[^1]

1. First
   - nested
2. ~~Second~~

| Word | Count |
| :-- | --: |
| margin | 12 |
| بداية | 7 |

\`\`\`js
const note = { page: 12, text: "true" };
\`\`\`

> مرحبا بالعالم

The sum is $a^2 + b^2 = c^2$.

[^1]: It is short.
`;

interface Look {
  name: string;
  width?: number;
  media?: { colorScheme?: "light" | "dark"; forcedColors?: "active" };
  direction?: "rtl";
}

const LOOKS: readonly Look[] = [
  { name: "light" },
  { name: "dark", media: { colorScheme: "dark" } },
  { name: "forced-colours", media: { forcedColors: "active" } },
  { name: "right-to-left", direction: "rtl" },
  { name: "narrow", width: 320 },
];

/** A page of the extension in a tab, as wide as its surface usually is. */
async function open(
  extension: ExtensionBrowser,
  path: string,
  { width = 420, media = {}, direction }: Look,
): Promise<Page> {
  const page = await extension.openTab(path);
  await page.setViewportSize({ width, height: 1000 });
  await page.emulateMedia({ reducedMotion: "reduce", ...media });
  if (direction !== undefined) await page.evaluate((dir) => (document.documentElement.dir = dir), direction);
  return page;
}

/** Compares what stands there, without what changes from day to day and where the keyboard is. */
async function compare(page: Page, name: string): Promise<void> {
  await page.mouse.move(0, 0);
  await expect(page).toHaveScreenshot(`${name}.png`, {
    caret: "hide",
    animations: "disabled",
    mask: [page.locator("time")],
  });
}

async function agree(page: Page): Promise<void> {
  await viewPage(page).agree();
}

for (const look of LOOKS) {
  test(`the panel with an answer, ${look.name}`, async ({ site, extension }) => {
    site.set({ answer: ANSWER });
    const page = await open(extension, "sidepanel.html", look);
    await agree(page);
    const panel = viewPage(page);
    await panel.ask("What is a note in the margin?\nTell me all.");
    const answer = await panel.answer("done");
    await expect(answer.locator("math")).toHaveCount(1);
    await expect(answer.locator("pre .hljs-keyword").first()).toBeVisible();
    await compare(page, `panel-${look.name}`);
  });
}

for (const look of LOOKS.slice(0, 2)) {
  test(`the popup, ${look.name}`, async ({ extension }) => {
    const page = await open(extension, "popup.html", look);
    await agree(page);
    await compare(page, `popup-${look.name}`);
  });

  test(`the chat in a tab with its list, ${look.name}`, async ({ extension }) => {
    const page = await open(extension, "chat.html", { ...look, width: 1000 });
    await agree(page);
    const settings = await extension.openTab("options.html");
    const buffer = Buffer.from(exportFile(makeConversations(4, 2)));
    const file = { name: "sidenote.json", mimeType: "application/json", buffer };
    await settings.getByLabel("Import a file").setInputFiles(file);
    await settings.getByRole("button", { name: "Add them" }).click();
    await expect(settings.getByText("The conversations have been added.")).toBeVisible();
    await settings.close();
    await page.getByRole("listitem").nth(1).getByRole("button").first().click();
    await expect(viewPage(page).answers).toHaveCount(1);
    await compare(page, `tab-${look.name}`);
  });

  test(`the settings, ${look.name}`, async ({ extension }) => {
    const page = await open(extension, "options.html", { ...look, width: 700 });
    await expect(page.getByRole("heading", { name: "Sidenote settings" })).toBeVisible();
    await compare(page, `settings-${look.name}`);
  });
}

test("the notice before the first question", async ({ extension }) => {
  const page = await open(extension, "sidepanel.html", { name: "light" });
  await expect(page.getByRole("button", { name: "Agree and start" })).toBeVisible();
  await compare(page, "notice");
});
