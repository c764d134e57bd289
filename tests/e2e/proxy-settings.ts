import type { Page } from "@playwright/test";
import type { ExtensionBrowser } from "./extension-browser.ts";

/** The proxy in the settings as a person knows it. */
export function proxySettings(page: Page) {
  const section = page.getByRole("region", { name: "Proxy" });
  const field = (name: string) => section.getByRole("textbox", { name });
  return {
    page,
    section,
    toggle: section.getByRole("checkbox", { name: "Reach the chat site through a proxy" }),
    address: field("Proxy address"),
    password: field("Password"),
    button: (name: string) => section.getByRole("button", { name, exact: true }),
    status: section.getByRole("status"),
    alert: section.getByRole("alert"),
    async fill(address: string, user = "", password = "") {
      await field("Proxy address").fill(address);
      await field("User").fill(user);
      await field("Password").fill(password);
    },
  };
}

export async function openProxySettings(extension: ExtensionBrowser) {
  return proxySettings(await extension.openTab("options.html"));
}
