import type { Locator } from "@playwright/test";
import { DEFAULT_BACKEND } from "../../src/backends/backend.ts";
import { violationsOf } from "./axe.ts";
import type { ExtensionBrowser } from "./extension-browser.ts";
import { type OpenAiServer, startOpenAiServer } from "./open-ai-server.ts";
import { type SeededBackend, seedBackends } from "./seed-backend.ts";
import { expect, test } from "./test.ts";
import { type ViewPage, viewPage } from "./view-page.ts";

const SITE: SeededBackend = { ...DEFAULT_BACKEND, agreedAt: 1 };

let desk: OpenAiServer;
let attic: OpenAiServer;
test.beforeEach(async () => {
  desk = await startOpenAiServer(["small"]);
  attic = await startOpenAiServer(["large"]);
});
test.afterEach(async () => {
  await Promise.all([desk.close(), attic.close()]);
});

const backendAt = ({ baseUrl }: OpenAiServer, name: string, model: string): SeededBackend => ({
  id: name.toLowerCase(),
  name,
  type: "openai-compatible",
  config: { baseUrl },
  model,
});

async function setUp(extension: ExtensionBrowser, ...others: SeededBackend[]): Promise<void> {
  await extension.giveAccess("http://127.0.0.1/*");
  await seedBackends(extension, { backends: [SITE, ...others] });
}

async function openPanel(extension: ExtensionBrowser): Promise<ViewPage> {
  await setUp(extension, backendAt(desk, "Desk", "small"));
  const panel = viewPage(await extension.openPanel());
  await panel.willAsk("chatgptt.me");
  return panel;
}

const modelButton = ({ page }: ViewPage) => page.getByRole("button", { name: /^Model:/ });
/** Opens the list of models, and waits until it is whole: what is clicked while it grows moves away. */
async function openModels({ page }: ViewPage, button: Locator): Promise<void> {
  await button.click();
  await expect(page.getByRole("listbox", { name: "Model" })).toBeVisible();
  await expect(page.getByText("Looking for models…")).toHaveCount(0);
}
async function choose(panel: ViewPage, button: Locator, name: string): Promise<void> {
  await openModels(panel, button);
  await panel.page.getByRole("option", { name }).click();
}
const onlyThisOne = ({ page }: ViewPage) => page.getByRole("checkbox", { name: "Only this one" });

test("a conversation that is bound to one backend asks nobody else, in whichever way, until it is bound no longer", async ({
  site,
  extension,
}) => {
  let panel = await openPanel(extension);
  site.set({ failure: "gateway-timeout" });
  await openModels(panel, modelButton(panel));
  await expect(onlyThisOne(panel)).not.toBeChecked();
  await onlyThisOne(panel).click();
  await expect(onlyThisOne(panel)).toBeChecked();
  await panel.page.keyboard.press("Escape");
  // Kept with the new chat: the view can be closed before the question.
  await expect(modelButton(panel)).toHaveAttribute("aria-label", "Model: chatgptt.me, only this one");
  await extension.closePanel();
  panel = viewPage(await extension.openPanel());
  await expect(modelButton(panel)).toHaveAttribute("aria-label", "Model: chatgptt.me, only this one");

  await panel.ask("one");
  await panel.answer("failed");
  await panel.button("Try again").click();
  await expect(panel.page.getByText("2 / 2")).toBeVisible();
  await expect(await panel.answer("failed")).toContainText("chatgptt.me is not answering.");
  await expect(panel.answers.last().getByRole("note")).toHaveCount(0);
  expect(desk.questions).toEqual([]);

  await openModels(panel, modelButton(panel));
  await onlyThisOne(panel).click();
  await expect(modelButton(panel)).toHaveAttribute("aria-label", "Model: chatgptt.me");
  await panel.page.keyboard.press("Escape");
  await panel.button("Try again").click();
  await expect(await panel.answer("done")).toContainText("An answer from the desk.");
  expect(desk.questions).toHaveLength(1);
});

