import type { Page } from "@playwright/test";
import { PROXY_BUILD } from "../support/builds.ts";
import { type ConnectProxy, type ConnectProxyOptions, startConnectProxy } from "../support/connect-proxy.ts";
import type { PracticeSite } from "../practice-site/practice-site.ts";
import { ARTICLE_HOST } from "../practice-site/practice-site.ts";
import type { ExtensionBrowser } from "./extension-browser.ts";
import { openProxySettings, proxySettings } from "./proxy-settings.ts";
import { takeAccessAway } from "./take-access-away.ts";
import { expect, test as base } from "./test.ts";
import type { ViewPage } from "./view-page.ts";

const CREDENTIALS = "somebody:p@ss wörd";
const CHAT = "chatgptt.me:443";
const FAILURE =
  "Sidenote could not reach chatgptt.me through your proxy, and sends nothing past it. Try again, or look at the proxy in the settings.";

const test = base.extend<{ startProxy: (options?: Partial<ConnectProxyOptions>) => Promise<ConnectProxy> }>({
  startProxy: async ({ site }, use) => {
    const proxies: ConnectProxy[] = [];
    await use(async (options) => {
      const proxy = await startConnectProxy({ targetPort: site.port, ...options });
      proxies.push(proxy);
      return proxy;
    });
    await Promise.all(proxies.map((proxy) => proxy.close()));
  },
});

/** Switches the proxy on, as a person does. */
async function useProxy(extension: ExtensionBrowser, address: string, user?: string, password?: string) {
  const settings = await openProxySettings(extension);
  await settings.fill(address, user, password);
  await settings.toggle.click();
  await expect(settings.status).toHaveText("Saved");
  await expect(settings.toggle).toBeChecked();
  return settings;
}

/** Reads another page and visits another site while the chat is used: that is not the proxy's business. */
async function readElsewhere(extension: ExtensionBrowser, address: string): Promise<void> {
  const page = await extension.openTab(address);
  await expect(page.getByRole("article")).toBeVisible();
  await page.close();
}

/** What reached the chat sites came out of the proxy, all of it. */
function expectNothingPast(proxy: ConnectProxy, { received }: PracticeSite): void {
  const requests = received.all.filter(({ host }) => host !== ARTICLE_HOST);
  expect(requests).not.toEqual([]);
  expect(requests.filter(({ remotePort }) => !proxy.outgoingPorts.has(remotePort))).toEqual([]);
}

async function expectFailure(panel: ViewPage): Promise<void> {
  await panel.answer("failed");
  await expect(panel.alert.getByRole("paragraph")).toHaveText([FAILURE]);
  await expect(panel.mendingButtons).toHaveText(["Try again", "Open settings"]);
}

