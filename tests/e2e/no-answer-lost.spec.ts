import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "./test.ts";
import { type ViewPage, viewPage } from "./view-page.ts";

/** Words that name their place, so that one that is missing, double or in disorder is seen. */
function words(part: number, count: number): string {
  return Array.from({ length: count }, (_, index) => `p${part}w${index}`).join(" ");
}

/** The text of the last answer, without what stands below it. */
function answerText(view: ViewPage): Promise<string> {
  return view.answers.last().locator(".markdown").innerText();
}

/** Resolves when the answer has grown to this length, in characters. */
async function grownTo(view: ViewPage, length: number): Promise<void> {
  await expect.poll(async () => (await answerText(view)).length).toBeGreaterThan(length);
}

for (const kills of [1, 5, 20]) {
  test(`a background that is killed ${kills} times during one answer loses no letter`, async ({
    site,
    extension,
    panel,
  }) => {
    test.setTimeout(120_000);
    site.set({ tokensPerSecond: 50, answer: words(0, 400) });
    await panel.ask("Hello there");
    let before = "";
    for (let kill = 1; kill <= kills; kill += 1) {
      await panel.answer("streaming");
      await grownTo(panel, before.length + 30);
      const shown = await answerText(panel);
      await extension.killBackground();
      await panel.answer("interrupted");
      before = await answerText(panel);
      expect(before.startsWith(shown)).toBe(true);
      await expect(panel.button("Try again")).toBeVisible();
      const last = kill === kills;
      site.set({ answer: ` ${words(kill, last ? 5 : 400)}` });
      await panel.button("Continue").click();
    }
    await panel.answer("done");
    const text = await answerText(panel);
    expect(text.startsWith(before)).toBe(true);
    expect(text.endsWith(words(kills, 5))).toBe(true);
    // Each part is there from its first letter on, in order, and nothing of it twice.
    const parts = text.split(/(?=p\d+w0\b)/);
    expect(parts).toHaveLength(kills + 1);
    for (const [part, found] of parts.entries()) expect(words(part, 400).startsWith(found.trim())).toBe(true);
    await expect(panel.answers).toHaveCount(1);
  });
}

test("an answer is complete after its popup was closed and opened ten times", async ({ site, extension, panel }) => {
  await panel.page.close();
  site.set({ tokensPerSecond: 50, answer: words(0, 500) });
  let popup = viewPage(await extension.openPopup());
  await popup.ask("Hello there");
  let length = 0;
  for (let time = 0; time < 10; time += 1) {
    await grownTo(popup, length);
    length = (await answerText(popup)).length;
    await popup.page.close();
    popup = viewPage(await extension.openPopup());
  }
  await popup.answer("done");
  expect(await answerText(popup)).toBe(words(0, 500));
  expect(site.received.questions()).toHaveLength(1);
});

test("what had come is there after the browser was closed in the middle", async ({ site, start }) => {
  const profile = await mkdtemp(join(tmpdir(), "sidenote-profile-"));
  site.reset();
  site.set({ tokensPerSecond: 50, answer: words(0, 400) });
  const first = await start({ site, profile });
  await first.page.goto(site.article());
  const panel = viewPage(await first.openPanel());
  await panel.agree();
  await panel.ask("Hello there");
  await panel.answer("streaming");
  await grownTo(panel, 200);
  await first.close();

  const second = await start({ site, profile });
  await second.page.goto(site.article());
  const again = viewPage(await second.openPanel());
  await again.button("Conversations").click();
  await again.page
    .getByRole("dialog")
    .getByRole("button", { name: /^Hello there/ })
    .click();
  await again.answer("interrupted");
  const kept = await answerText(again);
  expect(kept.length).toBeGreaterThan(50);
  expect(words(0, 400).startsWith(kept)).toBe(true);
  site.set({ answer: " and the rest" });
  await again.button("Continue").click();
  await again.answer("done");
  expect(await answerText(again)).toBe(`${kept} and the rest`);
  await second.close();
  await rm(profile, { recursive: true, force: true, maxRetries: 5 });
});

test("two panels and a popup on one conversation show the same", async ({ site, extension, panel }) => {
  site.set({ answer: words(0, 100) });
  site.hold();
  // Before the popup, which goes when another tab comes to the front.
  const tab = await extension.openTab("sidepanel.html");
  await extension.page.bringToFront();
  const second = viewPage(tab);
  const popup = viewPage(await extension.openPopup());
  await popup.ask("Hello there");
  site.release(5);
  await popup.answer("streaming");
  for (const view of [panel, second]) {
    await view.button("Conversations").click();
    await view.page
      .getByRole("dialog")
      .getByRole("button", { name: /^Hello there/ })
      .click();
    await view.answer("streaming");
  }
  let shown = "";
  for (const pieces of [10, 30, 40]) {
    site.release(pieces);
    const before = shown;
    await expect
      .poll(async () => {
        shown = await answerText(popup);
        return shown.length > before.length && shown === (await answerText(panel));
      })
      .toBe(true);
  }
  site.release();
  for (const view of [popup, panel, second]) await view.answer("done");
  expect(await answerText(popup)).toBe(words(0, 100));
  expect(await answerText(panel)).toBe(words(0, 100));
  // A tab behind another is not drawn; in front it shows at once what it knows.
  await tab.bringToFront();
  await expect.poll(() => answerText(second)).toBe(words(0, 100));
});
