import type { Page } from "@playwright/test";
import type { ConnectProxy } from "../../support/connect-proxy.ts";
import { splitIntoTokens } from "../../practice-site/tokens.ts";
import type { PracticeSite } from "../../practice-site/practice-site.ts";
import type { ExtensionBrowser } from "../extension-browser.ts";
import { expect } from "../firefox/expect.ts";
import { oldSettings, oldView, type OldView } from "./old-view.ts";

export const ADDED_SITE = "other.sidenote.test";
export const PASSWORD = "p@ss wörd";
export const CREDENTIALS = `somebody:${PASSWORD}`;
export const LONG_ANSWER = splitIntoTokens(Array.from({ length: 200 }, (_, index) => `word${index}`).join(" "));
/** So much of it had come, and been stored, before the browser was closed. */
export const STORED_TOKENS = 100;
export const OWN_PROMPTS = [
  { name: "In short", text: "Say it in one sentence:" },
  { name: "As a poem", text: "Make a poem of it:" },
];

export interface OldProfile {
  extension: ExtensionBrowser;
  site: PracticeSite;
  proxy: ConnectProxy;
}

/**
 * Fills the profile of a browser with version 0.1.0, as a person does, with one of everything that it stores. Resolves when
 * all of that is on disk. The background ended while an answer was being written, and another question waits for it.
 */
export async function fillOldProfile({ extension, site, proxy }: OldProfile): Promise<void> {
  const panel = oldView(await extension.openPanel());
  await panel.button("Agree and start").click();
  await expect(panel.button("Agree and start")).toBeHidden();
  await askInBranches(panel, site);
  await askForStars(panel, site);
  await failTwice(panel, site);
  await deleteOne(panel);
  await changeSettings(extension, proxy);
  await extension.page.bringToFront();

  site.set({ answer: "From the added site." });
  await panel.button("New chat").click();
  await panel.askAndWait("Where does this go");
  await panel.box.fill("half a thought");
  await breakOff(panel, site);
  await panel.button("New chat").click();
  await panel.box.fill("for a new chat");
  await expect
    .poll(() => storedTexts(panel.page, "drafts"))
    .toEqual(expect.arrayContaining(["half a thought", "for a new chat"]));

  // A browser that closes may cut the connection before it ends the background, which then stores another end.
  await extension.openTab("options.html");
  await extension.page.bringToFront();
  await extension.closePanel();
  await extension.killBackground();
}

/** A changed question, an answer in two versions, and what follows; pinned. */
async function askInBranches(panel: OldView, site: PracticeSite): Promise<void> {
  site.set({ answer: "about rivers" });
  await panel.askAndWait("Tell me about rivers");
  site.set({ answer: "about lakes" });
  await panel.questions.first().hover();
  await panel.button("Edit").click();
  const editor = panel.log.getByRole("textbox", { name: "Edit" });
  await editor.fill("Tell me about lakes");
  await editor.press("Enter");
  await expect(panel.answers).toContainText("about lakes");
  await expect(panel.answers.last()).toHaveAttribute("data-state", "done");
  await panel.button("Previous version").click();
  await expect(panel.answers).toContainText("about rivers");
  site.set({ answer: "about rivers, once more" });
  await panel.button("Ask again").click();
  await expect(panel.answers).toContainText("about rivers, once more");
  await expect(panel.answers.last()).toHaveAttribute("data-state", "done");
  site.set({ answer: "It ends in the **sea**." });
  await panel.askAndWait("And where does it end", { count: 2 });
  await panel.button("Conversations").click();
  await panel.rows.hover();
  await panel.list.getByRole("button", { name: "Pin “Tell me about rivers”" }).click();
  await expect(panel.list.getByRole("heading", { name: "Pinned" })).toBeVisible();
  await panel.page.keyboard.press("Escape");
}

