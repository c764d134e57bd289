import { expect, test } from "./test.ts";
import { viewPage } from "./view-page.ts";

test.use({ browserOptions: { fresh: true } });

test.beforeEach(async ({ extension }) => {
  // The shortcut that opens the panel is the gesture that lets the page be read; the panel itself is not wanted here.
  await viewPage(await extension.openPanel()).agree();
  await extension.closePanel();
});

test("the popup can be closed in the middle, and opened again the answer is complete", async ({ site, extension }) => {
  site.hold();
  const popup = viewPage(await extension.openPopup());
  await popup.ask("Hello there");
  await popup.answer("sending");
  site.release(12);
  await popup.answer("streaming");
  await popup.page.close();
  site.release();
  await site.received.waitFor(({ method, outcome }) => method === "POST" && outcome === "answered");
  const again = viewPage(await extension.openPopup());
  const answer = await again.answer("done");
  await expect(answer).toContainText("An answer for practice");
  await expect(answer).toContainText("Put one of these words into a question");
  expect(site.received.questions()).toHaveLength(1);
});

test("the panel goes on with the popup's answer in mid-stream", async ({ site, extension }) => {
  site.hold();
  const popup = viewPage(await extension.openPopup());
  await popup.ask("Hello there");
  site.release(12);
  await popup.answer("streaming");
  await popup.pressToLeave("Open in side panel");
  const panel = viewPage(await extension.view("sidepanel"));
  await expect(await panel.answer("streaming")).toContainText("An answer");
  site.release();
  await expect(await panel.answer("done")).toContainText("Put one of these words into a question");
  expect(site.received.questions()).toHaveLength(1);
});

test("what is typed in the popup goes on in the panel", async ({ extension }) => {
  const popup = viewPage(await extension.openPopup());
  await popup.box.fill("half a question");
  await popup.pressToLeave("Open in side panel");
  const panel = viewPage(await extension.view("sidepanel"));
  await expect(panel.box).toHaveValue("half a question");
  const again = viewPage(await extension.openPopup());
  await expect(again.button("Explain")).toBeVisible();
  await expect(again.box).toHaveValue("");
});

test("what is typed is there again however fast the popup is closed", async ({ extension }) => {
  const popup = viewPage(await extension.openPopup());
  await popup.box.fill("half a question");
  await popup.page.close({ runBeforeUnload: true });
  const again = viewPage(await extension.openPopup());
  await expect(again.box).toHaveValue("half a question");
});

test("a quick prompt takes the readable text of the page", async ({ site, extension }) => {
  const popup = viewPage(await extension.openPopup());
  await popup.button("Summarise").click();
  await popup.answer("done");
  const message = site.received.questions()[0]?.fields["message"] ?? "";
  expect(message).toMatch(/^Summarise the following text in a few short points:\n\n/);
  const textOf = async (selector: string) =>
    (await extension.page.locator(selector).first().textContent()) ?? "no such element";
  expect(message).toContain(await textOf("article p"));
  expect(message).not.toContain(await textOf("footer p"));
});

test("a quick prompt takes the selection where there is one", async ({ site, extension }) => {
  await extension.page.locator("article p").first().selectText();
  const selected = await extension.page.evaluate(() => getSelection()?.toString().trim());
  const popup = viewPage(await extension.openPopup());
  await popup.button("Explain").click();
  await popup.answer("done");
  expect(site.received.questions()[0]?.fields["message"]).toBe(
    `Explain the following text in simple words:\n\n${selected}`,
  );
});

test("a page that cannot be read is said in words", async ({ site, extension }) => {
  await extension.page.goto(extension.engine === "firefox" ? "about:license" : "chrome://version");
  const popup = viewPage(await extension.openPopup());
  await popup.button("Summarise").click();
  await expect(popup.alert).toHaveText(/does not let extensions read this page/);
  expect(site.received.questions()).toEqual([]);
});
