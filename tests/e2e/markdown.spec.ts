import { tests as examples } from "commonmark-spec";
import type { Page } from "@playwright/test";
import * as fc from "fast-check";
import { randomMarkdown, splitAt } from "../../src/markdown/random-markdown.test-tools.ts";
import { GFM_EXAMPLES } from "../fixtures/markdown/gfm-examples.ts";
import type { PracticeSite } from "../practice-site/practice-site.ts";
import { ATTACKS, settings } from "./xss-payloads.ts";
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
    const texts = [...examples.map(({ markdown }) => markdown.replaceAll("→", "\t")), ...GFM_EXAMPLES];
    const pieces = texts.map((text) => Array.from(text));
    expect(await extension.page.evaluate((all) => markdownUnderTest.differing(all), pieces)).toEqual([]);
  });

  test("random documents in random pieces end in the same DOM as at once", async ({ extension }) => {
    const documents = fc
      .sample(fc.tuple(randomMarkdown, fc.array(fc.nat())), { numRuns: RANDOM_DOCUMENTS, seed: 5 })
      .map(([text, cuts]) => splitAt(text, cuts));
    expect(await extension.page.evaluate((all) => markdownUnderTest.differing(all), documents)).toEqual([]);
  });

  test("long documents in random pieces end in the same DOM as at once", async ({ extension }) => {
    // Longer than a window, and all kinds of blocks at its ends.
    const documents = fc
      .sample(
        fc.tuple(fc.array(randomMarkdown, { minLength: 150, maxLength: 150 }), fc.array(fc.nat(), { maxLength: 8 })),
        {
          numRuns: 8,
          seed: 5,
        },
      )
      .map(([texts, cuts]) => splitAt(texts.join("\n\n"), cuts));
    expect(Math.min(...documents.map((pieces) => pieces.join("").length))).toBeGreaterThan(16_384);
    expect(await extension.page.evaluate((all) => markdownUnderTest.differing(all), documents)).toEqual([]);
  });

  test("a text that is shown again tells only what is new in it", async ({ extension }) => {
    const told = await extension.page.evaluate(() => {
      const { view, told: all } = markdownUnderTest.newView();
      view.append("One.\n\nTwo.\n\nThree.\n\nFour.\n\n");
      view.finish();
      view.show("One.\n\nTwo.\n\nThree and more.\n\nFive.");
      view.finish();
      return all;
    });
    expect(told).toEqual(["One.", "Two.", "Three.", "Four.", "Three and more.", "Five."]);
  });

  test("a view that has ended draws nothing more", async ({ extension }) => {
    const shown = await extension.page.evaluate(async () => {
      const leaving = new AbortController();
      const { element, view } = markdownUnderTest.newView(leaving.signal);
      view.append("First.");
      view.append(" More.\n\n```js\nlet a;\n```\n\nAnd more.");
      leaving.abort();
      for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
      return element.textContent;
    });
    expect(shown).toBe("First.\n");
  });

  test("nothing is drawn while the page is hidden, and all when it is seen again", async ({ extension }) => {
    const shown = await extension.page.evaluate(async () => {
      const turn = (hidden: boolean): void => {
        Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
        document.dispatchEvent(new Event("visibilitychange"));
      };
      const frames = async (): Promise<void> => {
        for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
      };
      const { element, view } = markdownUnderTest.newView();
      const texts: string[] = [];
      turn(true);
      view.append("First.");
      await frames();
      texts.push(element.textContent);
      view.append(" More.");
      turn(false);
      await frames();
      while (!element.textContent.includes("More")) await frames();
      texts.push(element.textContent.trim());
      return texts;
    });
    expect(shown).toEqual(["", "First. More."]);
  });

  test("a button says that the code was copied while it still grows", async ({ extension }) => {
    const said = await extension.page.evaluate(async () => {
      const { element, view } = markdownUnderTest.newView();
      view.append("- Code:\n  ```js\n  let a;\n");
      const button = element.querySelector<HTMLElement>('[data-control="copy-code"]');
      button?.click();
      await Promise.resolve();
      view.append("  let b;\n  ```\n\nAfter.\n\nMore.");
      await view.whenDrawn();
      return element.querySelector('[data-control="copy-code"]')?.textContent;
    });
    expect(said).toBe("Copied");
  });
});

