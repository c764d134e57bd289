import type { Page } from "@playwright/test";
import { violationsOf } from "./axe.ts";
import type { ExtensionBrowser } from "./extension-browser.ts";
import { LANGUAGES } from "./languages.ts";
import { type OpenAiServer, startOpenAiServer } from "./open-ai-server.ts";
import { buildWithPseudoLanguages } from "./pseudo-languages.ts";
import { expect, test } from "./test.ts";
import { type ViewPage, viewPage } from "./view-page.ts";

let desk: OpenAiServer;
test.beforeEach(async () => {
  desk = await startOpenAiServer(["small", "maker/large"]);
});
test.afterEach(() => desk.close());

/** Sets up the server as a backend, as the settings do. */
async function addDesk(extension: ExtensionBrowser, change: object = {}): Promise<void> {
  await extension.giveAccess("http://127.0.0.1/*");
  const record = {
    id: "desk",
    type: "openai-compatible",
    name: "Desk",
    config: { baseUrl: desk.baseUrl },
    agreedAt: 5,
    ...change,
  };
  const background = await extension.background();
  await background.evaluate(
    (stored) => chrome.storage.local.set({ "backend:desk": stored, "backend-order": ["desk"] }),
    record,
  );
}

const buttonOf = (page: Page) => page.getByRole("button", { name: /^Model:/ });
const listOf = (page: Page) => page.getByRole("listbox", { name: "Model" });
const optionsOf = (page: Page) => listOf(page).getByRole("option");
const optionsIn = (page: Page) => page.getByRole("option");
const focusedName = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute("aria-label"));

async function pick(panel: ViewPage, name: string): Promise<void> {
  await buttonOf(panel.page).click();
  await optionsOf(panel.page)
    .and(panel.page.getByRole("option", { name, exact: true }))
    .click();
  await expect(listOf(panel.page)).toBeHidden();
}

test("another model is chosen by keyboard alone, for this conversation alone, and nobody is asked before", async ({
  site,
  extension,
  panel,
}) => {
  const { page } = panel;
  await addDesk(extension, { model: "stored" });
  await panel.ask("one");
  await panel.answer("done");
  await expect(buttonOf(page)).toHaveAccessibleName("Model: chatgptt.me");
  expect(desk.paths).toEqual([]);

  await panel.box.press("Tab");
  while ((await focusedName(page)) !== "Model: chatgptt.me") await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(optionsOf(page)).toHaveCount(4);
  const names = await optionsOf(page).evaluateAll((all) => all.map(({ ariaLabel }) => ariaLabel));
  expect(names).toEqual(["chatgptt.me", "Desk: stored", "Desk: small", "Desk: maker/large"]);
  await expect.poll(() => focusedName(page)).toBe("Search, or type a model’s name");
  await page.keyboard.press("Escape");
  await expect(listOf(page)).toBeHidden();
  await expect.poll(() => focusedName(page)).toBe("Model: chatgptt.me");

  await page.keyboard.press("Enter");
  await expect.poll(() => focusedName(page)).toBe("Search, or type a model’s name");
  await page.keyboard.press("End");
  await page.keyboard.press("ArrowUp");
  await expect(page.getByRole("combobox")).toHaveAttribute("aria-activedescendant", "model-options-2");
  await page.keyboard.type("large desk");
  await expect(optionsOf(page).first()).toHaveAccessibleName("Desk: maker/large");
  await page.keyboard.press("Enter");
  await expect(listOf(page)).toBeHidden();
  await expect.poll(() => focusedName(page)).toBe("Model: Desk: maker/large");

  await panel.ask("two");
  await expect(panel.answers).toHaveCount(2);
  await panel.answer("done");
  expect(desk.questions.map(({ model }) => model)).toEqual(["maker/large"]);
  expect(site.received.questions()).toHaveLength(1);
  await panel.button("New chat").click();
  await expect(buttonOf(page)).toHaveAccessibleName("Model: chatgptt.me");
});

