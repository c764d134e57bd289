import type { Page } from "@playwright/test";
import { violationsOf } from "./axe.ts";
import { expect, test } from "./test.ts";
import { viewPage } from "./view-page.ts";

function settingsPage(page: Page) {
  const prompts = page.getByRole("region", { name: "Quick prompts" });
  return {
    page,
    prompts,
    data: page.getByRole("region", { name: "Your conversations" }),
    button: (name: string) => page.getByRole("button", { name, exact: true }),
    name: (index: number) => prompts.getByRole("textbox", { name: "Name" }).nth(index),
    names: () =>
      prompts
        .getByRole("textbox", { name: "Name" })
        .evaluateAll((fields) => fields.map((field) => (field as HTMLInputElement).value)),
    question: page.getByRole("alertdialog"),
    active: viewPage(page).active,
  };
}

const ORIGINAL = ["Summarise", "Explain", "Translate", "Improve writing"];

test("two settings pages that change prompts keep what the other one changes, and show it", async ({ extension }) => {
  const one = settingsPage(await extension.openTab("options.html"));
  const other = settingsPage(await extension.openTab("options.html"));
  await one.name(0).fill("Short");
  await other.name(1).fill("Plain");
  await expect(other.prompts.getByText("Saved")).toBeVisible();
  await one.button("Delete “Translate”").click();
  for (const page of [one, other]) await expect.poll(page.names).toEqual(["Short", "Plain", "Improve writing"]);
  await one.page.reload();
  await expect.poll(one.names).toEqual(["Short", "Plain", "Improve writing"]);
});

test("a deleted prompt leaves the focus beside it, and comes back by Undo, which is one Tab away", async ({
  extension,
}) => {
  const settings = settingsPage(await extension.openTab("options.html"));
  await settings.button("Delete “Explain”").focus();
  await settings.page.keyboard.press("Enter");
  await expect.poll(settings.names).toEqual(["Summarise", "Translate", "Improve writing"]);
  await expect.poll(settings.active).toBe("Delete “Translate”");
  await settings.page.keyboard.press("Enter");
  await expect.poll(settings.active).toBe("Delete “Improve writing”");
  await settings.page.keyboard.press("Tab");
  await expect.poll(settings.active).toBe("Undo");
  await settings.page.keyboard.press("Enter");
  await expect.poll(settings.names).toEqual(["Summarise", "Translate", "Improve writing"]);
  await expect.poll(settings.active).toBe("Delete “Improve writing”");
  await settings.page.keyboard.press("Control+z");
  await expect.poll(settings.names).toEqual(ORIGINAL);
});

test("the original prompts are restored after a question with the number, and that is taken back", async ({
  extension,
}) => {
  const settings = settingsPage(await extension.openTab("options.html"));
  await settings.name(0).fill("Short");
  await settings.button("Delete “Explain”").click();
  await expect.poll(settings.names).toEqual(["Short", "Translate", "Improve writing"]);
  await settings.button("Restore the original prompts").click();
  await expect(settings.question).toContainText("This replaces your 3 prompts with the original ones.");
  await settings.question.getByRole("button", { name: "Cancel" }).click();
  await expect.poll(settings.names).toEqual(["Short", "Translate", "Improve writing"]);
  await settings.button("Restore the original prompts").click();
  await settings.question.getByRole("button", { name: "Restore the original prompts" }).click();
  await expect.poll(settings.names).toEqual(ORIGINAL);
  await settings.button("Undo").click();
  await expect.poll(settings.names).toEqual(["Short", "Translate", "Improve writing"]);
});

test("what the browser does not store is not shown as stored", async ({ extension }) => {
  const settings = settingsPage(await extension.openTab("options.html"));
  const session = settings.page.getByRole("checkbox", { name: "Use my session on the site" });
  await session.check();
  const stored = () => settings.page.evaluate(async () => Object.keys(await chrome.storage.local.get()));
  await expect.poll(stored).toContain("setting:useSiteSession");
  await settings.page.reload();
  await expect(session).toBeChecked();
  await settings.page.evaluate(() => {
    type Api = { storage: { local: { set: unknown } } } | undefined;
    const { chrome, browser } = globalThis as unknown as { chrome: Api; browser: Api };
    const refuse = () => Promise.reject(new Error("QUOTA_BYTES quota exceeded"));
    for (const api of [chrome, browser]) if (api !== undefined) api.storage.local.set = refuse;
  });
  await session.click();
  await expect(settings.page.getByRole("alert")).toContainText("This could not be saved on this computer");
  await expect(session).toBeChecked();
  await settings.button("Delete “Explain”").click();
  await expect(settings.prompts.getByRole("alert")).toBeVisible();
  expect(await settings.names()).toEqual(ORIGINAL);
});

