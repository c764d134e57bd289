import { type OpenAiServer, startOpenAiServer } from "./open-ai-server.ts";
import { openBackendDialog } from "./backend-dialog.ts";
import type { ExtensionBrowser } from "./extension-browser.ts";
import { seedBackends } from "./seed-backend.ts";
import { expect, test } from "./test.ts";
import { viewPage } from "./view-page.ts";

let server: OpenAiServer;
test.beforeEach(async () => {
  server = await startOpenAiServer(["m"], true);
});
test.afterEach(() => server.close());

async function addServer(extension: ExtensionBrowser, baseUrl = server.baseUrl): Promise<void> {
  await extension.giveAccess("http://127.0.0.1/*");
  await seedBackends(extension, {
    backends: [{ type: "openai-compatible", name: "Desk", model: "m", config: { baseUrl } }],
  });
}

test("one that says nothing is said to load its model, and Stop works meanwhile", async ({ extension }) => {
  await addServer(extension);
  const panel = viewPage(await extension.openPanel());
  await panel.ask("Hi");
  await expect(panel.answers.last()).toContainText("The model is being loaded");
  server.send({ content: "Good morning" });
  await expect(await panel.answer("streaming")).toContainText("Good morning");
  await expect(panel.answers.last()).not.toContainText("The model is being loaded");
  server.finish();
  await panel.answer("done");
  await panel.ask("And?");
  await expect(panel.answers.last()).toContainText("The model is being loaded");
  await panel.button("Stop").click();
  await expect(await panel.answer("stopped")).toContainText("You stopped this answer.");
});

test("a second question waits for the first answer, and says so", async ({ extension }) => {
  await addServer(extension);
  const panel = viewPage(await extension.openPanel());
  await panel.ask("one");
  await expect.poll(() => server.questions).toHaveLength(1);
  const second = viewPage(await extension.openTab("chat.html"));
  await second.button("New chat").click();
  await second.ask("two");
  await expect(second.page.getByText("Waiting in line until another answer is finished.")).toBeVisible();
  expect(server.questions).toHaveLength(1);
  server.send({ content: "First" });
  server.finish();
  await panel.answer("done");
  await expect.poll(() => server.questions).toHaveLength(2);
  server.send({ content: "Second" });
  server.finish();
  await expect(await second.answer("done")).toContainText("Second");
});

test("http to an address on the internet is refused when it is typed", async ({ extension }) => {
  const { kind, address, dialog, button, items, result } = await openBackendDialog(extension);
  await kind.selectOption("Other server");
  await address.fill("http://example.com/v1");
  const reason = "http:// is for servers on this computer and in your own network.";
  for (const name of ["Save", "Test the connection"]) {
    await button(name).click();
    await expect(dialog.getByRole("alert")).toContainText(reason);
    await expect(result).toHaveText("");
  }
  await expect(items).toHaveCount(1);
});

test("http to an address on the internet is not asked by the background, however it was stored", async ({
  site,
  extension,
}) => {
  await addServer(extension, "http://example.com/v1");
  const panel = viewPage(await extension.openPanel());
  await panel.ask("Hi");
  await expect(await panel.answer("failed")).toContainText("Nothing was sent.");
  expect(site.received.questions()).toEqual([]);
});

test("one that wants a model and was set up without one fails with the way to choose one", async ({ extension }) => {
  await extension.giveAccess("http://127.0.0.1/*");
  const baseUrl = server.baseUrl.replace("/v1", "");
  await seedBackends(extension, { backends: [{ type: "gemini", name: "Desk", config: { baseUrl } }] });
  const panel = viewPage(await extension.openPanel());
  await expect(panel.page.getByRole("button", { name: "Model: Desk" })).toBeVisible();
  await panel.ask("Hi");
  await expect(await panel.answer("failed")).toContainText("No model is chosen for Desk");
  await expect(panel.mendingButtons).toHaveText(["Choose another model", "Try again"]);
  expect(server.questions).toEqual([]);
  await panel.mendingButtons.first().click();
  const search = panel.page.getByRole("combobox");
  await expect(search).toBeFocused();
  await search.pressSequentially("typed");
  await search.press("Enter");
  await expect(panel.page.getByRole("button", { name: "Model: Desk: typed" })).toBeVisible();
  await panel.button("Try again").click();
  await expect.poll(() => server.paths.some((path) => path.includes("/models/typed:streamGenerateContent"))).toBe(true);
});
