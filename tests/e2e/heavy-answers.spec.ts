import { expect, test } from "./test.ts";
import type { ViewPage } from "./view-page.ts";

/** Far more than usual work takes, and far less than what such answers took. */
const FREEZE_MS = 1_500;

/** Notes the longest task of a view from now on, in ms. */
async function watchTasks({ page }: ViewPage): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    new PerformanceObserver((list) => {
      const longest = Math.max(...list.getEntries().map(({ duration }) => duration));
      document.body.dataset["longest"] = String(Math.max(longest, Number(document.body.dataset["longest"] ?? 0)));
    }).observe({ type: "longtask" });
  });
  return () => page.evaluate(() => Number(document.body.dataset["longest"] ?? 0));
}

for (const [language, code] of [
  // Grammars that read what follows over and over, in one line and in many.
  ["java", "$".repeat(20_000)],
  ["java", `${"$".repeat(1_900)}\n`.repeat(10)],
  ["xml", `${"<a ".repeat(600)}\n`.repeat(10)],
  ["cpp", `${"a::".repeat(600)}\n`.repeat(10)],
] as const) {
  test(`no code holds up the view: ${language}, ${code.slice(0, 3)} ${code.split("\n").length} times`, async ({
    site,
    panel,
  }) => {
    site.set({ answer: `\`\`\`${language}\n${code}\n\`\`\`\n\n\`\`\`ts\nconst after = 1;\n\`\`\`` });
    const longest = await watchTasks(panel);
    await panel.ask("Hello there");
    const answer = await panel.answer("done");
    await expect(answer.locator(".hljs-keyword", { hasText: "const" })).toBeVisible();
    expect(await longest()).toBeLessThan(FREEZE_MS);
  });
}

test("one code gets its colours as its language has them, and all of its letters stay", async ({ site, panel }) => {
  const code = `/** About <b>this</b> & that. */\nconst text = \`x \${1 + 1} "y"\`; // 'z'\n`.repeat(100);
  site.set({ answer: `\`\`\`js\n${code}\`\`\`` });
  await panel.ask("Hello there");
  const shown = (await panel.answer("done")).locator("pre");
  await expect(shown.locator(".hljs-keyword")).toHaveCount(100);
  await expect(shown.locator(".hljs-string .hljs-subst .hljs-number").first()).toHaveText("1");
  expect(await shown.evaluate(({ textContent }) => textContent)).toBe(code);
});
