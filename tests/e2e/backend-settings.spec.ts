import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "@playwright/test";
import { answerAccessPrompt } from "./access-prompt.ts";
import { violationsOf } from "./axe.ts";
import { LANGUAGES } from "./languages.ts";
import { buildWithPseudoLanguages } from "./pseudo-languages.ts";
import { seedBackends } from "./seed-backend.ts";
import { expect, test } from "./test.ts";
import { viewPage } from "./view-page.ts";

const KEY = "sk-practice-0123456789";

/** Starts a server that speaks OpenAI's format, wants a key, and has many models. */
async function startServer() {
  const received: { path: string | undefined; headers: IncomingHttpHeaders; body: string }[] = [];
  const models = Array.from({ length: 300 }, (_, index) => ({ id: `maker/model-${index}`, name: `Model ${index}` }));
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (piece: Buffer) => (body += piece.toString()));
    request.on("end", () => {
      received.push({ path: request.url, headers: request.headers, body });
      const isRight = request.headers.authorization === `Bearer ${KEY}`;
      response.writeHead(isRight ? 200 : 401, { "content-type": "application/json" });
      const answer = {
        choices: [{ index: 0, message: { role: "assistant", content: "Hello" }, finish_reason: "stop" }],
      };
      const error = { error: { message: "Incorrect API key provided", code: "invalid_api_key" } };
      response.end(JSON.stringify(isRight ? (request.method === "POST" ? answer : { data: models }) : error));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    host: `127.0.0.1:${port}`,
    received,
    close: () => new Promise((resolve) => server.close(resolve).closeAllConnections()),
  };
}

/** The section as a person knows it. */
function settingsPage(page: Page) {
  const dialog = page.getByRole("dialog");
  return {
    page,
    dialog,
    items: page.getByRole("list", { name: "Backends" }).getByRole("listitem"),
    result: dialog.getByRole("status", { name: "Test result" }),
    field: (name: string) => dialog.getByRole("textbox", { name, exact: true }),
    model: dialog.getByRole("combobox", { name: "Model" }),
    options: dialog.getByRole("listbox", { name: "Model" }).getByRole("option"),
    active: viewPage(page).active,
    stored: () => page.evaluate(async () => JSON.stringify(await chrome.storage.local.get(null))),
  };
}

/** Presses Tab until the control with this name has the focus. */
async function tabTo(page: Page, name: string, key = "Tab"): Promise<void> {
  const focused = () =>
    page.evaluate(() => {
      const element = document.activeElement;
      const label = (element as HTMLInputElement | null)?.labels?.[0]?.firstChild?.textContent;
      return label ?? element?.textContent;
    });
  for (let presses = 0; presses < 60 && (await focused()) !== name; presses += 1) await page.keyboard.press(key);
  expect(await focused()).toBe(name);
}

test("a backend is added, tried, changed, removed and brought back by keyboard alone", async ({
  display,
  onScreen: extension,
}) => {
  const server = await startServer();
  const page = await extension.context.newPage();
  await page.goto(`${extension.extensionUrl}options.html`);
  const { keyboard } = page;
  const settings = settingsPage(page);

  await expect(page.getByRole("button", { name: "Add a backend" })).toBeVisible();
  await tabTo(page, "Add a backend");
  await keyboard.press("Enter");
  await expect(settings.dialog).toHaveAccessibleName("Add a backend");
  await keyboard.type("Other");
  await tabTo(page, "Name");
  await keyboard.type("Practice");
  await tabTo(page, "Address");
  await keyboard.type(`${server.host}/v1/chat/completions`);
  await expect(settings.dialog).toContainText(`Sidenote asks at http://${server.host}/v1. “http://” was put in front.`);
  await tabTo(page, "Key");
  await keyboard.type("sk-wrong");
  await tabTo(page, "Test the connection");
  await answerAccessPrompt(display, () => keyboard.press("Enter"), "allow");
  await expect(settings.result).toContainText(`${server.host} does not accept this key.`);
  await expect(settings.result).toContainText("Its own words: Incorrect API key provided");

  await tabTo(page, "Type the key");
  await keyboard.press("Enter");
  await expect(settings.field("Key")).toBeFocused();
  await keyboard.press("Control+a");
  await keyboard.type(KEY);
  await tabTo(page, "Model");
  await keyboard.press("ArrowDown");
  await expect(settings.options).toHaveCount(300);
  expect(await violationsOf(page)).toEqual([]);
  await keyboard.type("299");
  await expect(settings.options).toHaveText(["Model 299maker/model-299"]);
  await keyboard.press("ArrowDown");
  await keyboard.press("Enter");
  await expect(settings.model).toHaveValue("maker/model-299");
  await keyboard.press("ArrowDown");
  await keyboard.press("Escape");
  await expect(settings.options).toHaveCount(0);
  await tabTo(page, "Test the connection");
  await keyboard.press("Enter");
  await expect(settings.result).toHaveText("It works: maker/model-299 has answered.");
  await tabTo(page, "Save");
  await keyboard.press("Enter");
  await expect(settings.dialog).toBeHidden();
  await expect(settings.items.first()).toContainText("Other server · maker/model-299 · this computer alone");
  await expect.poll(settings.active).toBe("Add a backend");
  expect(await settings.stored()).not.toContain("sk-");
  const asked = server.received.at(-1);
  expect(asked?.headers).toMatchObject({ authorization: `Bearer ${KEY}` });
  expect(asked?.headers).not.toHaveProperty("origin");

  // Of the two, the new one is the first.
  await tabTo(page, "Remove", "Shift+Tab");
  await keyboard.press("Shift+Tab");
  await keyboard.press("Enter");
  await expect(settings.dialog).toHaveAccessibleName("Edit a backend");
  await expect(settings.dialog).toContainText(`A key is stored that ends in ${KEY.slice(-4)}.`);
  await tabTo(page, "Name");
  await keyboard.press("Control+a");
  await keyboard.type("Renamed");
  await keyboard.press("Enter");
  await expect(settings.dialog).toBeHidden();
  await expect(settings.items.first()).toContainText("Renamed");
  await expect.poll(settings.active).toBe("Edit");

  await keyboard.press("Tab");
  await keyboard.press("Enter");
  await expect(settings.items).toHaveCount(1);
  await expect.poll(settings.active).toBe("Edit");
  const access = () => page.evaluate(async () => (await chrome.permissions.getAll()).origins);
  await expect.poll(access).toEqual(["https://chatgptt.me/*"]);
  await tabTo(page, "Undo");
  // Chromium asks once a host: what was given back it gives again.
  await keyboard.press("Enter");
  await expect(settings.items.first()).toContainText("Renamed");
  await expect(settings.items.first()).toContainText("Asked first");
  await expect.poll(access).toContain("http://127.0.0.1/*");
  await settings.items.first().getByRole("button", { name: "Edit" }).click();
  await page.getByRole("button", { name: "Test the connection" }).click();
  await expect(settings.result).toHaveText("It works: maker/model-299 has answered.");
  await server.close();
});

