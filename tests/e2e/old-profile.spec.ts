import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import type { ReceivedRequest } from "../practice-site/practice-site.ts";
import { type ConnectProxy, startConnectProxy } from "../support/connect-proxy.ts";
import { keepEvidence } from "./evidence.ts";
import type { ExtensionBrowser } from "./extension-browser.ts";
import { exchangeBuild } from "./old-builds/exchange-build.ts";
import {
  ADDED_SITE,
  CREDENTIALS,
  fillOldProfile,
  LONG_ANSWER,
  OWN_PROMPTS,
  STORED_TOKENS,
} from "./old-builds/old-profile.ts";
import { oldView } from "./old-builds/old-view.ts";
import { openProxySettings } from "./proxy-settings.ts";
import { expect, test as base } from "./test.ts";
import { type ViewPage, viewPage } from "./view-page.ts";

/** What the list shows, from the top; the first is pinned. */
const TITLES = [
  /^Tell me about rivers/,
  /^Write a long text/,
  /^Where does this go/,
  /^Will this fail/,
  /^Will this break/,
  /^Our star/,
];
const DELETED = /^Not wanted any more/;
const stored = LONG_ANSWER.slice(0, STORED_TOKENS).join("").trim();

interface Computer {
  proxy: ConnectProxy;
  /** Closes the browser, puts this build where the other one was, and starts it again with the same profile. */
  startWith(build: "old" | "today"): Promise<ExtensionBrowser>;
}

const test = base.extend<{ computer: Computer }>({
  computer: async ({ engine, site, start }, use, testInfo) => {
    site.reset();
    const folder = await mkdtemp(join(tmpdir(), "sidenote-old-profile-"));
    const [profile, extensionFolder] = [join(folder, "profile"), join(folder, "extension")];
    const proxy = await startConnectProxy({ targetPort: site.port, credentials: CREDENTIALS });
    let running: ExtensionBrowser | undefined;
    await use({
      proxy,
      async startWith(build) {
        await running?.close();
        running = undefined;
        await exchangeBuild(build, { engine, profile, extensionFolder });
        running = await start({ site, profile, extensionFolder });
        await running.page.goto(site.article());
        return running;
      },
    });
    if (running !== undefined) await keepEvidence(running, site, testInfo);
    await running?.close();
    await proxy.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  },
});

