import type { Page } from "@playwright/test";
import { answerAccessPrompt } from "./access-prompt.ts";
import type { ExtensionBrowser } from "./extension-browser.ts";
import { expect, test } from "./test.ts";
import { type ViewPage, viewPage } from "./view-page.ts";

const OTHER = "other.sidenote.test";

/** The settings as a person knows them. */
function settingsPage(page: Page) {
  const region = page.getByRole("region", { name: "Backends" });
  const dialog = page.getByRole("dialog", { name: "Add a backend" });
  const address = dialog.getByRole("textbox", { name: "Address" });
  const items = region.getByRole("listitem");
  const button = (name: string) => page.getByRole("button", { name, exact: true });
  return {
    page,
    dialog,
    button,
    address,
    items,
    alert: dialog.getByRole("alert"),
    result: dialog.getByRole("status", { name: "Test result" }),
    names: () => items.locator(".name").allTextContents(),
    first: items.filter({ hasText: "Asked first" }),
    second: items.nth(1),
    session: page.getByRole("checkbox", { name: "Use my session on the site" }),
    /** Opens the dialog and fills in a site. */
    async type(typed: string) {
      await button("Add a backend").click();
      await dialog.getByRole("combobox", { name: "Kind" }).selectOption("Chat site");
      await address.fill(typed);
    },
  };
}

async function openSettings({ context, extensionUrl }: ExtensionBrowser) {
  const page = await context.newPage();
  await page.goto(`${extensionUrl}options.html`);
  return settingsPage(page);
}

/** Asks in the panel, and waits for this answer, the n-th. */
async function askAndWait(panel: ViewPage, question: string, count: number): Promise<void> {
  await panel.ask(question);
  await expect(panel.answers).toHaveCount(count);
  await panel.answer("done");
}

test.describe("the settings, before the browser is asked for anything", () => {
  const WRONG = {
    "no address at all": [
      "what is this",
      "This is not the address of a site. It looks like example.com or https://example.com/chat.",
    ],
    "a single word": [
      "chat",
      "This is not the address of a site. It looks like example.com or https://example.com/chat.",
    ],
    "the site that is there already": ["https://chatgptt.me/chat", "chatgptt.me is in the list already."],
    "an address that is not safe": [
      "http://other.sidenote.test/",
      "The address must begin with https://, so that nobody on the way can read what you write.",
    ],
  } as const;

  for (const [name, [typed, sentence]] of Object.entries(WRONG)) {
    test(`${name} is told so`, async ({ site, extension }) => {
      const settings = await openSettings(extension);
      await settings.type(typed);
      await settings.button("Save").click();
      await expect(settings.alert).toHaveText(sentence);
      await expect(settings.items).toHaveCount(1);
      expect(site.received.pages()).toEqual([]);
    });
  }
});

