import { browser } from "wxt/browser";

/** As much as is used here. https://developer.chrome.com/docs/extensions/reference/api/storage/StorageArea#method-setAccessLevel */
interface AccessControlled {
  /** Absent in Firefox. */
  setAccessLevel?(access: { accessLevel: "TRUSTED_CONTEXTS" }): Promise<void>;
}

/**
 * Closes `storage.local` to the scripts that run in pages, where the browser can do that: Chromium opens it to them, and
 * none of them needs it. Rejects where the browser refuses.
 */
export async function closeLocalStorage(): Promise<void> {
  const area: AccessControlled = browser.storage.local;
  await area.setAccessLevel?.({ accessLevel: "TRUSTED_CONTEXTS" });
}
