import { browser } from "wxt/browser";
import { defineUnlistedScript } from "wxt/utils/define-unlisted-script";
import { answerSiteRequests } from "../src/page/answer-site-requests.ts";
import { SITE_REQUEST_PORT } from "../src/platform/tabs/site-request.ts";

declare global {
  /** Set if the script runs already. It is injected before each request, and runs once a page. */
  var sidenoteAnswersRequests: boolean | undefined;
}

/**
 * Runs in a tab of the chat site, and only if the person opened that tab to pass the site's check, or signed in there.
 */
export default defineUnlistedScript(() => {
  if (globalThis.sidenoteAnswersRequests) return;
  globalThis.sidenoteAnswersRequests = true;
  browser.runtime.onConnect.addListener((port) => {
    if (port.name === SITE_REQUEST_PORT) answerSiteRequests(port, fetch, location.origin);
  });
});