test("a dialog that is left by Escape leaves nothing behind, neither key nor access", async ({ extension }) => {
  const page = await extension.openTab("options.html");
  const settings = settingsPage(page);
  await page.getByRole("button", { name: "Add a backend" }).click();
  await settings.dialog.getByRole("combobox", { name: "Kind" }).selectOption("Ollama");
  await settings.field("Key").fill(KEY);
  await settings.model.click();
  await expect(settings.dialog).toContainText("“Test the connection” asks the browser for access to 127.0.0.1:11434.");
  await page.keyboard.press("Escape");
  await expect(settings.dialog).toBeHidden();
  await expect.poll(settings.active).toBe("Add a backend");
  const keys = () =>
    page.evaluate(
      () =>
        new Promise<IDBValidKey[]>((resolve, reject) => {
          const opening = indexedDB.open("sidenote-secrets");
          opening.addEventListener("error", () => reject(opening.error));
          opening.addEventListener("success", () => {
            const reading = opening.result.transaction("secrets").objectStore("secrets").getAllKeys();
            reading.addEventListener("success", () => {
              opening.result.close();
              resolve(reading.result);
            });
          });
        }),
    );
  await expect.poll(keys).toEqual([]);
  await expect(settings.items).toHaveCount(1);
});

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`in ${colorScheme} colours axe finds nothing`, () => {
    test.use({ browserOptions: { colorScheme } });

    test("in the dialog, with a problem and with what a test has shown", async ({ site, extension }) => {
      const page = await extension.openTab("options.html");
      const settings = settingsPage(page);
      await page.getByRole("button", { name: "Add a backend" }).click();
      expect(await violationsOf(page)).toEqual([]);
      await settings.dialog.getByRole("combobox", { name: "Kind" }).selectOption("Other server");
      await page.getByRole("button", { name: "Save" }).click();
      await expect(settings.dialog.getByRole("alert")).toHaveText("Type the address of the server.");
      expect(await violationsOf(page)).toEqual([]);
      await page.getByRole("button", { name: "Cancel" }).click();
      site.set({ tokens: false });
      await settings.items.first().getByRole("button", { name: "Edit" }).click();
      await page.getByRole("button", { name: "Test the connection" }).click();
      await expect(settings.result).toContainText("There is no chat on this page");
      expect(await violationsOf(page)).toEqual([]);
      site.set({ tokens: true });
      await page.getByRole("button", { name: "Try again" }).click();
      await expect(settings.result).toHaveText("It works.");
      expect(await violationsOf(page)).toEqual([]);
    });
  });
}

test.describe("at 320 px nothing is cut off", () => {
  test.beforeAll(buildWithPseudoLanguages);

  for (const { code, texts, browserOptions, choose } of LANGUAGES) {
    test.describe(`in the language ${code}`, () => {
      test.use({ browserOptions });

      test("in the section and the dialog of each kind", async ({ extension }) => {
        await choose(extension);
        await seedBackends(extension, {
          backends: [
            { name: "A name that is longer than the list is wide", type: "ollama", config: {}, model: "owl:70b" },
            { name: "Donaudampfschifffahrtsgesellschaft", type: "ollama", config: {} },
          ],
        });
        const page = await extension.context.newPage();
        await page.setViewportSize({ width: 320, height: 700 });
        await page.goto(`${extension.extensionUrl}options.html`);
        await page.getByRole("button", { name: texts.addBackend.message }).click();
        const kinds = page.locator("dialog select");
        await expect(kinds).toBeVisible();
        for (let index = 0; index < (await kinds.locator("option").count()); index += 1) {
          await kinds.selectOption({ index });
          const wide = await page.evaluate(() =>
            [document.documentElement, ...document.querySelectorAll("dialog, dialog form *, .backends *")]
              .filter(({ tagName }) => !["INPUT", "SELECT", "OPTION"].includes(tagName))
              .filter(({ scrollWidth, clientWidth }) => clientWidth > 0 && scrollWidth > clientWidth + 1)
              .map(({ tagName, className }) => `${tagName} ${className}`),
          );
          expect(wide).toEqual([]);
        }
      });
    });
  }
});
