import type { Page } from "@playwright/test";
import { violationsOf } from "./axe.ts";
import { openBackendDialog } from "./backend-dialog.ts";
import type { ExtensionBrowser } from "./extension-browser.ts";
import {
  buildWithLanguageModel,
  controlLanguageModel,
  type LanguageModelControl,
  MODEL_BUILD,
  NO_MODEL_BUILD,
} from "./language-model.ts";
import { seedBackends } from "./seed-backend.ts";
import { expect, test as base } from "./test.ts";
import { type ViewPage, viewPage } from "./view-page.ts";

const test = base.extend<{ model: LanguageModelControl }>({
  model: async ({ extension }, use) => {
    const model = controlLanguageModel(extension);
    await model.set({});
    await use(model);
  },
});

test.use({ browserOptions: { build: MODEL_BUILD } });
test.beforeAll(buildWithLanguageModel);

/** Opens the panel, which asks the browser's own model. */
async function openPanel(extension: ExtensionBrowser, languages?: readonly string[]): Promise<ViewPage> {
  const config = languages === undefined ? {} : { languages: [...languages] };
  await seedBackends(extension, { backends: [{ type: "built-in", name: "Built-in model", config }] });
  return viewPage(await extension.openPanel());
}

/** The settings' dialog in which the browser's own model is added. */
async function openNotice(extension: ExtensionBrowser) {
  const settings = await openBackendDialog(extension);
  await settings.kind.selectOption("Built-in model");
  return { ...settings, notice: settings.dialog.locator(".built-in") };
}

const bar = (page: Page) => page.getByRole("progressbar", { name: "The browser is downloading its model." });

for (const old of [false, true]) {
  test.describe(`by its ${old ? "old" : "new"} names`, () => {
    test("it answers as it writes, and knows who said what before", async ({ site, extension, model }) => {
      await model.set({ old });
      const panel = await openPanel(extension);
      await panel.ask("One?");
      await model.set({ chunks: ["It is "] });
      await expect(await panel.answer("streaming")).toContainText("It is");
      await model.set({ chunks: ["It is ", "**one**", "."] });
      await expect(panel.answers.last().locator("strong")).toHaveText("one");
      await model.set({ end: "whole" });
      await panel.answer("done");
      expect(await panel.answerText()).toBe("It is one.");

      await model.set({ chunks: ["Two."], end: "whole" });
      await panel.ask("Two?");
      await expect(panel.answers).toHaveCount(2);
      await panel.answer("done");
      expect(await panel.answerText()).toBe("Two.");
      expect(await model.asked()).toEqual([
        { by: "background", initialPrompts: [], question: "One?" },
        {
          by: "background",
          initialPrompts: [
            { role: "user", content: "One?" },
            { role: "assistant", content: "It is **one**." },
          ],
          question: "Two?",
        },
      ]);
      expect(site.received.questions()).toEqual([]);
    });
  });
}

test("Stop ends its answer, and the next question is answered", async ({ extension, model }) => {
  const panel = await openPanel(extension);
  await model.set({ chunks: ["One"] });
  await panel.ask("Count.");
  await expect(await panel.answer("streaming")).toContainText("One");
  await panel.button("Stop").click();
  await expect(await panel.answer("stopped")).toContainText("One");
  await model.set({ chunks: ["Hello."], end: "whole" });
  await panel.ask("Hi");
  await expect(panel.answers).toHaveCount(2);
  await expect(await panel.answer("done")).toContainText("Hello.");
});

test("an answer that fails in the middle keeps what came, and Continue goes on", async ({ extension, model }) => {
  const panel = await openPanel(extension);
  await model.set({ chunks: ["It was the best of times, "] });
  await panel.ask("Tell me.");
  await expect(await panel.answer("streaming")).toContainText("best of times");
  await model.set({ end: { name: "UnknownError", message: "Other generic failures occurred." } });
  await expect(panel.answers.last()).toContainText("The connection ended before the answer did");
  expect(await panel.answerText()).toContain("It was the best of times,");
  await model.set({ chunks: ["it was the worst of times."], end: "whole" });
  await panel.button("Continue").click();
  await expect(await panel.answer("done")).toContainText("it was the worst of times.");
  expect(await panel.answerText()).toContain("It was the best of times,");
});

test("what it was told not to say is told, with the browser's words", async ({ extension, model }) => {
  const panel = await openPanel(extension);
  await model.set({ end: { name: "NotReadableError", message: "The response was blocked." } });
  await panel.ask("Tell me.");
  await expect(await panel.answer("failed")).toContainText("The response was blocked.");
  await expect(panel.mendingButtons.first()).toHaveText("Change the question");
});

