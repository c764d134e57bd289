import { browser } from "wxt/browser";

/** One rule a host, numbered from here: session rules of the same id are replaced, so this can run at every start. */
const FIRST_RULE_ID = 1;

/**
 * Takes the `Origin` header off the extension's own requests to these hosts. Newer versions of the site's plugin refuse
 * requests from an extension (protocol §3), and in Firefox the Origin would tell the site which installation this is.
 * Requests of pages and of other extensions are not touched: the rule holds for our own origin, outside of tabs.
 */
export async function removeOwnOrigin(hosts: readonly string[]): Promise<void> {
  const distinct = [...new Set(hosts)];
  await browser.declarativeNetRequest.updateSessionRules({
    removeRuleIds: (await browser.declarativeNetRequest.getSessionRules()).map(({ id }) => id),
    addRules: distinct.map((host, index) => ({
      id: FIRST_RULE_ID + index,
      priority: 1,
      action: { type: "modifyHeaders", requestHeaders: [{ header: "origin", operation: "remove" }] },
      condition: {
        initiatorDomains: [new URL(browser.runtime.getURL("/")).host],
        requestDomains: [host],
        resourceTypes: ["xmlhttprequest"],
        tabIds: [-1],
      },
    })),
  });
}
