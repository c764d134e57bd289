import { browser } from "wxt/browser";

/** Whether this browser has a panel beside the page. */
export const hasPanel = (): boolean => true;

/**
 * Opens the panel of a window. Must be called inside the person's gesture, before anything is awaited, because the
 * browser refuses it afterwards.
 */
export function openPanel(windowId: number): Promise<void> {
  return browser.sidePanel.open({ windowId });
}
