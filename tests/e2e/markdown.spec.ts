import { tests as examples } from "commonmark-spec";
import * as fc from "fast-check";
import { randomMarkdown, splitAt } from "../../src/markdown/random-markdown.test-tools.ts";
import { GFM_EXAMPLES } from "../fixtures/markdown/gfm-examples.ts";
import { ATTACKS, settings } from "./attack-strings.ts";
import { loadMarkdown } from "./markdown-page.ts";
import { expect, test } from "./test.ts";

const LEAST_EQUAL = 639;
const RANDOM_DOCUMENTS = 1_000;

test.describe("in a page of the extension", () => {
  test.beforeEach(async ({ extension: { page, extensionUrl } }) => {
    await page.goto(`${extensionUrl}sidepanel.html`);
    await loadMarkdown(page);
  });

  test(`the parser gives what CommonMark says for at least ${LEAST_EQUAL} of 652 examples`, async ({ extension }) => {
    const unlike = await extension.page.evaluate((all) => markdownUnderTest.unlikeSpecification(all), examples);
    expect(examples).toHaveLength(652);
    expect(unlike.length, unlike.join(", ")).toBeLessThanOrEqual(examples.length - LEAST_EQUAL);
  });

  test("examples that come a character at a time end in the same DOM as at once", async ({ extension }) => {
    test.setTimeout(180_000);
    const texts = [...examples.map(({ markdown }) => markdown.replaceAll("→", "\t")), ...GFM_EXAMPLES];
    const pieces = texts.map((text) => Array.from(text));
    expect(await extension.page.evaluate((all) => markdownUnderTest.differing(all), pieces)).toEqual([]);
  });

  test("random documents in random pieces end in the same DOM as at once", async ({ extension }) => {
    test.setTimeout(180_000);
    const documents = fc
      .sample(fc.tuple(randomMarkdown, fc.array(fc.nat())), { numRuns: RANDOM_DOCUMENTS, seed: 5 })
      .map(([text, cuts]) => splitAt(text, cuts));
    expect(await extension.page.evaluate((all) => markdownUnderTest.differing(all), documents)).toEqual([]);
  });
});

/** In a page of the web no content security policy helps: what holds there, holds by the renderer alone. */
for (const place of ["a page of the extension", "a page of the web"] as const) {
  for (const pieceLength of [3, 100_000]) {
    const pace = pieceLength === 3 ? "3 characters at a time" : "at once";
    test(`answers that mean harm do none in ${place}, ${pace}`, async ({ site, extension: { page, extensionUrl } }) => {
      test.setTimeout(180_000);
      expect(ATTACKS.length).toBeGreaterThanOrEqual(100);
      await page.goto(place === "a page of the web" ? site.article() : `${extensionUrl}sidepanel.html`);
      const violations: string[] = [];
      page.on("console", (entry) => violations.push(entry.text()));
      page.on("dialog", (dialog) => void dialog.dismiss());
      await loadMarkdown(page);
      const address = page.url();
      const texts = ATTACKS.flatMap((attack) => Object.values(settings(attack)));
      const remains = await page.evaluate(
        ([all, length, unparsed]) => markdownUnderTest.harmfulRemains(all, length, unparsed),
        // A page of the extension reports handlers that it would forbid, also where they are taken away before.
        [texts, pieceLength, place === "a page of the web"] as const,
      );
      expect(remains).toEqual([]);
      expect(await page.evaluate(() => "harmed" in globalThis)).toBe(false);
      expect(page.url()).toBe(address);
      expect(site.received.canaries()).toEqual([]);
      expect(violations).toEqual([]);
    });
  }
}

test("an answer with a hundred attacks does no harm in the panel", async ({ site, panel }) => {
  const violations: string[] = [];
  panel.page.on("console", (entry) => violations.push(entry.text()));
  site.set({ answer: `${ATTACKS.map((attack) => settings(attack)["prose"]).join("\n\n")}\n\nAFTER` });
  await panel.ask("Hello there");
  const answer = await panel.answer("done");
  await expect(answer).toContainText("AFTER");
  expect(await panel.page.evaluate(() => "harmed" in globalThis)).toBe(false);
  expect(site.received.canaries()).toEqual([]);
  expect(violations).toEqual([]);
});
