// @vitest-environment happy-dom
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Proxy } from "../../../settings/proxy-address.ts";
import { ProxySection } from "./proxy-section.tsx";
import { createTestSettings, doing, typeInto } from "../settings-page.test-tools.ts";

vi.mock("../../../i18n/translate.ts", () => ({ translate: (key: string) => key }));

const proxy: Proxy = { scheme: "http", host: "proxy.example", port: 3128 };
const dropPermission = vi.fn(async () => undefined);

let page: ReturnType<typeof createTestSettings>;
beforeEach(async () => {
  page = createTestSettings({ proxy, useProxy: true });
  const controls = {
    support: { available: true, coversTabs: false, socksPassword: true },
    requestPermission: async () => true,
    dropPermission,
    check: async () => "works" as const,
  };
  const Page = () => <ProxySection settings={page.settings.value} update={page.update} proxy={controls} />;
  await doing(() => render(<Page />, document.body));
});
afterEach(() => act(() => render(null, document.body)));

const address = () => document.querySelector<HTMLInputElement>('[name="address"]');
const alert = () => document.querySelector('[role="alert"]')?.textContent;
const isOn = () => document.querySelector<HTMLInputElement>('[type="checkbox"]')?.checked;

it("stays switched on, permission and all, where switching it off could not be stored", async () => {
  page.state.refusing = true;
  await doing(() => document.querySelector<HTMLElement>('[type="checkbox"]')?.click());
  expect([isOn(), alert()]).toEqual([true, "notSaved"]);
  expect(dropPermission).not.toHaveBeenCalled();
});

it("says that an address was not saved, and keeps what is typed", async () => {
  page.state.refusing = true;
  await doing(() => typeInto(address(), "http://other.example:8080"));
  await doing(() => document.querySelector<HTMLElement>('[type="submit"]')?.click());
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