/** Two turns; renamed. */
async function askForStars(panel: OldView, site: PracticeSite): Promise<void> {
  await panel.button("New chat").click();
  site.set({ answer: "A ball of hot gas." });
  await panel.askAndWait("What is a star");
  site.set({ answer: "It is one of them." });
  await panel.askAndWait("And the sun", { count: 2 });
  await panel.button("More").click();
  await panel.button("Rename").click();
  const title = panel.page.getByRole("textbox", { name: "Title" });
  await title.fill("Our star");
  await title.press("Enter");
  await expect(panel.page.getByRole("heading", { name: "Our star" })).toBeVisible();
}

/** An answer of which a part came, and one of which nothing did. */
async function failTwice(panel: OldView, site: PracticeSite): Promise<void> {
  await panel.button("New chat").click();
  site.set({ answer: `The first part, and ${"more that never comes ".repeat(9)}`, failure: "cut-connection" });
  site.hold();
  await panel.ask("Will this break");
  site.release(3);
  await expect(panel.answers).toContainText("The first part");
  site.release();
  await expect(panel.button("Continue")).toBeVisible();
  await panel.button("New chat").click();
  site.set({ failure: "php-fatal" });
  await panel.askAndWait("Will this fail", { state: "failed" });
  site.set({ failure: undefined });
}

/** What is in the bin. */
async function deleteOne(panel: OldView): Promise<void> {
  await panel.button("New chat").click();
  await panel.askAndWait("Not wanted any more");
  await panel.button("Conversations").click();
  await panel.rows.nth(1).hover();
  await panel.list.getByRole("button", { name: "Delete “Not wanted any more”" }).click();
  await expect(panel.rows).toHaveCount(4);
  await panel.page.keyboard.press("Escape");
}

/** A site of one's own that is chosen, own prompts, and a proxy with a password. */
async function changeSettings(extension: ExtensionBrowser, proxy: ConnectProxy): Promise<void> {
  const settings = oldSettings(await extension.openTab("options.html"));
  await extension.allowAccess(`https://${ADDED_SITE}/*`);
  await settings.addSite(ADDED_SITE);
  await expect(settings.site(ADDED_SITE)).toBeChecked();

  for (const unwanted of ["Translate", "Improve writing"]) {
    const button = settings.prompts.getByRole("button", { name: `Delete “${unwanted}”` });
    // By the key: the notice with "Undo" can lie over it.
    await button.press("Enter");
    await expect(button).toHaveCount(0);
  }
  for (const [index, { name, text }] of OWN_PROMPTS.entries()) {
    await settings.promptName(index).fill(name);
    await settings.promptText(index).fill(text);
  }
  await expect(settings.prompts.getByRole("status")).toHaveText("Saved");

  await settings.proxyField("Proxy address").fill(`http://127.0.0.1:${proxy.port}`);
  await settings.proxyField("User").fill("somebody");
  await settings.proxyField("Password").fill(PASSWORD);
  await settings.proxyToggle.click();
  await expect(settings.proxyToggle).toBeChecked();
  await settings.page.close();
}

/** An answer that will not come to its end, and a question that waits for it. */
async function breakOff(panel: OldView, site: PracticeSite): Promise<void> {
  await panel.button("New chat").click();
  site.set({ answer: LONG_ANSWER.join("") });
  site.hold();
  await panel.ask("Write a long text");
  await expect(panel.answers.last()).toHaveAttribute("data-state", "sending");
  await panel.ask("And then");
  await expect(panel.questions).toHaveCount(2);
  site.release(STORED_TOKENS);
  const stored = LONG_ANSWER.slice(0, STORED_TOKENS).join("");
  await expect.poll(() => storedTexts(panel.page, "messages")).toContain(stored);
}

/** The texts of all rows of one of the old version's stores. */
function storedTexts(page: Page, store: "messages" | "drafts"): Promise<string[]> {
  return page.evaluate(
    (name) =>
      new Promise<string[]>((resolve, reject) => {
        const opening = indexedDB.open("sidenote");
        opening.addEventListener("error", () => reject(opening.error ?? new Error("Not opened")));
        opening.addEventListener("success", () => {
          const reading = opening.result.transaction(name).objectStore(name).getAll();
          reading.addEventListener("success", () => {
            opening.result.close();
            resolve(reading.result.map(({ text }: { text: string }) => text));
          });
        });
      }),
    store,
  );
}
