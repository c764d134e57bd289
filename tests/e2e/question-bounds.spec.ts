import { DEFAULT_BACKEND } from "../../src/backends/backend.ts";
import { violationsOf } from "./axe.ts";
import type { ExtensionBrowser } from "./extension-browser.ts";
import { type OpenAiServer, startOpenAiServer } from "./open-ai-server.ts";
import { type SeededBackend, seedBackends } from "./seed-backend.ts";
import { expect, test } from "./test.ts";
import { type ViewPage, viewPage } from "./view-page.ts";

const SITE: SeededBackend = { ...DEFAULT_BACKEND, agreedAt: 1 };

let desk: OpenAiServer;
test.beforeEach(async () => {
  desk = await startOpenAiServer(["small"]);
});
test.afterEach(() => desk.close());

async function openPanel(extension: ExtensionBrowser): Promise<ViewPage> {
  const config = { baseUrl: desk.baseUrl };
  await extension.giveAccess("http://127.0.0.1/*");
  await seedBackends(extension, {
    backends: [SITE, { id: "desk", name: "Desk", type: "openai-compatible", config, model: "small" }],
  });
  const panel = viewPage(await extension.openPanel());
  await panel.willAsk("chatgptt.me");
  return panel;
}

const modelButton = ({ page }: ViewPage) => page.getByRole("button", { name: /^Model:/ });
const onlyThisOne = ({ page }: ViewPage) => page.getByRole("checkbox", { name: "Only this one" });

test("a conversation that is bound to one backend asks nobody else, in whichever way, until it is bound no longer", async ({
  site,
  extension,
}) => {
  let panel = await openPanel(extension);
  site.set({ failure: "gateway-timeout" });
  await modelButton(panel).click();
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

  await modelButton(panel).click();
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
