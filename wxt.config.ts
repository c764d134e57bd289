import { defineConfig } from "wxt";

/** Where questions go out of the box; the only host asked for at install. */
const CHAT_SITE = "https://chatgptt.me";

/**
 * What extension pages and the background may do. `default-src 'none'` forbids all that is not named; views tighten
 * `connect-src` to nothing in their own HTML, so that only the background can speak to the network: to the sites that the
 * person has given it access to.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src https: http://localhost:* http://127.0.0.1:*",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

export default defineConfig({
  modules: ["@wxt-dev/webextension-polyfill"],
  imports: false,
  targetBrowsers: ["chrome", "firefox"],
  manifest: {
    name: "__MSG_extensionName__",
    description: "__MSG_extensionDescription__",
    default_locale: "en",
    minimum_chrome_version: "146",
    permissions: [
      "activeTab",
      "contextMenus",
      "declarativeNetRequestWithHostAccess",
      "offscreen",
      "scripting",
      "sidePanel",
      "storage",
      "unlimitedStorage",
    ],
    host_permissions: [`${CHAT_SITE}/*`],
    // Asked for one host at a time, when the person adds a site.
    optional_host_permissions: ["https://*/*", "http://localhost/*", "http://127.0.0.1/*"],
    commands: {
      "open-panel": {
        suggested_key: { default: "Alt+S" },
        description: "__MSG_commandOpenPanel__",
      },
    },
    content_security_policy: { extension_pages: CONTENT_SECURITY_POLICY },
  },
  vite: () => ({
    oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
    build: { target: "chrome146", modulePreload: false },
  }),
});
