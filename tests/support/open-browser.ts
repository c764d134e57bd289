import type { PracticeSite } from "../practice-site/practice-site.ts";

/** What a browser is opened with, for a person to use. */
export interface OpenOptions {
  /** The browser's program. */
  executablePath: string;
  /** The folder of the unpacked extension, as an absolute path. */
  extension: string;
  /** What its hosts lead to; without it, questions go to the real chatgptt.me. */
  practiceSite: PracticeSite | undefined;
}

/** A browser that a person uses. */
export interface OpenBrowser {
  /** Opens a page, and the panel beside it, and says whether the panel opened. */
  openPanel(address: string): Promise<boolean>;
  /** Kept when the person closes the browser. */
  readonly ended: Promise<unknown>;
  /** Ends it and removes its profile. */
  close(): Promise<void>;
}