test("the profile of version 0.1.0 is taken over with nothing lost, and survives a way back", async ({
  site,
  computer,
}) => {
  await fillOldProfile({ extension: await computer.startWith("old"), site, proxy: computer.proxy });
  site.received.clear();

  const extension = await computer.startWith("today");
  site.release();
  const panel = viewPage(await extension.openPanel());
  await test.step("nothing is sent, or asked of the person, by itself", async () => {
    await expect(panel.box).toHaveValue("for a new chat");
    await expect(panel.button("Agree and start")).toHaveCount(0);
    await expect(panel.alert).toHaveCount(0);
    expect(site.received.questions()).toEqual([]);
  });
  await test.step("the conversations are listed, with their titles and the pin", async () => {
    await expectList(panel, TITLES);
  });
  await test.step("texts and branches are there", async () => {
    await show(panel, "Tell me about rivers");
    await expectRivers(panel);
  });
  await test.step("the settings are as they were, and the password is in a safer place", async () => {
    await expectSettings(extension, computer.proxy);
  });
  await test.step("own prompts are offered", async () => {
    await extension.page.bringToFront();
    const popup = viewPage(await extension.openPopup());
    for (const { name } of OWN_PROMPTS) await expect(popup.button(name)).toBeVisible();
    await popup.page.close();
  });
  await test.step("a new question in an old conversation is answered by the chosen site, through the proxy", async () => {
    await show(panel, "Our star");
    await expect(panel.questions).toHaveText([/^What is a star/, /^And the sun/]);
    site.set({ answer: "It goes round us." });
    site.received.clear();
    await panel.ask("And the moon");
    await expect(panel.answers).toHaveCount(3);
    await expect(await panel.answer("done")).toContainText("It goes round us.");
    const [question] = site.received.questions();
    expect(question?.fields["message"]).toBe(
      "User: What is a star\nAssistant: A ball of hot gas.\nUser: And the sun\nAssistant: It is one of them.\nUser: And the moon\nAssistant:",
    );
    expectOnlyTheAddedSite(site.received.all, computer.proxy);
  });
  await test.step("an answer that broke off goes on, and tells by whom it was begun", async () => {
    await show(panel, "Will this break");
    await expect(panel.answers).toContainText("The first part");
    site.set({ answer: " and the second" });
    await panel.button("Continue").click();
    const answer = await panel.answer("done");
    await expect(answer).toContainText(/The first part.* and the second/);
    await expect(answer).toContainText(/chatgptt\.me \(gpt-4o-mini\).*other\.sidenote\.test/);
  });
  await test.step("a failure says what failed, and with whom", async () => {
    await show(panel, "Will this fail");
    await expect(await panel.answer("failed")).toContainText("Something failed on chatgptt.me.");
    await expect(panel.button("Try again")).toBeVisible();
  });
  await test.step("what was typed into a conversation is there, and who answered in it", async () => {
    await show(panel, "Where does this go");
    await expect(panel.box).toHaveValue("half a thought");
    await expect(panel.answers).toHaveText([/^From the added site\.\s*gpt-4o-mini/]);
  });
  await test.step("the interrupted answer goes on, and the question that waited for it can be sent", async () => {
    await show(panel, "Write a long text");
    await expect(panel.questions).toHaveText([/^Write a long text/, /^And then.*Waits for the answer before it/]);
    await expect(await panel.answer("interrupted")).toContainText(stored);
    await expect(panel.button("Continue")).toBeVisible();
    const kept = await panel.answerText();
    expect(LONG_ANSWER.join("").startsWith(kept)).toBe(true);
    site.set({ answer: " and the rest" });
    await panel.button("Continue").click();
    await expect(await panel.answer("done")).toContainText(`${kept} and the rest`);
    await panel.button("Send now").click();
    await expect(panel.answers).toHaveCount(2);
    await panel.answer("done");
    expectOnlyTheAddedSite(site.received.all, computer.proxy);
  });
  await test.step("what was deleted comes back from the bin", async () => {
    await panel.button("Conversations").click();
    await panel.button("Bin (1)").click();
    await panel.button("Restore: Not wanted any more").click();
    await expect(panel.button("Restore: Not wanted any more")).toHaveCount(0);
    await panel.page.keyboard.press("Escape");
  });

  await test.step("the old version shows it all when it is back, also what came since", async () => {
    const old = oldView(await (await computer.startWith("old")).openPanel());
    await expect(old.box).toHaveValue("for a new chat");
    await old.show("Tell me about rivers");
    await expectRivers(viewPage(old.page));
    await old.show("Our star");
    await expect(old.questions).toHaveText([/^What is a star/, /^And the sun/, /^And the moon/]);
    await old.show("Write a long text");
    await expect(old.answers.first()).toContainText(" and the rest");
  });

  await test.step("and nothing of it is gone after that", async () => {
    const last = await computer.startWith("today");
    const again = viewPage(await last.openPanel());
    await expect(again.box).toHaveValue("for a new chat");
    await expectList(again, [...TITLES, DELETED]);
    await show(again, "Tell me about rivers");
    await expectRivers(again);
    await expectSettings(last, computer.proxy);
    await show(again, "Our star");
    site.received.clear();
    await again.ask("And Mars");
    await expect(again.answers).toHaveCount(4);
    await again.answer("done");
    expectOnlyTheAddedSite(site.received.all, computer.proxy);
  });
});

