import { setTimeout as wait } from "node:timers/promises";
import type { CDPSession } from "@playwright/test";

const LOOK_EVERY_MS = 20;

/** Alt+S. Without the native key code the browser gives the key to the page alone. */
const KEY = { modifiers: 1, windowsVirtualKeyCode: 83, nativeVirtualKeyCode: 83 };

/**
 * Presses the shortcut of the panel on a page of Chromium: a panel opens only on a person's gesture, and this is the
 * gesture. Pressed again, it closes the panel.
 *
 * @param page the protocol of the page, which has to be in front
 */
export async function pressPanelKey(page: CDPSession): Promise<void> {
  await page.send("Input.dispatchKeyEvent", { type: "rawKeyDown", ...KEY });
  await page.send("Input.dispatchKeyEvent", { type: "keyUp", ...KEY });
}

/** Whether one of Sidenote's views, e.g. `sidepanel`, is open, or closed, within the time. */
export async function viewBecomes(page: CDPSession, name: string, open: boolean, timeoutMs: number): Promise<boolean> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const { targetInfos } = await page.send("Target.getTargets");
    if (targetInfos.some(({ url }) => url.endsWith(`/${name}.html`)) === open) return true;
    if (Date.now() > deadline) return false;
    await wait(LOOK_EVERY_MS);
  }
}
