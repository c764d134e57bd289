import type { Page } from "@playwright/test";
import { violationsOf } from "./axe.ts";
import type { ExtensionBrowser } from "./extension-browser.ts";
import { type OpenAiServer, startOpenAiServer } from "./open-ai-server.ts";
import { seedBackends } from "./seed-backend.ts";
import { expect, test } from "./test.ts";
import { type ViewPage, viewPage } from "./view-page.ts";

let desk: OpenAiServer;
test.beforeEach(async () => {
  desk = await startOpenAiServer(["small"], true);
});
test.afterEach(() => desk.close());

/** Asks a question in a tab, which has the focus that copying needs. */
async function ask(extension: ExtensionBrowser): Promise<ViewPage> {
  await extension.giveAccess("http://127.0.0.1/*");
  await seedBackends(extension, {
    backends: [{ type: "openai-compatible", name: "Desk", model: "small", config: { baseUrl: desk.baseUrl } }],
  });
  await extension.context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const view = viewPage(await extension.openTab("chat.html"));
  await view.ask("Which number?");
  await expect.poll(() => desk.questions.length).toBeGreaterThan(0);
  return view;
}

const partsOf = (view: ViewPage) => {
  const details = view.answers.last().locator("details");
  return { details, summary: details.locator("summary"), thoughts: details.locator(".reasoning-text") };
};

/** Asks, and waits until all has come. */
async function answered(extension: ExtensionBrowser, thoughts: string): Promise<ViewPage> {
  const view = await ask(extension);
  desk.send({ reasoning_content: thoughts });
  await expect(partsOf(view).summary).toHaveText("Thinking…");
  desk.send({ content: "It is seven." });
  desk.finish();
  await view.answer("done");
  return view;
}

test("what a model thinks is folded, live for who opens it by keyboard, and says in the end how long it took", async ({
  extension,
}) => {
  const view = await ask(extension);
  const { details, summary, thoughts } = partsOf(view);
  await expect(view.answers.last().getByRole("status")).toHaveText("Waiting for the answer");
  desk.send({ reasoning_content: "\nThe person " });
  await expect(summary).toHaveText("Thinking…");
  await expect(view.answers.last().getByRole("status")).toHaveCount(0);
  await expect(details).not.toHaveAttribute("open");
  await expect(thoughts).toHaveCount(0);

  await view.box.press("Shift+Tab");
  while ((await view.active()) !== "Thinking…") await view.page.keyboard.press("Shift+Tab");
  await view.page.keyboard.press("Enter");
  await expect(thoughts).toHaveText("The person");
  desk.send({ reasoning_content: "wants <b>a number</b>." });
  await expect(thoughts).toHaveText("The person wants <b>a number</b>.");
  await expect(summary).toHaveText("Thinking…");

  desk.send({ content: "It is " });
  await view.answer("streaming");
  await expect(summary).toHaveText(/^Thought for [\d.]+ s$/);
  desk.send({ content: "seven." });
  desk.finish();
  await view.answer("done");
  expect(await view.answerText()).toBe("It is seven.");
  const time = await summary.textContent();
  await view.page.reload();
  await expect(summary).toHaveText(time ?? "");
  await expect(thoughts).toHaveCount(0);
});

async function clipboard(page: Page): Promise<string> {
  return page.evaluate(() => navigator.clipboard.readText());
}

test("what it thought is not copied, exported or found, and is sent to nobody; what the answer took is not copied", async ({
  extension,
}) => {
  const view = await answered(extension, "Seven is a prime.");
  const { page } = view;
  await partsOf(view).summary.click();
  await expect(partsOf(view).thoughts).toHaveText("Seven is a prime.");
  await view.button("Details").click();
  await expect(view.answers).toContainText("12 tokens in");
  await page.locator(".log").evaluate((log) => getSelection()?.selectAllChildren(log));
  await page.keyboard.press("Control+C");
  expect(await clipboard(page)).toBe("Which number?\n\nIt is seven.");
  await view.answers.getByRole("button", { name: "Copy" }).click();
  expect(await clipboard(page)).toBe("It is seven.");

  for (const item of ["Export as Markdown", "Export as JSON"]) {
    await view.button("More").click();
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: item }).click();
    const exported = await (await download).createReadStream();
    const text = Buffer.concat(await exported.toArray()).toString();
    expect(text).toContain("It is seven.");
    expect(text).not.toMatch(/prime|thought/i);
  }

  await view.ask("And then?");
  await expect.poll(() => desk.questions.length).toBe(2);
  desk.send({ content: "Eight." });
  expect(JSON.stringify(desk.questions[1])).not.toContain("prime");
  desk.finish();

  await page.getByRole("searchbox").fill("prime");
  await expect(page.getByText("Nothing found")).toBeVisible();
});

for (const [name, media, direction, width] of [
  ["a light window", { colorScheme: "light" }, "ltr", 420],
  ["a dark window", { colorScheme: "dark" }, "ltr", 420],
  ["forced colours", { forcedColors: "active" }, "ltr", 420],
  ["a narrow window from right to left", {}, "rtl", 320],
] as const) {
  test(`axe finds nothing in what a model thought, and nothing is cut off, in ${name}`, async ({ extension }) => {
    const long = "unbreakable-identifier_".repeat(9);
    const view = await answered(extension, `The person wants a number.\n\nהיי ${long}\n\nSeven is fine.\n`);
    const { page } = view;
    await page.setViewportSize({ width, height: 700 });
    await page.emulateMedia(media);
    await page.evaluate((dir) => (document.documentElement.dir = dir), direction);
    const { summary, thoughts } = partsOf(view);
    await summary.click();
    await expect(thoughts).toContainText("Seven is fine.");
    expect(await violationsOf(page)).toEqual([]);
    const overflow = await page.locator(".log").evaluate((log) => log.scrollWidth - log.clientWidth);
    expect(overflow).toBe(0);
    const box = await summary.boundingBox();
    expect(box?.height).toBeGreaterThanOrEqual(24);
  });
}
