import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { violationsOf } from "./axe.ts";
import type { ExtensionBrowser } from "./extension-browser.ts";
import { startOpenAiServer } from "./open-ai-server.ts";
import { canOwnPolicies, createOrganisationFiles } from "./organisation-files.ts";
import { seedBackends } from "./seed-backend.ts";
import { expect, test } from "./test.ts";
import { viewPage } from "./view-page.ts";

const KEY = "sk-example-0123456789";
const FIXED = "Set by your organisation";

type Rules = Record<string, unknown>;
interface Example {
  file: { data: Rules; "3rdparty": { extensions: Record<string, Rules> } };
  rules: Rules;
}

/** The example of the documentation, for this installation. */
async function readExample({ engine, extensionUrl }: ExtensionBrowser, baseUrl: string): Promise<Example> {
  const text = await readFile("docs/organisations.md", "utf8");
  const [, json = ""] = new RegExp(`\`\`\`json ${engine}\n(.*?)\`\`\``, "s").exec(text) ?? [];
  const id = new URL(extensionUrl).host;
  const file = JSON.parse(
    json.replace("EXTENSION_ID", id).replace("https://llm.example.com/v1", baseUrl),
  ) as Example["file"];
  const rules = engine === "firefox" ? file.data : file["3rdparty"].extensions[id];
  if (rules === undefined) throw new Error("The example has no rules");
  return { file, rules };
}

function settingsPage(page: Page) {
  const items = page.getByRole("region", { name: "Backends" }).getByRole("listitem");
  return {
    page,
    heading: page.getByRole("heading", { name: FIXED }),
    items,
    item: (name: string) => items.filter({ hasText: name }),
  };
}

const openSettings = async (extension: ExtensionBrowser) => settingsPage(await extension.openTab("options.html"));

test("the example for this browser holds as soon as it is installed, and so does a change of it, without a restart", async ({
  site,
  engine,
  start,
}) => {
  if (engine === "chromium" && !canOwnPolicies()) {
    const description = "the policies of Chromium can only be set for the whole machine here";
    test.info().annotations.push({ type: "not tried", description });
    return;
  }
  const files = await createOrganisationFiles(engine);
  const server = await startOpenAiServer(["example-large"]);
  const extension = await start({ site, organisation: files.folder });
  site.reset();
  await extension.giveAccess("http://127.0.0.1/*");
  await seedBackends(extension, {
    backends: [{ id: "own", name: "My own", type: "openai-compatible", config: { baseUrl: "https://own.example/v1" } }],
  });
  let settings = await openSettings(extension);
  await expect(settings.item("chatgptt.me")).toBeVisible();
  await expect(settings.heading).toBeHidden();

  const { file, rules } = await readExample(extension, server.baseUrl);
  await files.install(file);
  // Firefox tells nothing of it, so a page that is open shows it when it is opened again.
  if (engine === "firefox") settings = await openSettings(extension);
  await expect(settings.heading).toBeVisible();
  const managed = settings.item("Example LLM");
  await expect(managed).toContainText(FIXED);
  await expect(managed.getByRole("button")).toHaveCount(0);
  await expect(settings.item("My own")).toContainText("does not let this be asked");
  await expect(settings.item("chatgptt.me")).toHaveCount(0);
  await expect(settings.page.getByText("chatgptt.me is switched off.")).toBeVisible();
  expect(await violationsOf(settings.page)).toEqual([]);

  const panel = viewPage(await extension.openPanel());
  await panel.willAsk("Example LLM: example-large");
  await panel.agree();
  await panel.ask("Hello?");
  await expect(await panel.answer("done")).toContainText("An answer from the desk.");
  expect(server.keys.at(-1)).toBe(`Bearer ${KEY}`);
  expect(site.received.questions()).toEqual([]);
  const stored = await (
    await extension.background()
  ).evaluate(async () => JSON.stringify(await chrome.storage.local.get(null)));
  expect(stored).not.toContain(KEY);
  await extension.closePanel();

  Object.assign(rules, {
    allowChatgptt: true,
    fixedOrder: false,
    allowedKinds: ["chatgptt"],
    allowedAddresses: undefined,
  });
  await files.install(file);
  if (engine === "firefox") {
    // The page closes while the driver still has its hand on the button.
    void settings.page
      .getByRole("button", { name: "Read the rules again" })
      .click()
      .catch(() => undefined);
    await extension.afterReload();
    settings = await openSettings(extension);
  }
  await expect(settings.item("chatgptt.me")).toBeVisible();
  await expect(settings.page.getByText("is switched off.")).toBeHidden();
  // The person's own one was asked first before the rules, and nobody is in its place until they say who.
  await expect(settings.page.getByRole("alert")).toContainText("until you say who is asked first");
  await settings.item("Example LLM").getByRole("button", { name: "Move down" }).click();
  await settings.item("chatgptt.me").getByRole("button", { name: "Ask this one first" }).click();
  await expect(settings.item("chatgptt.me")).toContainText("Asked first");

  await extension.close();
  await server.close();
  await files.remove();
});
