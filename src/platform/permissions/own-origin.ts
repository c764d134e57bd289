import { browser } from "wxt/browser";

/** One rule a host, numbered from here: session rules of the same id are replaced, so this can run at every start. */
const FIRST_RULE_ID = 1;

/** One change after the other: each reads the rules that the one before has written. */
let changing: Promise<unknown> = Promise.resolve();

/**
 * Takes the `Origin` header off the extension's own requests to these hosts. Newer versions of the site's plugin refuse
 * requests from an extension (protocol §3), and in Firefox the Origin would tell the site which installation this is.
 * Requests of pages and of other extensions are not touched: the rule holds for our own origin, outside of tabs. Of calls
 * that come close together the last one counts.
 */
export function removeOwnOrigin(hosts: readonly string[]): Promise<void> {
  const changed = changing.then(() => replaceRules([...new Set(hosts)]));
  changing = changed.catch(() => undefined);
  return changed;
}

async function replaceRules(hosts: readonly string[]): Promise<void> {
  await browser.declarativeNetRequest.updateSessionRules({
    removeRuleIds: (await browser.declarativeNetRequest.getSessionRules()).map(({ id }) => id),
    addRules: hosts.map((host, index) => ({
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
