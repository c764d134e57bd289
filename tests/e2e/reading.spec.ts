import type { PracticePage, PracticeSite } from "../practice-site/practice-site.ts";
import type { ExtensionBrowser } from "./extension-browser.ts";
import { expect, test } from "./test.ts";
import { viewPage } from "./view-page.ts";

test.use({ browserOptions: { fresh: true } });

const HOST = "https://practice.sidenote.test";
const SENTENCE = "Bees dance to tell each other where the flowers are.";
const PDF = `%PDF-1.1
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>endobj
trailer<</Root 1 0 R>>`;
const endless: PracticePage = { body: "<p>Never whole", ends: "never" };

/** Shows a page; one that is never loaded is not waited for. */
async function show(extension: ExtensionBrowser, site: PracticeSite, body: string, more: Partial<PracticePage> = {}) {
  site.set({
    pages: {
      "/page": { body: `<!DOCTYPE html><title>Bees</title>${body}`, ...more },
      "/endless": endless,
      "/silent": { body: "", ends: "silent" },
    },
  });
  const isEndless = more.ends !== undefined || /\/(?:endless|silent)/.test(body);
  await extension.page.goto(`${HOST}/page`, { waitUntil: isEndless ? "commit" : "load" });
  if (isEndless) await expect(extension.page.getByText(SENTENCE).first()).toBeVisible();
}

const withPanel = new WeakSet<ExtensionBrowser>();
const agreed = new WeakSet<ExtensionBrowser>();

/**
 * The shortcut is the gesture that lets the page be read; in Firefox until the tab shows another one. It opens the panel,
 * and the next time it closes it.
 */
async function allowReading(extension: ExtensionBrowser): Promise<void> {
  if (withPanel.delete(extension)) return extension.closePanel();
  withPanel.add(extension);
  const panel = viewPage(await extension.openPanel());
  if (!agreed.has(extension)) await panel.agree();
  agreed.add(extension);
}

/** The text that a quick prompt of the popup asks about on the page that is shown. */
async function asked(extension: ExtensionBrowser, site: PracticeSite): Promise<string> {
  const before = site.received.questions().length;
  const popup = viewPage(await extension.openPopup());
  await popup.button("Explain").click();
  // The popup can show an answer from before.
  const questions = await site.received.waitForQuestions(before + 1);
  await popup.answer("done");
  const message = questions.at(-1)?.fields["message"] ?? "";
  await popup.page.close();
  return lastAsked(message);
}

const EXPLAIN = "Explain the following text in simple words:\n\n";

/** What the last turn asks about: where the popup showed a conversation from before, the site gets that as well. */
function lastAsked(message: string): string {
  const text = message.slice(message.lastIndexOf(EXPLAIN) + EXPLAIN.length);
  return message.startsWith(EXPLAIN) ? text : text.replace(/\nAssistant:$/, "");
}

test.describe("a quick prompt does not wait", () => {
  for (const [name, body, more] of [
    ["a lazy frame out of sight", `<div style="height: 20000px"></div><iframe loading="lazy" src="/article"></iframe>`],
    ["a javascript: frame", `<iframe src="javascript:void(0)"></iframe>`],
    ["a frame without an end", `<iframe src="/endless"></iframe>`],
    ["a frame that never answers", `<iframe src="/silent"></iframe>`],
    ["a script that never comes", `<script async src="/silent"></script>`],
    ["a picture that never comes", `<img alt="" src="/silent">`],
    ["the end of the page", "", { ends: "never" }],
  ] satisfies [string, string, Partial<PracticePage>?][]) {
    test(`for ${name}`, async ({ site, extension }) => {
      await show(extension, site, `<p>${SENTENCE}</p>${body}`, more);
      await allowReading(extension);
      expect(await asked(extension, site)).toContain(SENTENCE);
    });
  }
});

test("a page is read as it is, whatever kind of document it is", async ({ site, extension }) => {
  await show(extension, site, "", { body: `{\n  "bees": "${SENTENCE}"\n}`, type: "application/json" });
  await allowReading(extension);
  expect(await asked(extension, site)).toBe(`{\n  "bees": "${SENTENCE}"\n}`);
  const code = `def bees():\n    # ${SENTENCE}\n    return 1`;
  await show(extension, site, "", { body: code, type: "text/plain" });
  await allowReading(extension);
  expect(await asked(extension, site)).toBe(code);
  const picture = `<svg xmlns="http://www.w3.org/2000/svg"><text y="20">${SENTENCE}</text><text y="50">120</text></svg>`;
  await show(extension, site, "", { body: picture, type: "image/svg+xml" });
  await allowReading(extension);
  expect(await asked(extension, site)).toBe(`${SENTENCE}\n120`);
  const frames = `<title>t</title><frameset cols="50%,50%"><frame src="/one"><frame src="/two"></frameset>`;
  site.set({
    pages: { "/page": { body: frames }, "/one": { body: `<p>${SENTENCE}` }, "/two": { body: "<p>And home." } },
  });
  await extension.page.goto(`${HOST}/page`);
  await allowReading(extension);
  expect(await asked(extension, site)).toBe(`t\n\n${SENTENCE}\n\nAnd home.`);
});