test("what is too long goes to nobody by itself, and by keyboard alone to whom the person chooses", async ({
  site,
  extension,
}) => {
  const panel = await openPanel(extension);
  const { page } = panel;
  site.set({ failure: "too-long" });
  await panel.ask("one");
  await expect(await panel.answer("failed")).toContainText("This is too long for chatgptt.me.");
  await expect(panel.mendingButtons).toHaveText(["Change the question", "Ask another model"]);
  expect(desk.questions).toEqual([]);
  const asking = panel.button("Ask another model");
  await asking.focus();
  await expect.poll(panel.active).toBe("Ask another model");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("option", { name: "Desk: small" })).toBeVisible();
  await expect(asking).toHaveAttribute("aria-expanded", "true");
  await expect(panel.button("With another model")).toHaveAttribute("aria-expanded", "false");
  await expect(onlyThisOne(panel)).toHaveCount(0);
  // In Firefox axe needs a tab.
  if (extension.engine === "chromium") expect(await violationsOf(page)).toEqual([]);
  await page.getByRole("combobox").pressSequentially("desk");
  await page.keyboard.press("Enter");
  await expect(await panel.answer("done")).toContainText("An answer from the desk.");
  expect(desk.questions.map(({ messages }) => messages.map(({ content }) => content))).toEqual([["one"]]);
  // The conversation itself goes on where it was.
  await panel.willAsk("chatgptt.me");
});

test.describe("a page", () => {
  test.use({ browserOptions: { fresh: true } });

  test("text of a page goes to nobody who is set to never get any", async ({ site, extension }) => {
    await setUp(
      extension,
      { ...backendAt(desk, "Desk", "small"), neverPages: true },
      backendAt(attic, "Attic", "large"),
    );
    // The shortcut that opens the panel is the gesture that lets the page be read.
    await extension.openPanel();
    await extension.closePanel();

    // In the chain it is passed by: the site is down, and the one after it answers.
    site.set({ failure: "gateway-timeout" });
    const popup = viewPage(await extension.openPopup());
    await popup.button("Summarise").click();
    await popup.answer("done");
    const note = popup.answers.last().getByRole("note", { name: "How this was answered" });
    await expect(note).toContainText("chatgptt.me did not answer (504). Answered by Attic, large.");
    await note.getByText("Why").click();
    await expect(note.getByRole("listitem").last()).toHaveText(
      "Desk was not asked: it is set to never get text from pages.",
    );
    await popup.pressToLeave("Open in side panel");

    // Chosen by hand it is not asked either: for this question again, for what follows it, and after the background was killed.
    const panel = viewPage(await extension.view("sidepanel"));
    await panel.answer("done");
    await choose(panel, panel.button("With another model"), "Desk: small");
    await expect(await panel.answer("failed")).toContainText(
      "Desk is set to never get text from pages; this conversation holds some.",
    );
    await expect(panel.mendingButtons).toHaveText(["Choose another model", "Open settings", "Try again"]);
    await choose(panel, panel.button("Choose another model"), "Desk: small");
    await expect(modelButton(panel)).toHaveAttribute("aria-label", "Model: Desk: small");
    await panel.button("Try again").click();
    await expect(panel.page.getByText("3 / 3")).toBeVisible();
    await panel.answer("failed");
    await extension.killBackground();
    await panel.ask("And in one word?");
    await expect(panel.answers).toHaveCount(2);
    await expect(await panel.answer("failed")).toContainText("Desk is set to never get text from pages");
    expect(desk.questions).toEqual([]);

    // Whoever may get it answers, and what a person types themselves goes to all.
    await choose(panel, panel.button("Choose another model"), "Attic: large");
    await expect(modelButton(panel)).toHaveAttribute("aria-label", "Model: Attic: large");
    await panel.button("Try again").click();
    await panel.answer("done");
    expect(attic.questions).toHaveLength(2);
    await panel.button("New chat").click();
    await panel.willAsk("chatgptt.me");
    await panel.ask("> Typed\n\nby hand");
    await panel.answer("done");
    const askedOfDesk = () => desk.questions.map(({ messages }) => messages.at(-1)?.content ?? "");
    expect(askedOfDesk()).toEqual(["> Typed\n\nby hand"]);

    // Until the person says otherwise.
    const settings = await extension.openTab("options.html");
    const box = settings
      .getByRole("region", { name: "Backends" })
      .getByRole("listitem")
      .filter({ hasText: "Desk" })
      .first()
      .getByRole("checkbox", { name: "Never gets pages" });
    await expect(box).toBeChecked();
    await box.click();
    await expect(box).not.toBeChecked();
    expect(await violationsOf(settings)).toEqual([]);
  });
});