test.describe("in a browser that has none", () => {
  test.use({ browserOptions: { build: NO_MODEL_BUILD } });

  test("the settings and the answer say so, and whom to ask instead", async ({ extension }) => {
    const { notice, result, button } = await openNotice(extension);
    const words = "This browser comes without one. Chrome for computers has one; here, ask another model.";
    await expect(notice).toContainText(words);
    await expect(notice.getByRole("button")).toHaveCount(0);
    await button("Test the connection").click();
    await expect(result).toContainText("browser’s own model");
    await button("Cancel").click();
    const panel = await openPanel(extension);
    await panel.ask("Hi");
    await expect(await panel.answer("failed")).toContainText(words);
    await expect(panel.mendingButtons).toHaveText(["Choose another model", "Try again"]);
    await panel.mendingButtons.first().click();
    await panel.page.getByRole("option", { name: "chatgptt.me" }).click();
    await panel.agree();
    await panel.button("Try again").click();
    await panel.answer("done");
  });
});

test("a browser that has it and cannot run it says the reason where it knows one", async ({ extension, model }) => {
  await model.set({ availability: "unavailable" });
  const { notice } = await openNotice(extension);
  await expect(notice).toContainText("The browser’s own model cannot be used here.");
  await expect(notice).toContainText("This build of the browser lacks what runs the model");
  const panel = await openPanel(extension);
  await panel.ask("Hi");
  await expect(await panel.answer("failed")).toContainText("This build of the browser lacks what runs the model");
  expect(await model.asked()).toEqual([]);
});

test("it is downloaded by a click in the settings, with its progress, and then answers", async ({
  extension,
  model,
}) => {
  await model.set({ availability: "downloadable" });
  const { page, notice, items, save } = await openNotice(extension);
  await expect(notice).toContainText("The browser can download its own model.");
  expect(await violationsOf(page)).toEqual([]);
  await notice.getByRole("button", { name: "Download the model" }).click();
  await model.set({ availability: "downloading", loaded: 0.428 });
  await expect(notice).toContainText("42% of the model is downloaded.");
  await expect(bar(page)).toHaveAttribute("value", "0.428");
  await expect(notice).toContainText("You may close this page; the browser goes on downloading.");
  expect(await violationsOf(page)).toEqual([]);
  await model.set({ availability: "available", loaded: 1, chunks: ["Here."], end: "whole" });
  await expect(notice).toContainText("The browser’s own model is ready.");
  await expect(notice.getByRole("button")).toHaveCount(0);
  await save();
  await expect(items.first()).toContainText("Built-in model");
  const panel = viewPage(await extension.openPanel());
  await panel.ask("Are you there?");
  await expect(await panel.answer("done")).toContainText("Here.");
});

test("it is downloaded by a click below the answer that failed for it, which is then asked again", async ({
  extension,
  model,
}) => {
  await model.set({ availability: "downloadable" });
  const panel = await openPanel(extension);
  await panel.ask("Are you there?");
  const answer = await panel.answer("failed");
  await expect(answer).toContainText("The browser can download its own model.");
  expect(await model.asked()).toEqual([]);
  await panel.button("Download the model").click();
  await model.set({ availability: "downloading", loaded: 0.5 });
  await expect(answer).toContainText("50% of the model is downloaded.");
  await model.set({ availability: "available", loaded: 1, chunks: ["Here."], end: "whole" });
  await expect(await panel.answer("done")).toContainText("Here.");
});

test("a download that fails says so, and can be begun again", async ({ extension, model }) => {
  await model.set({ availability: "downloadable" });
  const { notice } = await openNotice(extension);
  await notice.getByRole("button", { name: "Download the model" }).click();
  await model.set({ end: { name: "NetworkError", message: "The download was interrupted." } });
  await expect(notice).toContainText("The download failed. Check your connection, then try again.");
  await expect(notice).toContainText("The download was interrupted.");
  await expect(notice.getByRole("button", { name: "Download the model" })).toBeVisible();
});

test("a download that runs already is seen to its end, without a click", async ({ extension, model }) => {
  await model.set({ availability: "downloading", loaded: 0.2 });
  const panel = await openPanel(extension);
  await panel.ask("Are you there?");
  const answer = await panel.answer("failed");
  await expect(answer).toContainText("The browser is still downloading its own model.");
  await expect(bar(panel.page)).toBeVisible();
  await model.set({ availability: "available", loaded: 1, chunks: ["Here."], end: "whole" });
  await expect(await panel.answer("done")).toContainText("Here.");
});

test("a language that it lacks is named, with those that it knows", async ({ extension, model }) => {
  const panel = await openPanel(extension, ["ru"]);
  await panel.ask("Ты здесь?");
  const answer = await panel.answer("failed");
  await expect(answer).toContainText(
    "It does not know every language that it is to be asked in: Russian. It knows: English, Spanish, and Japanese.",
  );
  await expect(panel.mendingButtons.first()).toHaveText("Choose another model");
  expect(await model.asked()).toEqual([]);
});

test.describe("in a Russian interface", () => {
  test.use({ browserOptions: { build: MODEL_BUILD, locale: "ru" } });

  test("the settings say that it does not know Russian, and what it knows", async ({ extension, model }) => {
    await model.set({ availability: "downloadable" });
    const page = await extension.openTab("options.html");
    await page.getByRole("button", { name: "Добавить подключение" }).click();
    await page.locator("dialog select").selectOption("Встроенная модель");
    const notice = page.locator("dialog .built-in");
    await expect(notice).toContainText("Она не знает этот язык: русский. Она знает: английский, испанский и японский.");
  });
});
