import { SECRETS_DATABASE_NAME } from "../../src/platform/database-names.ts";
import type { ExtensionBrowser } from "./extension-browser.ts";
import { expect, test } from "./test.ts";
import { viewPage } from "./view-page.ts";

const NAME = "Sign in with OpenRouter";

async function openSettings(extension: ExtensionBrowser) {
  await extension.allowAccess("https://openrouter.ai/*");
  const page = await extension.openTab("options.html");
  return {
    page,
    button: page.getByRole("button", { name: NAME }),
    items: page.getByRole("list", { name: "Backends" }).getByRole("listitem"),
    dialog: page.getByRole("dialog", { name: "Edit a backend" }),
  };
}

test("who signs in with OpenRouter has a backend, chooses a free model, and is answered", async ({
  site,
  extension,
}) => {
  const { button, items, dialog } = await openSettings(extension);
  const auth = await extension.nextTab(() => button.click());
  await auth.getByRole("link", { name: "Authorize" }).click();
  await expect(dialog).toBeVisible();
  await expect(items.filter({ hasText: "OpenRouter" })).toHaveCount(1);
  await expect(dialog).toContainText("You are signed in. Choose a model: free ones come first.");
  const exchange = site.received.all.find(({ path }) => path === "/api/v1/auth/keys");
  expect(exchange?.headers["origin"]).toBeUndefined();
  expect(exchange?.headers["cookie"]).toBeUndefined();
  const model = dialog.getByRole("combobox", { name: "Model", exact: true });
  await model.click();
  const options = dialog.getByRole("listbox", { name: "Model" }).getByRole("option");
  await expect(options).toHaveText([/Small \(free\)/, /Tiny \(free\)/, /Large/]);
  await expect(dialog).toContainText("38 of 50 questions to free models are left today.");
  await options.first().click();
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toBeHidden();

  await extension.page.bringToFront();
  const panel = viewPage(await extension.openPanel());
  await panel.ask("Hello");
  await expect(await panel.answer("done")).toContainText("An answer by way of OpenRouter.");
});

test("what comes of no sign-in changes nothing and says why, and the next one gives its key to the backend that is there", async ({
  site,
  extension,
}) => {
  const { page, button, items, dialog } = await openSettings(extension);
  const exchanges = () => site.received.all.filter(({ path }) => path === "/api/v1/auth/keys");
  await expect(items).toHaveCount(1);

  const auth = await extension.nextTab(() => button.click());
  await expect(page.getByText("Sign in and agree in the window that has opened.")).toBeVisible();
  await auth.close();
  await expect(page.getByText("You have not signed in, and nothing has changed.")).toBeVisible();
  expect(exchanges()).toEqual([]);

  site.set({ signIn: "other-try" });
  await button.click();
  await expect(page.getByText("The answer belonged to another try, so it was not used.")).toBeVisible();
  expect(exchanges()).toEqual([]);

  site.set({ signIn: "expired" });
  await button.click();
  await expect(page.getByText("OpenRouter does not take this sign-in any more")).toBeVisible();
  expect(exchanges()).toHaveLength(1);
  await expect(items).toHaveCount(1);

  site.set({ signIn: "agree" });
  for (const times of [1, 2]) {
    await button.click();
    // What is still to come into the dialog would move its buttons.
    await expect(dialog).toContainText("38 of 50 questions to free models are left today.");
    expect(exchanges()).toHaveLength(1 + times);
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await expect(dialog).toBeHidden();
    await expect(items).toHaveCount(2);
  }
  const secrets = await (await extension.background()).evaluate(readSecrets, SECRETS_DATABASE_NAME);
  expect(secrets).toEqual([expect.stringMatching(/^sk-or-v1-/)]);
  const stored = JSON.stringify(
    await (await extension.background()).evaluate(async () => chrome.storage.local.get(null)),
  );
  const verifiers = exchanges().map(({ body }) => JSON.parse(body.toString()) as { code_verifier: string });
  expect(new Set(verifiers.map(({ code_verifier: verifier }) => verifier)).size).toBe(3);
  for (const hidden of [...secrets, ...verifiers.map(({ code_verifier: verifier }) => verifier)]) {
    expect(stored).not.toContain(hidden);
  }
});

/** Runs in the browser, so it stands by itself. */
async function readSecrets(database: string): Promise<string[]> {
  const opened = await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open(database);
    opening.addEventListener("success", () => resolve(opening.result));
    opening.addEventListener("error", () => reject(opening.error));
  });
  const values = await new Promise<string[]>((resolve) => {
    const reading = opened.transaction("secrets").objectStore("secrets").getAll();
    reading.addEventListener("success", () => resolve(reading.result as string[]));
  });
  opened.close();
  return values;
}