/** In a page of the web no content security policy helps: what holds there, holds by the renderer alone. */
for (const place of ["a page of the extension", "a page of the web"] as const) {
  for (const pieceLength of [3, 100_000]) {
    const pace = pieceLength === 3 ? "3 characters at a time" : "at once";
    test(`answers that mean harm do none in ${place}, ${pace}`, async ({ site, extension: { page, extensionUrl } }) => {
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
      await waitForWhatMayCome(page, site);
      expect(await page.evaluate(() => "harmed" in globalThis)).toBe(false);
      expect(page.url()).toBe(address);
      expect(site.received.canaries()).toEqual([]);
      expect(violations).toEqual([]);
    });
  }
}

test("harm would be seen: what runs, what is fetched, and what leads away", async ({ site, extension: { page } }) => {
  await page.goto(site.article());
  const address = page.url();
  const attacks = ATTACKS.filter((attack) => /^<img src(?:=x onerror|="https)[^\n]*>$/.test(attack));
  expect(attacks.length).toBeGreaterThanOrEqual(2);
  await page.evaluate((html) => (document.body.innerHTML = html), attacks.join(""));
  await waitForWhatMayCome(page, site);
  expect(await page.evaluate(() => "harmed" in globalThis)).toBe(true);
  expect(site.received.canaries()).not.toEqual([]);
  await page.evaluate(() => location.assign("#elsewhere"));
  expect(page.url()).not.toBe(address);
});

test("a view may fetch nothing, not even by its own scripts", async ({ site, panel }) => {
  const outcomes = await panel.page.evaluate(async () => {
    const address = "https://practice.sidenote.test/canary/view";
    const image = new Image();
    const shown = new Promise((resolve) => {
      image.addEventListener("load", () => resolve("loaded"));
      image.addEventListener("error", () => resolve("refused"));
    });
    image.src = address;
    const fetched = fetch(address).then(
      () => "loaded",
      () => "refused",
    );
    const refusals = new Set<string>();
    document.addEventListener("securitypolicyviolation", ({ effectiveDirective }) => refusals.add(effectiveDirective));
    return { image: await shown, fetch: await fetched, refusals: [...refusals].toSorted() };
  });
  expect(outcomes).toEqual({ image: "refused", fetch: "refused", refusals: ["connect-src", "img-src"] });
  await waitForWhatMayCome(panel.page, site);
  expect(site.received.canaries()).toEqual([]);
});

test("an answer with a hundred attacks does no harm in the panel", async ({ site, panel }) => {
  const violations: string[] = [];
  panel.page.on("console", (entry) => violations.push(entry.text()));
  site.set({ answer: `${ATTACKS.map((attack) => settings(attack)["prose"]).join("\n\n")}\n\nAFTER` });
  await panel.ask("Hello there");
  const answer = await panel.answer("done");
  await expect(answer).toContainText("AFTER");
  await waitForWhatMayCome(panel.page, site);
  expect(await panel.page.evaluate(() => "harmed" in globalThis)).toBe(false);
  expect(site.received.canaries()).toEqual([]);
  expect(violations).toEqual([]);
});

/** Until frames and idle work of what was drawn are over, and a request behind all that it may have sent has come. */
async function waitForWhatMayCome(page: Page, site: PracticeSite): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        requestAnimationFrame(() => requestIdleCallback(() => resolve(), { timeout: 1_000 }));
      }),
  );
  const [{ length: known }, other] = [site.received.all, await page.context().newPage()];
  await other.goto(site.article());
  await site.received.waitFor(() => true, known + 1);
  await other.close();
}
