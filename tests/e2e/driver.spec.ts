import type { Page } from "@playwright/test";
import { expect, test } from "./test.ts";

/**
 * What the drivers of both browsers must do alike, on one page: in Chromium it is Playwright itself that answers, so that
 * the driver for Firefox is held to it.
 */
const PAGE = `
  <main>
    <h1>Title  of
      the page</h1>
    <button id="plain">Save</button>
    <button aria-label="Save as">x</button>
    <button style="display: none">Save hidden</button>
    <button style="visibility: hidden">Save unseen</button>
    <div aria-hidden="true"><button>Save unheard</button></div>
    <button disabled>Save later</button>
    <label for="named">Your name</label><input id="named">
    <label><input type="checkbox"> Keep it</label>
    <section aria-labelledby="heading"><h2 id="heading">Region</h2><p>One</p><p>Two <b>bold</b></p></section>
    <ul><li>First item</li><li>Second item</li><li hidden>Third item</li></ul>
    <textarea aria-label="Message"></textarea>
    <div id="far" style="margin-block-start: 3000px"><button>Far away</button></div>
  </main>`;

test.beforeEach(async ({ extension }) => {
  await extension.page.evaluate((html) => {
    document.body.innerHTML = html;
    const said: string[] = [];
    Object.assign(globalThis, { said });
    for (const type of ["click", "contextmenu", "keydown", "input"]) {
      document.addEventListener(type, (event) => {
        const { key = "", shiftKey = false } = event as KeyboardEvent;
        const { id, tagName } = event.target as Element;
        said.push([type, shiftKey ? `Shift+${key}` : key, id || tagName, event.isTrusted].join(" "));
        if (type === "contextmenu") event.preventDefault();
      });
    }
  }, PAGE);
});

const saidOn = (page: Page) => page.evaluate(() => (globalThis as unknown as { said: string[] }).said);

test("elements are found by role, name, text and place", async ({ extension: { page } }) => {
  await expect(page.getByRole("heading", { name: "Title of the page" })).toHaveCount(1);
  await expect(page.getByRole("button", { name: "save" })).toHaveCount(3);
  await expect(page.getByRole("button", { name: "Save", exact: true })).toHaveCount(1);
  await expect(page.getByRole("button", { name: /^Save (?:as|later)$/ })).toHaveCount(2);
  await expect(page.getByRole("button", { name: "x" })).toHaveCount(0);
  await expect(page.getByRole("textbox", { name: "Your name" })).toHaveCount(1);
  await expect(page.getByRole("checkbox", { name: "Keep it" })).toHaveCount(1);
  await expect(page.getByRole("region", { name: "Region" }).locator("p")).toHaveText(["One", "Two bold"]);
  await expect(page.getByText("bold")).toHaveText("bold");
  await expect(page.getByText("Two bold", { exact: true })).toHaveCount(1);
  const items = page.getByRole("listitem");
  await expect(items).toHaveText(["First item", "Second item"]);
  await expect(items.first()).toHaveText("First item");
  await expect(items.last()).toHaveText("Second item");
  await expect(items.nth(1)).toHaveText("Second item");
  await expect(items.nth(2)).toHaveCount(0);
  await expect(items.filter({ hasText: "second" })).toHaveText("Second item");
});

test("states are told, and their opposites", async ({ extension: { page } }) => {
  const later = page.getByRole("button", { name: "Save later" });
  await expect(later).toBeDisabled();
  await expect(later).not.toBeEnabled();
  await expect(page.locator("#plain")).toBeEnabled();
  await expect(page.locator("#plain")).toBeVisible();
  await expect(page.locator("li[hidden]")).toBeHidden();
  await expect(page.locator(".nowhere")).toBeHidden();
  await expect(page.locator("#plain")).toHaveAttribute("id", "plain");
  await expect(page.locator("#plain")).not.toHaveAttribute("id", "other");
  await expect(page.locator("ul")).toContainText("Second");
  await expect(page.locator("ul")).not.toContainText("Fourth");
});

test("what is not so fails", async ({ extension: { page } }) => {
  const soon = expect.configure({ timeout: 100 });
  const plain = page.locator("#plain");
  await expect(soon(plain).toHaveText("Other")).rejects.toThrow(/Save/);
  await expect(soon(plain).toBeHidden()).rejects.toThrow(/visible/i);
  await expect(soon(plain).toBeDisabled()).rejects.toThrow(/disabled/i);
  await expect(soon(page.locator("li")).toHaveCount(2)).rejects.toThrow(/3/);
  await expect(soon(plain).not.toBeVisible()).rejects.toThrow(/visible/i);
  await expect(soon(plain).toHaveAttribute("id", "other")).rejects.toThrow(/plain/);
});

test("clicks, keys and text arrive as from a person", async ({ extension: { page } }) => {
  await page.locator("#plain").click();
  await page.getByRole("button", { name: "Far away" }).click();
  const box = page.getByRole("textbox", { name: "Message" });
  await box.press("a");
  await box.press("Shift+Enter");
  await expect(box).toHaveValue("a\n");
  await box.fill("Filled");
  await expect(box).toHaveValue("Filled");
  await page.getByRole("checkbox", { name: "Keep it" }).click();
  await expect(page.getByRole("checkbox", { name: "Keep it" })).toBeChecked();
  const said = await saidOn(page);
  expect(said.filter((line) => line.startsWith("click"))).toEqual([
    "click  plain true",
    "click  BUTTON true",
    "click  INPUT true",
  ]);
  expect(said.filter((line) => line.startsWith("keydown"))).toEqual([
    "keydown a TEXTAREA true",
    "keydown Shift+Shift TEXTAREA true",
    "keydown Shift+Enter TEXTAREA true",
  ]);
});

test("an element that comes late is waited for", async ({ extension: { page } }) => {
  await page.evaluate(() => {
    const button = document.createElement("button");
    button.textContent = "Coming";
    button.disabled = true;
    setTimeout(() => document.body.append(button), 100);
    setTimeout(() => (button.disabled = false), 300);
  });
  await page.getByRole("button", { name: "Coming" }).click();
  expect(await saidOn(page)).toEqual(["click  BUTTON true"]);
});
