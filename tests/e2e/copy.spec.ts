import { expect, test } from "./test.ts";
import { viewPage } from "./view-page.ts";

test("a question and an answer are copied as they were written", async ({ site, extension }) => {
  site.set({ answer: "It is **big**.\n\n- and blue" });
  await extension.context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const page = await extension.context.newPage();
  await page.goto(`${extension.extensionUrl}chat.html`);
  const view = viewPage(page);
  await view.agree();
  await view.ask("How *big*\nis it?");
  await view.answer("done");
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await view.questions.last().hover();
  await view.questions.last().getByRole("button", { name: "Copy", exact: true }).click();
  await expect.poll(copied).toBe("How *big*\nis it?");
  await view.answers.last().getByRole("button", { name: "Copy", exact: true }).click();
  await expect.poll(copied).toBe("It is **big**.\n\n- and blue");
});