test("all conversations are deleted here after a question with their number, and are in the bin", async ({
  extension,
  panel,
}) => {
  for (const question of ["one", "two"]) {
    await panel.button("New chat").click();
    await panel.ask(question);
    await panel.answer("done");
  }
  const settings = settingsPage(await extension.openTab("options.html"));
  await settings.button("Delete all conversations").click();
  await expect(settings.question).toContainText("Delete all 2 conversations?");
  await settings.question.getByRole("button", { name: "Delete all conversations" }).click();
  await expect(settings.data.getByText("In the bin: 2.")).toBeVisible();
  await expect(settings.button("Delete all conversations")).toBeDisabled();
  await expect(panel.page.getByRole("heading", { name: "New chat" })).toBeVisible();
  await settings.button("Undo").click();
  await expect(settings.data.getByText("In the bin: 0.")).toBeVisible();

  await settings.button("Delete all conversations").click();
  await settings.question.getByRole("button", { name: "Delete all conversations" }).click();
  await settings.button("Show the bin").click();
  const rows = settings.data.getByRole("listitem");
  await expect(rows).toHaveCount(2);
  await settings.button("Restore: one").click();
  await expect(rows).toHaveText([/^two/]);
  await settings.button("Empty the bin").click();
  await settings.question.getByRole("button", { name: "Empty the bin" }).click();
  await expect(settings.data.getByText("The bin is empty.")).toBeVisible();
  await panel.button("Conversations").click();
  const list = panel.page.getByRole("dialog", { name: "Conversations" });
  await expect(list.getByRole("listitem")).toHaveText([/^one/]);
  await list.getByRole("searchbox", { name: "Search" }).fill("two");
  await expect(list.getByText("Nothing found")).toBeVisible();
});

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`in ${colorScheme} colours axe finds nothing`, () => {
    test.use({ browserOptions: { colorScheme } });

    test("in the settings with prompts, the bin, Undo and a question", async ({ extension, panel }) => {
      await panel.ask("one");
      await panel.answer("done");
      const settings = settingsPage(await extension.openTab("options.html"));
      await settings.button("Add a prompt").click();
      await settings.button("Delete all conversations").click();
      await expect(settings.question).toBeVisible();
      expect(await violationsOf(settings.page)).toEqual([]);
      await settings.question.getByRole("button", { name: "Delete all conversations" }).click();
      await settings.button("Show the bin").click();
      await expect(settings.data.getByRole("listitem")).toHaveCount(1);
      await expect(settings.button("Undo")).toBeVisible();
      expect(await violationsOf(settings.page)).toEqual([]);
    });

    test("in the bin of the list", async ({ extension, panel }) => {
      await panel.ask("one");
      await panel.answer("done");
      // Axe cannot be brought into Firefox's sidebar.
      const tab = viewPage(await extension.openTab("sidepanel.html"));
      await tab.button("Conversations").click();
      await tab.button("Delete “one”").click();
      await tab.button("Bin (1)").click();
      await expect(tab.button("Restore: one")).toBeVisible();
      expect(await violationsOf(tab.page)).toEqual([]);
    });
  });
}

test("what went where is counted, forgotten, and brought back", async ({ extension, panel }) => {
  await panel.ask("Hello");
  await panel.answer("done");
  const settings = settingsPage(await extension.openTab("options.html"));
  const region = settings.page.getByRole("region", { name: "What goes where" });
  const items = region.getByRole("listitem");
  await expect(items).toContainText("a public site · 1 question · none with text of a page · last: ");
  await panel.ask("And?");
  await expect(items).toContainText("2 questions");
  await region.getByRole("button", { name: "Forget" }).press("Enter");
  await expect(region).toContainText("Nothing was sent yet.");
  await expect(settings.button("Undo")).toBeVisible();
  await settings.page.keyboard.press("Tab");
  await expect.poll(settings.active).toBe("Undo");
  await settings.page.keyboard.press("Enter");
  await expect(items).toContainText("2 questions");
  expect(await violationsOf(settings.page)).toEqual([]);
});
