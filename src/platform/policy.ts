import { browser } from "wxt/browser";

/** What an organisation has set for its people, as the browser hands it over, unchecked. Empty: nothing. */
export type Policy = Readonly<Record<string, unknown>>;

/** Where the browser says that it has none by failing, one that was read before is taken to hold. */
let last: Policy = {};

/** Reads what holds now. Never rejects: Firefox does for everybody who has no organisation. */
export async function readPolicy(): Promise<Policy> {
  last = await browser.storage.managed.get().catch(() => last);
  return last;
}
