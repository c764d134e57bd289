import type { Page } from "@playwright/test";

/** Really ends the background, as the browser does: no event, no time to save anything. `page` is one of the extension's. */
export async function killBackground(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send("ServiceWorker.enable");
  await session.send("ServiceWorker.stopAllWorkers");
  await session.detach();
}
