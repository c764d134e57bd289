import type { PracticeSite } from "../../practice-site/practice-site.ts";
import type { DetachedBrowser } from "../detached-browser.ts";
import { startFirefox } from "./firefox-browser.ts";

/**
 * A Firefox with the production build and no view of it open at first. The driver does not keep its background alive: that it
 * goes to sleep is looked at in the tests.
 */
export async function startDetachedFirefox(site: PracticeSite): Promise<DetachedBrowser> {
  const firefox = await startFirefox({ site });
  return {
    async visit(task) {
      const view = await firefox.openTab("sidepanel.html");
      try {
        await task(view);
      } finally {
        await view.close();
      }
    },
    async leaveView() {
      const view = await firefox.openTab("sidepanel.html");
      return { text: async () => (await view.locator("body").textContent()) ?? "" };
    },
    async read(address) {
      await firefox.page.goto(address);
    },
    backgroundRuns: () => firefox.backgroundRuns(),
    close: () => firefox.close(),
  };
}
