import { browser } from "wxt/browser";

/**
 * The part of a storage area that is used here.
 * https://developer.chrome.com/docs/extensions/reference/api/storage/StorageArea#method-setAccessLevel
 */
interface AccessControlled {
  /** Firefox lacks it. */
  setAccessLevel?(access: { accessLevel: "TRUSTED_CONTEXTS" }): Promise<void>;
}

/**
 * Closes `storage.local` to the scripts that run in pages, because none of them needs it and Chromium opens it to them.
 * Does nothing in Firefox, which cannot close it.
 * @throws if the browser refuses
 */
export async function closeLocalStorage(): Promise<void> {
  const area: AccessControlled = browser.storage.local;
  await area.setAccessLevel?.({ accessLevel: "TRUSTED_CONTEXTS" });
}