test("a new chat asks whom it shows, keeps that, and other views see it", async ({ site, extension, panel }) => {
  await addDesk(extension);
  await pick(panel, "Desk: small");
  await panel.ask("one");
  await panel.answer("done");
  await expect(buttonOf(panel.page)).toHaveAccessibleName("Model: Desk: small");
  await panel.page.reload();
  await expect(buttonOf(panel.page)).toHaveAccessibleName("Model: Desk: small");
  await panel.ask("two");
  await expect(panel.answers).toHaveCount(2);
  await panel.answer("done");
  expect(desk.questions.map(({ model }) => model)).toEqual(["small", "small"]);
  expect(site.received.questions()).toEqual([]);
});

test("a backend that is set up while the list is open is there with its models", async ({ extension, panel }) => {
  await buttonOf(panel.page).click();
  await expect(optionsOf(panel.page)).toHaveCount(1);
  await addDesk(extension);
  await expect(optionsOf(panel.page).filter({ hasText: "Desk: maker/large" })).toBeVisible();
  await panel.page.getByRole("combobox").press("Escape");
  expect(desk.paths).toEqual(["/v1/models"]);
});

test("a choice for a new chat is there again when the panel is opened again, and goes along from the popup", async ({
  extension,
  panel,
}) => {
  await addDesk(extension);
  await pick(panel, "Desk: small");
  await extension.closePanel();
  const again = viewPage(await extension.openPanel());
  await expect(buttonOf(again.page)).toHaveAccessibleName("Model: Desk: small");
  await again.ask("one");
  await again.answer("done");
  await again.button("New chat").click();
  await expect(buttonOf(again.page)).toHaveAccessibleName("Model: chatgptt.me");

  await extension.closePanel();
  await extension.page.bringToFront();
  const popup = viewPage(await extension.openPopup());
  await pick(popup, "Desk: maker/large");
  await popup.pressToLeave("Open in side panel");
  const handed = viewPage(await extension.view("sidepanel"));
  await expect(buttonOf(handed.page)).toHaveAccessibleName("Model: Desk: maker/large");
  await handed.ask("two");
  await handed.answer("done");
  expect(desk.questions.map(({ model }) => model)).toEqual(["small", "maker/large"]);
});

test("who has not been agreed to is agreed to first, and told by who gets what", async ({ extension, panel }) => {
  await addDesk(extension, { agreedAt: null });
  await pick(panel, "Desk: small");
  const host = new URL(desk.baseUrl).host;
  await expect(panel.page.getByText(`What you ask is sent to Desk (${host})`)).toBeVisible();
  await expect(panel.page.getByText("That runs on this computer alone.")).toBeVisible();
  await panel.ask("one");
  await expect(panel.page.getByText("Your question is waiting for this.")).toBeVisible();
  expect(desk.questions).toEqual([]);
  await panel.agree();
  await panel.answer("done");
  expect(desk.questions).toHaveLength(1);
});

test("a server that does not answer is said not to, its stored model stands, and any name can be typed", async ({
  extension,
  panel,
}) => {
  const { page } = panel;
  await addDesk(extension, { model: "stored", config: { baseUrl: "http://127.0.0.1:9/v1" } });
  await buttonOf(page).click();
  await expect(page.getByRole("status").filter({ hasText: "Desk: " })).toBeVisible();
  await expect(optionsOf(page)).toHaveCount(2);
  await page.keyboard.type("llama9");
  await expect(optionsOf(page)).toHaveCount(1);
  await expect(optionsOf(page)).toHaveAccessibleName("Use “llama9” of Desk");
  await page.keyboard.press("Enter");
  await expect(buttonOf(page)).toHaveAccessibleName("Model: Desk: llama9");
});

