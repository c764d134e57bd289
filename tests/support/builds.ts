import { join } from "node:path";

/** Where the production build for Chromium lies, from the project's folder. */
export const CHROMIUM_BUILD = join(".output", "chrome-mv3");

/** Where the build for Chromium with a proxy lies. */
export const PROXY_BUILD = `${CHROMIUM_BUILD}-proxy`;

/** Where the production build for Firefox lies. */
export const FIREFOX_BUILD = join(".output", "firefox-mv3");

/** What `npm run dev` adds to the name of a build. */
export const DEVELOPMENT_SUFFIX = "-dev";
