import type { Page } from "@playwright/test";

/** Ms from a page's opening, as the page itself sees them: a driver's way there and back is not counted. */
export interface UsableTime {
  /** Until the text box could be typed into. */
  boxMs: number;
  /** Until a message stood there as well; undefined where none came. */
  messageMs: number | undefined;
}

/** From now on each document in this page notes when it can be used. */
export async function watchUsable(page: Page): Promise<void> {
  await page.addInitScript(() => {
    function look(): void {
      const box = document.querySelector("textarea");
      // A document begins without any element.
      if (box === null) return void requestAnimationFrame(look);
      const { dataset } = document.documentElement;
      if (!box.disabled) dataset["usable"] ??= String(performance.now());
      if (document.querySelector("article") !== null) dataset["message"] ??= String(performance.now());
      if (dataset["usable"] === undefined || dataset["message"] === undefined) requestAnimationFrame(look);
    }
    look();
  });
}

export async function readUsable(page: Page): Promise<UsableTime> {
  await page.locator("html[data-usable]").waitFor({ state: "attached" });
  const { usable, message } = await page.evaluate(() => ({ ...document.documentElement.dataset }));
  return { boxMs: Number(usable), messageMs: message === undefined ? undefined : Number(message) };
}
