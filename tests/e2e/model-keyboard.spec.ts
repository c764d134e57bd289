import type { Page } from "@playwright/test";
import { startOpenAiServer } from "./open-ai-server.ts";
import { seedBackends } from "./seed-backend.ts";
import { expect, test } from "./test.ts";
import { viewPage } from "./view-page.ts";

const focusedName = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? "");

test("a model is searched, chosen and asked by keyboard alone", async ({ extension }) => {
  const desk = await startOpenAiServer(["small", "maker/large"]);
  await extension.giveAccess("http://127.0.0.1/*");
  await seedBackends(extension, {
    backends: [{ type: "openai-compatible", name: "Desk", model: "small", config: { baseUrl: desk.baseUrl } }],
  });
  const panel = viewPage(await extension.openPanel());
  const { page } = panel;
  const button = page.getByRole("button", { name: /^Model:/ });
  await expect(button).toHaveAttribute("aria-label", "Model: Desk: small");
  await panel.box.press("Tab");
  for (let presses = 0; presses < 10 && !(await focusedName(page)).startsWith("Model:"); presses += 1) {
    await page.keyboard.press("Tab");
  }
  await page.keyboard.press("Enter");
  await expect(page.getByRole("option")).toHaveCount(3);
  await expect.poll(() => focusedName(page)).toBe("Search, or type a model’s name");
  await page.getByRole("combobox").pressSequentially("large");
  await expect(page.getByRole("option").first()).toHaveAttribute("aria-label", "Desk: maker/large");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("listbox", { name: "Model" })).toBeHidden();
  await expect.poll(() => focusedName(page)).toBe("Model: Desk: maker/large");
  await panel.ask("Hi");
  await expect(await panel.answer("done")).toContainText("An answer from the desk.");
  expect(desk.questions.map(({ model }) => model)).toEqual(["maker/large"]);
  await desk.close();
});