test.describe("another site", () => {
  test("is not added without access, nor without a chat, and each has its sentence", async ({
    site,
    display,
    onScreen: extension,
  }) => {
    const settings = await openSettings(extension);
    await settings.type(OTHER);
    await answerAccessPrompt(display, () => settings.button("Save").click(), "refuse");
    await expect(settings.result).toHaveText(
      `The browser does not let Sidenote reach ${OTHER} yet. Allow it when the browser asks.`,
    );
    expect(site.received.pages()).toEqual([]);

    site.set({ tokens: false });
    await answerAccessPrompt(display, () => settings.button(`Allow access to ${OTHER}`).click(), "allow");
    await expect(settings.result).toHaveText(
      "There is no chat on this page that Sidenote can speak to. If the chat is on another page of the site, give the address of that page.",
    );
    await expect(settings.address).toHaveValue(OTHER);
    await expect(settings.items).toHaveCount(1);

    site.set({ challenge: false, tokens: true, failure: "php-fatal", failureAt: "page" });
    await settings.button("Save").click();
    await expect(settings.result).toHaveText(`Something failed at ${OTHER}. Try again in a while.`);
    await expect(settings.items).toHaveCount(1);
  });

  test("behind a check is added once the person has passed it in a tab", async ({
    site,
    display,
    onScreen: extension,
  }) => {
    site.set({ challenge: true });
    const panel = viewPage(await extension.openPanel());
    await panel.agree();
    const settings = await openSettings(extension);
    await settings.type(OTHER);
    await answerAccessPrompt(display, () => settings.button("Save").click(), "allow");
    await expect(settings.result).toHaveText(
      "The site wants to see that you are a person. Open it, pass its check, leave the tab open, then test or save again.",
    );
    const tab = await extension.nextTab(() => settings.page.getByRole("link", { name: `Open ${OTHER}` }).click());
    await tab.getByRole("button", { name: "I am human" }).click();
    await expect(tab.getByText("This is a practice site.")).toBeVisible();

    await settings.page.bringToFront();
    await settings.button("Test the connection").click();
    await expect(settings.result).toHaveText("It works.");
    await settings.button("Save").click();
    await expect(settings.dialog).toBeHidden();
    expect(await settings.names()).toEqual([OTHER, "chatgptt.me"]);
    await askAndWait(panel, "through the tab", 1);
    expect(site.received.questions()[0]).toMatchObject({ host: OTHER, headers: { cookie: "cf_clearance=passed" } });
  });

  test("an address that leads to another one is told so, and its access is given back", async ({
    site,
    display,
    onScreen: extension,
  }) => {
    site.set({ movedTo: "https://www.sidenote.test" });
    const settings = await openSettings(extension);
    await settings.type(OTHER);
    await answerAccessPrompt(display, () => settings.button("Save").click(), "allow");
    await expect(settings.result).toHaveText(
      "This address leads to another one. Open it, then give the address that the browser shows.",
    );
    await settings.button("Cancel").click();
    await expect(settings.items).toHaveCount(1);
    const background = await extension.background();
    const access = () => background.evaluate(async () => (await chrome.permissions.getAll()).origins);
    await expect.poll(access).toEqual(["https://chatgptt.me/*"]);
  });

  test("stands beside chatgptt.me, is asked while it is the first, and goes again", async ({
    site,
    display,
    onScreen: extension,
  }) => {
    const panel = viewPage(await extension.openPanel());
    await panel.agree();
    await askAndWait(panel, "one", 1);
    const settings = await openSettings(extension);
    await settings.type(OTHER);
    await answerAccessPrompt(display, () => settings.button("Save").click(), "allow");
    await expect(settings.dialog).toBeHidden();
    expect(await settings.names()).toEqual([OTHER, "chatgptt.me"]);
    await expect(settings.first).toContainText(OTHER);

    await panel.willAsk(OTHER);
    await askAndWait(panel, "two", 2);
    const [, question] = site.received.questions();
    expect(question).toMatchObject({ host: OTHER });
    expect(question?.headers).not.toHaveProperty("origin");

    await settings.second.getByRole("button", { name: "Move up" }).click();
    await panel.willAsk("chatgptt.me");
    await askAndWait(panel, "three", 3);
    await settings.second.getByRole("button", { name: "Move up" }).click();
    await panel.willAsk(OTHER);
    await askAndWait(panel, "four", 4);
    await settings.first.getByRole("button", { name: "Remove" }).click();
    await expect(settings.items).toHaveCount(1);
    await expect(settings.first).toContainText("chatgptt.me");
    const background = await extension.background();
    const access = () => background.evaluate(async () => (await chrome.permissions.getAll()).origins);
    await expect.poll(access).toEqual(["https://chatgptt.me/*"]);
    await panel.willAsk("chatgptt.me");
    await askAndWait(panel, "five", 5);
    expect(site.received.questions().map(({ host }) => host)).toEqual([
      "chatgptt.me",
      OTHER,
      "chatgptt.me",
      OTHER,
      "chatgptt.me",
    ]);
  });
});

for (const tabOpen of [true, false]) {
  const where = tabOpen ? "through the site's tab" : "without a tab of the site";
  test(`with “Use my session on the site” questions are asked as the person, ${where}`, async ({
    site,
    extension,
    panel,
  }) => {
    const tab = await extension.context.newPage();
    await tab.goto("https://chatgptt.me/wp-login.php?user=ada");
    if (!tabOpen) await tab.close();
    await askAndWait(panel, "as nobody", 1);
    const settings = await openSettings(extension);
    await settings.session.check();
    await askAndWait(panel, "as me", 2);
    await settings.session.uncheck();
    await askAndWait(panel, "as nobody again", 3);

    const [nobody, me, again] = site.received.questions();
    expect(nobody?.headers).not.toHaveProperty("cookie");
    expect(me?.headers["cookie"]).toBe("wordpress_logged_in_practice=ada");
    expect(me?.headers["origin"]).toBe(tabOpen ? "https://chatgptt.me" : undefined);
    expect(again?.headers).not.toHaveProperty("cookie");
    // The site takes a nonce only with the cookies that its page was read with.
    expect(me?.fields["_wpnonce"]).not.toBe(nobody?.fields["_wpnonce"]);
    expect(again?.fields["_wpnonce"]).toBe(nobody?.fields["_wpnonce"]);
    expect(site.received.questions()).toHaveLength(3);
    await expect(panel.alert).toHaveCount(0);
  });
}
