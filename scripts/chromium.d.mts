export interface ChromiumOptions {
  /** The folder of the unpacked extension, as an absolute path. */
  extension?: string | undefined;
  /** The practice site that stands in for chatgptt.me; without it, questions go to the real one. */
  practiceSite?: { readonly port: number; readonly certificateHash: string } | undefined;
}

export declare const OLDEST_CHROMIUM: number;
export declare const PRACTICE_HOSTS: readonly string[];
export declare const CHROMIUM_BUILD: string;
export declare const PROXY_BUILD: string;

/**
 * The shortcut that opens the panel, Alt+S, for the protocol's `Input.dispatchKeyEvent` on a page (`rawKeyDown`, then
 * `keyUp`). Without the native key code the browser gives the key to the page alone.
 */
export declare const OPEN_PANEL_KEY: {
  readonly modifiers: number;
  readonly windowsVirtualKeyCode: number;
  readonly nativeVirtualKeyCode: number;
};

/**
 * Arguments for a Chromium with the extension loaded; without one it can be loaded later, over the protocol's pipe. With a
 * practice site its hosts lead there, and its certificate, and no other that is self-signed, is taken: the extension is
 * tried exactly as it ships.
 */
export declare function chromiumArguments(options: ChromiumOptions): string[];

/**
 * Finds each Chromium on this machine: `CHROMIUM_PATH` alone, or those in the places where systems keep it. Google Chrome
 * is left out, because from version 137 on it ignores `--load-extension`. Whether one starts, and how old it is, is not
 * looked at.
 */
export declare function findChromiums(
  environment?: Readonly<Record<string, string | undefined>>,
  platform?: string,
): string[];

/** The first of `findChromiums`. */
export declare function findChromium(
  environment?: Readonly<Record<string, string | undefined>>,
  platform?: string,
): string | undefined;
