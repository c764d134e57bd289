import { browser } from "wxt/browser";

/** Has the browser hand over the rules of an organisation once more: Firefox keeps what it has read until the extension ends. */
export const readRulesAgain: (() => void) | undefined = () => browser.runtime.reload();
