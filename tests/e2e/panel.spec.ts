import { expect, test } from "./test.ts";
import type { PracticeSite } from "../practice-site/practice-site.ts";
import { viewPage } from "./view-page.ts";

test("a question is asked in the panel, and its answer streams in", async ({ site, extension, panel }) => {
  // The notice went away with the focus that its button had.
  await expect.poll(panel.active).toBe("Message");
  site.hold();
  await panel.ask("What is a sidenote?");
  await expect(panel.questions).toHaveText(/What is a sidenote\?/);
  await panel.answer("sending");
  site.release(12);
  const answer = await panel.answer("streaming");
  await expect(answer).toContainText("An answer");
  await expect(panel.button("Stop")).toBeVisible();
  site.release();
  await panel.answer("done");
  await expect(answer.getByRole("table")).toBeVisible();
  await expect(answer).toContainText("gpt-4o-mini");
  await panel.willAsk("chatgptt.me");
  expect(extension.page.url()).toBe(site.article());
});

test("an answer that is not streamed is shown too", async ({ site, panel }) => {
  site.set({ stream: false });
  await panel.ask("Hello there");
  await expect(await panel.answer("done")).toContainText("practice site");
});

test("the second question causes exactly one request", async ({ site, panel }) => {
  await panel.ask("one");
  await panel.answer("done");
  const before = site.received.all.length;
  await panel.ask("two");
  await expect(panel.answers).toHaveCount(2);
  await panel.answer("done");
  expect(site.received.all.slice(before).map(({ method }) => method)).toEqual(["POST"]);
  expect(site.received.questions().at(-1)?.fields["message"]).toMatch(
    /^User: one\nAssistant: .*\nUser: two\nAssistant:$/s,
  );
});

test("requests hold nothing of the extension or the person", async ({ site, extension, panel }) => {
  // Signed in to the site in the same browser: there are cookies that could be sent.
  const tab = await extension.openTab("https://chatgptt.me/wp-login.php?user=ada");
  await tab.close();
  await panel.ask("Hello there");
  await panel.answer("done");
  const requests = site.received.all.filter(({ host, time }) => host === "chatgptt.me" && time > signedIn(site));
  expect(requests.map(({ method }) => method)).toEqual(["GET", "POST"]);
  for (const { target, headers, body } of requests) {
    expect(headers).not.toHaveProperty("origin");
    expect(headers).not.toHaveProperty("cookie");
    expect(headers).not.toHaveProperty("referer");
    const sent = `${target} ${JSON.stringify(headers)} ${body.toString("utf8")}`;
    expect(sent).not.toMatch(/extension|ada/);
    expect(sent).not.toContain(new URL(extension.extensionUrl).host);
  }
});

/** When the person signed in to the site, and its page with their cookies was shown, if it was. */
function signedIn(site: PracticeSite): number {
  const times = site.received.all.filter(({ headers, path }) => "cookie" in headers || path === "/wp-login.php");
  return Math.max(...times.map(({ time }) => time));
}

test("Stop ends the answer and keeps what had come", async ({ site, panel }) => {
  site.hold();
  await panel.ask("Hello there");
  await panel.answer("sending");
  site.release(12);
  await panel.answer("streaming");
  await panel.button("Stop").click();
  const answer = await panel.answer("stopped");
  await expect(answer).toContainText("An answer");
  await expect(panel.button("Send")).toBeVisible();
  await expect.poll(panel.active).toBe("Message");
  const [question] = await site.received.waitFor(({ outcome, method }) => method === "POST" && outcome === "left");
  expect(question?.fields["message"]).toBe("Hello there");
  site.release();
  await panel.button("Try again").click();
  await panel.answer("done");
  await expect(panel.answers).toHaveCount(1);
});