async function expectList(panel: ViewPage, titles: readonly RegExp[]): Promise<void> {
  await panel.button("Conversations").click();
  const list = panel.page.getByRole("dialog", { name: "Conversations" });
  const rows = list.getByRole("listitem");
  await expect(rows).toHaveCount(titles.length);
  // What is asked or continued moves up.
  for (const title of titles) await expect(rows.filter({ hasText: title })).toHaveCount(1);
  await expect(rows.first()).toHaveText(titles[0] ?? "");
  await expect(list.getByRole("heading", { name: "Pinned" })).toBeVisible();
  await panel.page.keyboard.press("Escape");
  await expect(list).toBeHidden();
}

async function show(panel: ViewPage, title: string): Promise<void> {
  await panel.button("Conversations").click();
  const list = panel.page.getByRole("dialog", { name: "Conversations" });
  await list.getByRole("button", { name: new RegExp(`^${title}`) }).click();
  await expect(list).toBeHidden();
}

/** The conversation with branches, from that which was shown, through all of them, and back. */
async function expectRivers(panel: ViewPage): Promise<void> {
  const switchIn = (message: "question" | "answer", name: "Previous version" | "Next version") =>
    (message === "question" ? panel.questions : panel.answers).first().getByRole("button", { name }).click();
  const texts = panel.log.locator(".markdown");
  await expect(panel.questions).toHaveText([/^Tell me about rivers.*1 \/ 2/, /^And where does it end/]);
  await expect(texts).toHaveText(["about rivers, once more", "It ends in the sea."]);
  await expect(panel.answers.first()).toContainText("2 / 2");
  await switchIn("answer", "Previous version");
  await expect(texts).toHaveText(["about rivers"]);
  await switchIn("question", "Next version");
  await expect(panel.questions).toHaveText([/^Tell me about lakes.*2 \/ 2/]);
  await expect(texts).toHaveText(["about lakes"]);
  // Leads to what was asked last.
  await switchIn("question", "Previous version");
  await expect(texts).toHaveText(["about rivers, once more", "It ends in the sea."]);
}

async function expectSettings(extension: ExtensionBrowser, proxy: ConnectProxy): Promise<void> {
  const settings = await openProxySettings(extension);
  const { page } = settings;
  const backends = page.getByRole("region", { name: "Backends" }).getByRole("listitem");
  await expect(backends.nth(0)).toContainText(ADDED_SITE);
  await expect(backends.nth(0)).toContainText("Asked first");
  await expect(backends.nth(1)).toContainText("chatgptt.me");
  const prompts = page.getByRole("region", { name: "Quick prompts" });
  const names = prompts.getByRole("textbox", { name: "Name" });
  await expect(names).toHaveCount(OWN_PROMPTS.length);
  for (const [index, { name, text }] of OWN_PROMPTS.entries()) {
    await expect(names.nth(index)).toHaveValue(name);
    await expect(prompts.getByRole("textbox", { name: "Prompt", exact: true }).nth(index)).toHaveValue(text);
  }
  await expect(settings.toggle).toBeChecked();
  await expect(settings.address).toHaveValue(`http://127.0.0.1:${proxy.port}`);
  await expect(settings.section.getByRole("textbox", { name: "User" })).toHaveValue("somebody");
  await expect(settings.section).toContainText("A password is stored.");
  expect(await readLocalStorage(page)).not.toContain("p@ss");
  await page.close();
}

/** All that scripts in pages could read, where a browser lets them. */
function readLocalStorage(page: Page): Promise<string> {
  return page.evaluate(async () => JSON.stringify(await chrome.storage.local.get(null)));
}

function expectOnlyTheAddedSite(requests: readonly ReceivedRequest[], proxy: ConnectProxy): void {
  expect(requests.map(({ host }) => host)).toContain(ADDED_SITE);
  expect(requests.filter(({ host }) => host !== ADDED_SITE)).toEqual([]);
  expect(requests.filter(({ remotePort }) => !proxy.outgoingPorts.has(remotePort))).toEqual([]);
}