test("the same question can be asked of another model, and the conversation stays with its own", async ({
  site,
  extension,
  panel,
}) => {
  const { page } = panel;
  await addDesk(extension);
  await panel.ask("one");
  await panel.answer("done");
  await panel.button("With another model").click();
  await page.getByRole("option", { name: "Desk: maker/large", exact: true }).click();
  await expect(panel.answers).toHaveText(/An answer from the desk/);
  await expect(panel.answers.getByText("2 / 2")).toBeVisible();
  expect(desk.questions).toMatchObject([{ model: "maker/large", messages: [{ content: "one" }] }]);
  const answer = await panel.answer("done");
  const given = async (backend: string, model: string) => {
    await expect(answer).toHaveAttribute("data-backend", backend);
    await expect(answer).toHaveAttribute("data-model", model);
    await expect(answer.getByText(`${model} · ${backend}`, { exact: true })).toBeVisible();
  };
  await given("Desk", "maker/large");
  await panel.button("Details").focus();
  await page.keyboard.press("Enter");
  await expect(answer.getByText(/^12 tokens in · 34 tokens out · [\d.]+ s$/)).toBeVisible();
  expect(await violationsOf(page)).toEqual([]);
  await panel.button("Previous version").click();
  await expect(panel.answers.getByText("1 / 2")).toBeVisible();
  await given("chatgptt.me", "gpt-4o-mini");
  await panel.button("Details").click();
  await expect(answer.getByText(/^[\d.]+ s$/)).toBeVisible();
  await panel.button("Next version").click();
  await given("Desk", "maker/large");
  await expect(buttonOf(page)).toHaveAccessibleName("Model: chatgptt.me");
  await panel.button("Ask again").click();
  await expect(panel.answers.getByText("3 / 3")).toBeVisible();
  await panel.answer("done");
  expect(site.received.questions()).toHaveLength(2);
});

test("a backend that is removed fails the next question, with the way to choose another one", async ({
  site,
  extension,
  panel,
}) => {
  await addDesk(extension);
  await pick(panel, "Desk: small");
  await panel.ask("one");
  await panel.answer("done");
  const background = await extension.background();
  await background.evaluate(() => chrome.storage.local.remove("backend:desk"));
  await expect(buttonOf(panel.page)).toHaveAccessibleName("Model: not in your list any more");
  await panel.ask("two");
  await panel.answer("failed");
  expect(site.received.questions()).toEqual([]);
  await panel.mendingButtons.first().click();
  await panel.page.getByRole("option", { name: "chatgptt.me" }).click();
  await panel.button("Try again").click();
  await panel.answer("done");
  expect(site.received.questions()).toHaveLength(1);
});

test("the list closes with a click beside it, or on its button, and axe finds nothing in it", async ({
  extension,
  panel,
}) => {
  const { page } = panel;
  await addDesk(extension);
  await buttonOf(page).click();
  await expect(optionsOf(page)).toHaveCount(3);
  expect(await violationsOf(page)).toEqual([]);
  await panel.log.click({ position: { x: 5, y: 5 } });
  await expect(listOf(page)).toBeHidden();
  await buttonOf(page).click();
  await expect(listOf(page)).toBeVisible();
  await buttonOf(page).click();
  await expect(listOf(page)).toBeHidden();
});

test.describe("at 320 px nothing is cut off in the list", () => {
  test.beforeAll(buildWithPseudoLanguages);

  for (const { code, texts, browserOptions, choose } of LANGUAGES) {
    test.describe(`in the language ${code}`, () => {
      test.use({ browserOptions });

      test("and axe finds nothing in it", async ({ extension }) => {
        await choose(extension);
        await addDesk(extension, { name: "A long name of a computer", model: `maker/${"long-name-".repeat(6)}7b` });
        const page = await extension.openTab("sidepanel.html");
        await page.setViewportSize({ width: 320, height: 600 });
        await page.locator(".model-button").click();
        await expect(page.getByRole("listbox", { name: texts.model.message })).toBeVisible();
        await expect(optionsIn(page)).toHaveCount(4);
        const wide = await page.evaluate(() =>
          [document.documentElement, ...document.querySelectorAll(".model-picker, .model-picker *")]
            .filter(({ tagName }) => tagName !== "INPUT")
            .filter(({ scrollWidth, clientWidth }) => clientWidth > 0 && scrollWidth > clientWidth + 1)
            .map(({ tagName, className }) => `${tagName} ${className}`),
        );
        expect(wide).toEqual([]);
        expect(await violationsOf(page)).toEqual([]);
      });
    });
  }
});