test("an expired nonce heals with one page fetch and no word to the person", async ({ site, panel }) => {
  await panel.ask("one");
  await panel.answer("done");
  site.rotateNonce();
  const before = site.received.all.length;
  await panel.ask("two");
  await expect(panel.answers).toHaveCount(2);
  await panel.answer("done");
  await expect(panel.alert).toHaveCount(0);
  expect(site.received.all.slice(before).map(({ method }) => method)).toEqual(["POST", "GET", "POST"]);
});

test("a page without a chat is a sentence with a way on", async ({ site, panel }) => {
  site.set({ tokens: false });
  await panel.ask("Hello there");
  await panel.answer("failed");
  await expect(panel.alert).toHaveText(
    "There is no chat on chatgptt.me right now. The site may be changing or down for a while. Try again later.",
  );
  site.set({ tokens: true });
  await panel.button("Try again").click();
  await panel.answer("done");
  await expect(panel.alert).toHaveCount(0);
});

test("the notice stands once, before anything is sent", async ({ site, extension }) => {
  const panel = viewPage(await extension.openPanel());
  await panel.ask("Hello there");
  await expect.poll(panel.active).toBe("Agree and start");
  await expect(panel.page.getByText("Your question is waiting for this.")).toBeVisible();
  await expect(panel.box).toHaveValue("Hello there");
  expect(site.received.calls()).toEqual([]);
  expect(site.received.pages()).toEqual([]);
  await panel.button("Agree and start").click();
  await panel.answer("done");
  await expect(panel.box).toHaveValue("");
  await expect.poll(panel.active).toBe("Message");
  const popup = viewPage(await extension.openPopup());
  await expect(popup.button("Summarise")).toBeVisible();
  await expect(popup.button("Agree and start")).toBeHidden();
});

test("Enter does not send while an input method composes, and Shift+Enter breaks the line", async ({ site, panel }) => {
  await panel.box.fill("日本");
  await panel.box.dispatchEvent("keydown", { key: "Enter", isComposing: true, bubbles: true, cancelable: true });
  await panel.box.dispatchEvent("keydown", { key: "Enter", keyCode: 229, bubbles: true, cancelable: true });
  await panel.box.press("Shift+Enter");
  await panel.box.pressSequentially("語");
  await expect(panel.box).toHaveValue("日本\n語");
  expect(site.received.calls()).toEqual([]);
  await panel.box.press("Enter");
  await panel.answer("done");
  expect(site.received.questions()[0]?.fields["message"]).toBe("日本\n語");
});

test("the shortcut closes the panel that it opened", async ({ extension, panel }) => {
  const closed = panel.page.waitForEvent("close");
  await extension.closePanel();
  await closed;
});

test("the shortcut closes a panel whose background has gone, and opens it again", async ({
  site,
  extension,
  panel,
}) => {
  await panel.ask("Hello there");
  await panel.answer("done");
  // Nothing happens in the panel, so it does not start the background again by itself.
  await extension.killBackground();
  const closed = panel.page.waitForEvent("close");
  await extension.closePanel();
  await closed;
  const again = viewPage(await extension.openPanel());
  await again.answer("done");
  expect(site.received.questions()).toHaveLength(1);
});

test("a conversation is found again in the list, deleted, and taken back", async ({ panel }) => {
  await panel.ask("About the first thing");
  await panel.answer("done");
  await panel.button("New chat").click();
  await expect(panel.answers).toHaveCount(0);
  await panel.ask("About the second thing");
  await panel.answer("done");
  await panel.button("Conversations").click();
  const list = panel.page.getByRole("dialog", { name: "Conversations" });
  await list.getByRole("button", { name: "Delete “About the first thing”" }).click();
  await expect(list.getByRole("listitem")).toHaveCount(1);
  await list.getByRole("button", { name: "Undo" }).click();
  await expect(list.getByRole("listitem")).toHaveCount(2);
  await list.getByRole("button", { name: /^About the first thing/ }).click();
  await expect(panel.questions).toHaveText(/About the first thing/);
  await panel.answer("done");
});
