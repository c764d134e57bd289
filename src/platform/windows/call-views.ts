import { browser } from "wxt/browser";
import type { Call } from "../../port/calls.ts";

/** Says something to all open views, connected or not. */
export function callViews(call: Call): void {
  browser.runtime.sendMessage(call).catch(() => {
    // No view is open.
  });
}
