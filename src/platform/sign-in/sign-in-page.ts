import { browser } from "wxt/browser";
import { ChatError } from "../../providers/chat-error.ts";

/** What Chromium says where the page did not come. Firefox shows its own page of that in the window. */
const NOT_LOADED = /could not be loaded/i;

/** The browser's window for signing in somewhere: it takes the answer before any page loads at its address. */
export const signInPage = {
  callbackUrl: (path: string) => browser.identity.getRedirectURL(path),
  async showPage(url: string): Promise<string> {
    try {
      return (await browser.identity.launchWebAuthFlow({ url, interactive: true })) ?? "";
    } catch (thrown) {
      if (NOT_LOADED.test(String(thrown))) throw new ChatError(navigator.onLine ? "network" : "offline");
      throw thrown;
    }
  },
  randomBytes: (length: number) => crypto.getRandomValues(new Uint8Array(length)),
};
