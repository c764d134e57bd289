import { expect, test } from "./test.ts";
import { viewPage } from "./view-page.ts";

test("two views on one conversation show the same text live", async ({ site, extension, panel }) => {
  site.hold();
  await panel.ask("Hello there");
  await panel.answer("sending");
  const second = viewPage(await extension.openTab("sidepanel.html"));
  await second.answer("sending");
  let shown = "";
  for (const pieces of [8, 9, 20]) {
    site.release(pieces);
    const before = shown;
    await expect
      .poll(async () => {
        shown = await panel.answerText();
        return shown.length > before.length && shown === (await second.answerText());
      })
      .toBe(true);
  }
  site.release();
  await panel.answer("done");
  await second.answer("done");
  expect(await second.answerText()).toBe(await panel.answerText());
  await second.button("Conversations").click();
  await expect(second.page.getByRole("dialog").getByRole("listitem")).toHaveCount(1);
});

test("an answer that grows beyond the panel stays in sight at its end", async ({ site, panel }) => {
  site.set({ answer: Array.from({ length: 40 }, (_, index) => `Paragraph ${index} of a long answer.`).join("\n\n") });
  site.hold();
  await panel.ask("Hello there");
  const fromEnd = () => panel.log.evaluate((log) => log.scrollHeight - log.scrollTop - log.clientHeight);
  const beyond = () => panel.log.evaluate((log) => log.scrollHeight / log.clientHeight);
  // In the middle, and at the end: about six tokens a paragraph.
  for (const [pieces, times] of [
    [150, 1],
    [undefined, 1.5],
  ] as const) {
    site.release(pieces);
    await expect.poll(beyond).toBeGreaterThan(times);
    await expect.poll(fromEnd).toBeLessThan(24);
  }
  await panel.answer("done");
  await expect.poll(fromEnd).toBeLessThan(24);
});

test("a view that was away comes back to a running answer", async ({ site, extension, panel }) => {
  site.hold();
  await panel.ask("Hello there");
  site.release(10);
  await panel.answer("streaming");
  await extension.closePanel();
  site.release(10);
  const again = viewPage(await extension.openPanel());
  await again.answer("streaming");
  site.release();
  await expect(await again.answer("done")).toContainText("Put one of these words into a question");
});

test("pages of the web are refused a port, and so is a script of ours in a page", async ({ extension, panel }) => {
  await panel.ask("Hello there");
  await panel.answer("done");
  const background = await extension.background();
  const closed = await background.evaluate(async () => {
    const [tab] = await chrome.tabs.query({ active: true });
    const [frame] = await chrome.scripting.executeScript({
      target: { tabId: tab?.id ?? -1 },
      func: () =>
        new Promise((resolve) => {
          const port = chrome.runtime.connect({ name: "view" });
          port.onMessage.addListener(resolve);
          port.onDisconnect.addListener(() => resolve("refused"));
          port.postMessage({ type: "hello", surface: "panel", windowId: 1, private: false, resumed: false });
        }),
    });
    return frame?.result;
  });
  expect(closed).toBe("refused");
});

test("where the browser can do that, a script of ours in a page cannot read what is stored", async ({
  engine,
  extension,
  panel,
}) => {
  await panel.ask("Hello there");
  await panel.answer("done");
  const background = await extension.background();
  const read = await background.evaluate(async () => {
    const [tab] = await chrome.tabs.query({ active: true });
    const [frame] = await chrome.scripting.executeScript({
      target: { tabId: tab?.id ?? -1 },
      func: () =>
        chrome.storage.local.get("backend:chatgptt").then(
          ({ "backend:chatgptt": agreed }) => typeof agreed,
          () => "refused",
        ),
    });
    return frame?.result;
  });
  expect(read).toBe(engine === "chromium" ? "refused" : "object");
});
