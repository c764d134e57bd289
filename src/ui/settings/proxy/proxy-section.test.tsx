// @vitest-environment happy-dom
import "fake-indexeddb/auto";
import { deleteDB } from "idb";
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createSecretStore } from "../../../secrets/secret-store.ts";
import type { Proxy } from "../../../settings/proxy.ts";
import { createProxyPassword } from "../../../settings/proxy-password.ts";
import { createSettingsStorage } from "../../../settings/settings-storage.ts";
import { ProxySection } from "./proxy-section.tsx";
import { createTestSettings, doing, typeInto } from "../settings-page.test-tools.ts";

vi.mock("../../../i18n/translate.ts", () => ({ translate: (key: string) => key }));

const proxy: Proxy = { scheme: "http", host: "proxy.example", port: 3128 };
const dropPermission = vi.fn(async () => undefined);

let page: ReturnType<typeof createTestSettings>;
const secrets = createSecretStore("secrets");
beforeEach(async () => {
  await deleteDB("secrets");
  page = createTestSettings({ proxy, useProxy: true });
  let ids = 0;
  const password = createProxyPassword({
    settings: createSettingsStorage(page.entries),
    entries: page.entries,
    secrets,
    passes: () => undefined,
    exclusively: (task) => task(),
    randomId: () => `${(ids += 1)}`,
    report: (problem) => expect.unreachable(String(problem)),
  });
  const controls = {
    support: { available: true, coversTabs: false, socksPassword: true },
    requestPermission: async () => true,
    dropPermission,
    check: async () => "works" as const,
    password,
  };
  const Page = () => <ProxySection settings={page.settings.value} update={page.update} proxy={controls} />;
  await doing(() => render(<Page />, document.body));
});
afterEach(() => act(() => render(null, document.body)));

const address = () => document.querySelector<HTMLInputElement>('[name="address"]');
const alert = () => document.querySelector('[role="alert"]')?.textContent;
const status = () => document.querySelector('[role="status"]')?.textContent;
const password = () => document.querySelector<HTMLInputElement>('[name="password"]');
const removeButton = () =>
  [...document.querySelectorAll("button")].find((b) => b.textContent === "removeProxyPassword");
const submit = () => document.querySelector<HTMLElement>('[type="submit"]')?.click();
const isOn = () => document.querySelector<HTMLInputElement>('[type="checkbox"]')?.checked;

it("stays switched on, permission and all, where switching it off could not be stored", async () => {
  page.area.refusing = true;
  await doing(() => document.querySelector<HTMLElement>('[type="checkbox"]')?.click());
  expect([isOn(), alert()]).toEqual([true, "notSaved"]);
  expect(dropPermission).not.toHaveBeenCalled();
});

it("says that an address was not saved, and keeps what is typed", async () => {
  page.area.refusing = true;
  await doing(() => typeInto(address(), "http://other.example:8080"));
  await doing(submit);
  expect([address()?.value, alert(), page.settings.value.proxy]).toEqual([
    "http://other.example:8080",
    "notSaved",
    proxy,
  ]);
});

it("shows what another page has saved, and leaves what is typed here", async () => {
  const saved = (host: string) => doing(() => page.update({ proxy: { ...proxy, host } }));
  await saved("second.example");
  expect(address()?.value).toBe("http://second.example:3128");
  await doing(() => typeInto(address(), "http://mine.example:1"));
  await saved("third.example");
  expect(address()?.value).toBe("http://mine.example:1");
});

/** Saves this proxy as a person does. */
async function save(user: string, typed: string): Promise<void> {
  await doing(() => typeInto(document.querySelector('[name="user"]'), user));
  await doing(() => typeInto(password(), typed));
  await doing(submit);
  await vi.waitFor(() => expect(status()).toBe("saved"));
}

it("stores a password, says that there is one, and shows it to nobody", async () => {
  expect(removeButton()).toBeUndefined();
  await save("me", "p@ss wörd");
  expect([password()?.value, status()]).toEqual(["", "saved"]);
  expect(removeButton()).toBeDefined();
  expect(document.getElementById(password()?.getAttribute("aria-describedby") ?? "")?.textContent).toBe(
    "proxyPasswordStored",
  );
  expect(document.documentElement.outerHTML + JSON.stringify(page.settings.value)).not.toContain("p@ss");
  const [id = ""] = await secrets.ids();
  expect((await secrets.get(id))?.reveal()).toBe("p@ss wörd");
});

it("keeps the password where the address alone is changed, and replaces it by another one", async () => {
  await save("me", "first");
  await doing(() => typeInto(address(), "http://other.example:8080"));
  await doing(submit);
  expect(await secrets.ids()).toEqual(["proxy:password:1"]);
  await save("me", "second");
  await vi.waitFor(async () => expect(await secrets.ids()).toEqual(["proxy:password:2"]));
});

it("removes the password, and leaves the person in its field", async () => {
  await save("me", "p@ss wörd");
  await doing(() => removeButton()?.click());
  await vi.waitFor(() => expect(status()).toBe("proxyPasswordRemoved"));
  expect(removeButton()).toBeUndefined();
  expect(document.activeElement).toBe(password());
  expect(await secrets.ids()).toEqual([]);
});

it("says that a password was not removed, and has it still", async () => {
  await save("me", "p@ss wörd");
  page.area.refusing = true;
  await doing(() => removeButton()?.click());
  await vi.waitFor(() => expect(alert()).toBe("notSaved"));
  expect(removeButton()).toBeDefined();
  expect(await secrets.ids()).toEqual(["proxy:password:1"]);
});