test("a page without text is told as what it is", async ({ site, extension }) => {
  const pages: [RegExp, PracticePage][] = [
    [/no text to read/, { body: "<title>Nothing</title><canvas>" }],
    [
      /is a picture/,
      { body: `<svg xmlns="http://www.w3.org/2000/svg"><rect width="9" height="9"/></svg>`, type: "image/svg+xml" },
    ],
    [
      /frame of another site/,
      { body: `<iframe width=600 height=400 src="https://other.sidenote.test/inner"></iframe>` },
    ],
  ];
  if (extension.engine === "chromium") pages.push([/cannot read PDF/, { body: PDF, type: "application/pdf" }]);
  for (const [words, page] of pages) {
    site.set({ pages: { "/page": page, "/inner": { body: `<p>${SENTENCE}` } } });
    await extension.page.goto(`${HOST}/page`);
    await allowReading(extension);
    const popup = viewPage(await extension.openPopup());
    await popup.button("Summarise").click();
    await expect(popup.alert).toHaveText(words);
    await popup.page.close();
  }
  expect(site.received.questions()).toEqual([]);
});

test("“Ask about this” quotes the selection of a page that is still loading", async ({ site, onScreen: extension }) => {
  await show(extension, site, `<p>${SENTENCE}</p><iframe src="/silent"></iframe>`, { ends: "never" });
  const paragraph = extension.page.locator("p").first();
  await paragraph.selectText();
  await extension.chooseMenuItem(paragraph, "Ask about this");
  const panel = viewPage(await extension.view("sidepanel"));
  await expect(panel.box).toHaveValue(`> ${SENTENCE}\n\n`);
});

/** Selects all of an element; `frame`: within the frame of this id, to which the person goes with that. */
async function select(extension: ExtensionBrowser, selector: string, frame?: string): Promise<void> {
  await extension.page.evaluate(
    ([wanted = "", frameId = ""]) => {
      const holder = frameId === "" ? undefined : (document.getElementById(frameId) as HTMLIFrameElement);
      holder?.focus();
      const page = holder?.contentDocument ?? document;
      const element = page.querySelector(wanted);
      if (element !== null) page.getSelection()?.selectAllChildren(element);
    },
    [selector, frame ?? ""] as const,
  );
}

test("what the person means is what is selected where they are", async ({ site, extension }) => {
  const body = `<p id="outer">${SENTENCE}</p><iframe id="inner" srcdoc="<p>In the frame</p>"></iframe>`;
  await show(extension, site, `${body}<iframe id="closed" src="https://other.sidenote.test/endless"></iframe>`);
  await allowReading(extension);
  await expect.poll(() => extension.page.evaluate(() => frames[0]?.document.querySelector("p") !== null)).toBe(true);
  await select(extension, "#outer");
  expect(await asked(extension, site)).toBe(SENTENCE);
  await select(extension, "p", "inner");
  expect(await asked(extension, site)).toBe("In the frame");

  await extension.page.evaluate(() => document.getElementById("closed")?.focus());
  const before = site.received.questions().length;
  const popup = viewPage(await extension.openPopup());
  await popup.button("Explain").click();
  await expect(popup.alert).toContainText(/frame of another site/);
  expect(site.received.questions()).toHaveLength(before);
  await popup.button("Use the rest of the page").click();
  const questions = await site.received.waitForQuestions(before + 1);
  expect(questions.at(-1)?.fields["message"]).toContain(SENTENCE);
});

test("words that a search box selects by itself are not asked about", async ({ site, extension }) => {
  const field = `<input name="q" value="old query words">`;
  await show(extension, site, `${field}<p>${SENTENCE}</p><script>document.querySelector("input").select()</script>`);
  await allowReading(extension);
  expect(await asked(extension, site)).toContain(SENTENCE);
  expect(site.received.questions()[0]?.fields["message"]).not.toContain("old query words");
});

test("a selection keeps the form that it has on the page", async ({ site, extension }) => {
  const table =
    "<table><tr><td>Alba</td><td>10<sup>3</sup></td></tr><tr><td>Bora</td><td hidden>x</td><td>7</td></tr></table>";
  const code = "<pre>def f():\n    return 1</pre>";
  const shadow = "<div id=host><template shadowrootmode=open><p>In the <b>shadow</b></p></template></div>";
  await show(extension, site, `<p>${SENTENCE}</p><div id="all">${table}${code}</div>${shadow}`);
  await allowReading(extension);
  await select(extension, "#all");
  expect(await asked(extension, site)).toBe("Alba | 10^3\nBora | 7\n\ndef f():\n    return 1");
  // In Firefox only a mouse can select there.
  if (extension.engine === "firefox") return;
  await extension.page.evaluate(() => {
    const inner = document.getElementById("host")?.shadowRoot?.querySelector("p");
    if (inner) getSelection()?.setBaseAndExtent(inner, 0, inner, 2);
  });
  expect(await asked(extension, site)).toBe("In the shadow");
});
