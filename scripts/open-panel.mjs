import { setTimeout as wait } from "node:timers/promises";
import { OPEN_PANEL_KEY } from "./chromium.mjs";

/** How often the shortcut is tried: a browser that has just started may not have read the extension's commands. */
const ATTEMPTS = 5;
/** Long enough for a slow machine: pressed again, the shortcut closes the panel. */
const ATTEMPT_MS = 3000;
const LOOK_EVERY_MS = 100;

/**
 * Opens a page in the browser's first tab, and Sidenote's panel beside it, by the extension's own shortcut: a panel
 * opens only on a person's gesture, and this is the gesture.
 *
 * @param {import("@playwright/test").BrowserContext} context
 * @param {string} address
 * @returns {Promise<boolean>} whether the panel opened
 */
export async function openPanel(context, address) {
  const page = context.pages()[0] ?? (await context.newPage());
  await page.goto(address, { waitUntil: "domcontentloaded" }).catch(() => undefined);
  await page.bringToFront();
  const keyboard = await context.newCDPSession(page);
  try {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      await keyboard.send("Input.dispatchKeyEvent", { type: "rawKeyDown", ...OPEN_PANEL_KEY });
      await keyboard.send("Input.dispatchKeyEvent", { type: "keyUp", ...OPEN_PANEL_KEY });
      if (await appears(keyboard)) return true;
    }
    return false;
  } catch {
    // The page or the browser was closed meanwhile.
    return false;
  } finally {
    await keyboard.detach().catch(() => undefined);
  }
}

/**
 * @param {import("@playwright/test").CDPSession} session
 * @returns {Promise<boolean>} whether the panel is there in time
 */
async function appears(session) {
  for (let waited = 0; waited < ATTEMPT_MS; waited += LOOK_EVERY_MS) {
    const { targetInfos } = await session.send("Target.getTargets");
    if (targetInfos.some(({ url }) => url.endsWith("/sidepanel.html"))) return true;
    await wait(LOOK_EVERY_MS);
  }
  return false;
}
