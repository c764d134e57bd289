import type { browser } from "wxt/browser";

declare global {
  /** What code that a test runs inside the extension's background finds there. */
  const chrome: typeof browser;
}