test.describe("the build with a proxy", () => {
  test.use({ browserOptions: { build: PROXY_BUILD } });

  test("a proxy sees the requests to the chat site and nothing else", async ({
    site,
    extension,
    panel,
    startProxy,
  }) => {
    const proxy = await startProxy();
    await useProxy(extension, `http://127.0.0.1:${proxy.port}`);
    await readElsewhere(extension, site.article());
    await panel.ask("Hello there");
    await panel.answer("done");
    await readElsewhere(extension, site.article("ru"));
    expect(new Set(proxy.asked)).toEqual(new Set([CHAT]));
    expectNothingPast(proxy, site);
    expect(site.received.questions().map(({ fields }) => fields["message"])).toEqual(["Hello there"]);
  });

  test("a redirect on the site itself is followed, and one to another host does not lead past the proxy", async ({
    site,
    extension,
    panel,
    startProxy,
  }) => {
    const proxy = await startProxy();
    await useProxy(extension, `http://127.0.0.1:${proxy.port}`);
    site.set({ movedTo: "https://chatgptt.me/chat?from=" });
    await panel.ask("one");
    await panel.answer("done");

    site.set({ movedTo: "https://other.sidenote.test" });
    site.rotateNonce();
    await panel.ask("two");
    await expect(panel.answers).toHaveCount(2);
    await panel.answer("failed");
    expectNothingPast(proxy, site);
    expect(new Set(proxy.asked)).toEqual(new Set([CHAT]));
    expect(JSON.stringify(site.received.all)).not.toContain(new URL(extension.extensionUrl).host);
  });

  test("a check for humans is shown in a tab where that goes through the proxy, and nowhere else", async ({
    engine,
    site,
    extension,
    panel,
    startProxy,
  }) => {
    const proxy = await startProxy();
    await useProxy(extension, `http://127.0.0.1:${proxy.port}`);
    site.set({ challenge: true });
    await panel.ask("Hello there");
    await panel.answer("failed");
    const buttons = engine === "firefox" ? ["Open settings", "Try again"] : ["Open chatgptt.me", "Try again"];
    await expect(panel.mendingButtons).toHaveText(buttons);
    if (engine === "chromium") {
      const tab = await extension.nextTab(() => panel.button("Open chatgptt.me").click());
      await tab.getByRole("button", { name: "I am human" }).click();
      await panel.answer("done");
    }
    expectNothingPast(proxy, site);
  });

  test("a proxy with a password gets it, and nobody else does", async ({ site, extension, panel, startProxy }) => {
    const proxy = await startProxy({ credentials: CREDENTIALS });
    const settings = await useProxy(extension, `http://127.0.0.1:${proxy.port}`, "somebody", "wrong");
    await panel.ask("Hello there");
    await expectFailure(panel);
    expect(proxy.opened).toEqual([]);

    await settings.password.fill("p@ss wörd");
    await settings.button("Save").click();
    await expect(settings.status).toHaveText("Saved");
    await panel.button("Try again").click();
    await panel.answer("done");
    expect(new Set(proxy.opened)).toEqual(new Set([CHAT]));
    expect(site.received.questions()).toHaveLength(1);
    expect(site.received.questions()[0]?.headers).not.toHaveProperty("proxy-authorization");

    await expect(settings.password).toHaveValue("");
    await expect(settings.section).toContainText("A password is stored.");
    expect(await readLocalStorage(settings.page)).not.toContain("p@ss");
    await settings.button("Remove password").click();
    await expect(settings.status).toHaveText("The password is removed");
  });

  test("the password that an older version left in the settings moves out of them, and works", async ({
    extension,
    panel,
    startProxy,
  }) => {
    const proxy = await startProxy({ credentials: CREDENTIALS });
    const settings = await useProxy(extension, `http://127.0.0.1:${proxy.port}`, "somebody", "wrong");
    await settings.button("Remove password").click();
    await expect(settings.status).toHaveText("The password is removed");
    await settings.page.evaluate(async () => {
      const { "setting:proxy": kept } = (await chrome.storage.local.get("setting:proxy")) as Record<string, object>;
      const old = { agreedAt: 1, useProxy: true, proxy: { ...kept, password: "p@ss wörd" } };
      await chrome.storage.local.clear();
      await chrome.storage.local.set({ settings: old });
    });
    expect(await readLocalStorage(settings.page)).toContain("p@ss");
    await extension.killBackground();
    await panel.ask("Hello there");
    await panel.answer("done");
    await expect.poll(() => readLocalStorage(settings.page)).not.toContain("p@ss");
    await expect(settings.section).toContainText("A password is stored.");
    await extension.killBackground();
    await panel.ask("And now?");
    await expect(panel.answers).toHaveCount(2);
    await panel.answer("done");
  });

  test("with the proxy down no request reaches the site, and the person is told; switched off, it is asked directly", async ({
    site,
    extension,
    panel,
    startProxy,
  }) => {
    const proxy = await startProxy();
    const { page } = await useProxy(extension, `http://127.0.0.1:${proxy.port}`);
    await page.close();
    await proxy.close();
    await panel.ask("Hello there");
    await expectFailure(panel);
    expect(site.received.pages()).toEqual([]);
    expect(site.received.questions()).toEqual([]);

    const settings = proxySettings(await extension.nextTab(() => panel.button("Open settings").click()));
    await settings.toggle.click();
    await expect(settings.toggle).not.toBeChecked();
    await panel.button("Try again").click();
    await panel.answer("done");
    expect(site.received.questions()).toHaveLength(1);
  });

  test("without access to the site, which the browser would ask past the proxy, nothing is sent", async ({
    site,
    extension,
    panel,
    startProxy,
  }) => {
    const proxy = await startProxy();
    const settings = await useProxy(extension, `http://127.0.0.1:${proxy.port}`);
    await takeAccessAway(extension);
    await settings.button("Test").click();
    await expect(settings.section).toContainText("The browser does not let Sidenote reach chatgptt.me.");
    await panel.ask("Hello there");
    await panel.answer("failed");
    await expect(panel.mendingButtons).toHaveText(["Allow access to chatgptt.me"]);
    expect(site.received.all.filter(({ host }) => host !== ARTICLE_HOST)).toEqual([]);
    expect(proxy.asked).toEqual([]);
  });

  test("a proxy that goes away is missed at the next question, and found again when it is back", async ({
    site,
    extension,
    panel,
    startProxy,
  }) => {
    const proxy = await startProxy();
    await useProxy(extension, `http://127.0.0.1:${proxy.port}`);
    await panel.ask("one");
    await panel.answer("done");
    proxy.loseTarget();
    await panel.ask("two");
    await expectFailure(panel);
    expect(site.received.questions()).toHaveLength(1);

    const other = await startProxy();
    await useProxyAddress(extension, `http://127.0.0.1:${other.port}`);
    await panel.button("Try again").click();
    await panel.answer("done");
    expect(new Set(other.opened)).toEqual(new Set([CHAT]));
  });

  test("“Test” tells what works and what does not", async ({ extension, startProxy }) => {
    const proxy = await startProxy({ credentials: CREDENTIALS });
    const address = `http://127.0.0.1:${proxy.port}`;
    const settings = await useProxy(extension, address, "somebody", "wrong");
    await settings.button("Test").click();
    await expect(settings.alert).toHaveText("The proxy does not accept this user and password.");

    await settings.password.fill("p@ss wörd");
    await settings.button("Test").click();
    await expect(settings.status).toHaveText("It works: chatgptt.me answers through the proxy.");
    await expect(settings.alert).toHaveCount(0);

    proxy.loseTarget();
    await settings.button("Test").click();
    await expect(settings.alert).toHaveText("The proxy answers, but chatgptt.me behind it does not.");

    await proxy.close();
    await settings.button("Test").click();
    await expect(settings.alert).toHaveText("The proxy does not answer. Check its address, and whether it is running.");
  });
});

/** All that scripts in pages could have read. */
function readLocalStorage(page: Page): Promise<string> {
  return page.evaluate(async () => JSON.stringify(await chrome.storage.local.get(null)));
}

/** Saves another address while the proxy is on. */
async function useProxyAddress(extension: ExtensionBrowser, address: string): Promise<void> {
  const settings = await openProxySettings(extension);
  await settings.fill(address);
  await settings.button("Save").click();
  await expect(settings.status).toHaveText("Saved");
}
