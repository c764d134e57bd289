import { browser } from "wxt/browser";

/** Whether a page of the extension is open, which an update would close: a view, connected or not, or the settings. */
export async function hasOpenPages(): Promise<boolean> {
  // Not every browser has both: a worker has no views, and Firefox knows contexts only in newer versions.
  if ("getContexts" in browser.runtime) {
    const contexts = await browser.runtime.getContexts({});
    return contexts.some(({ contextType }) => !["BACKGROUND", "OFFSCREEN_DOCUMENT"].includes(contextType));
  }
  const { getViews }: Partial<typeof browser.extension> = browser.extension;
  return (getViews?.() ?? []).some((view) => view !== globalThis.window);
}
