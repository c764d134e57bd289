import { readFile } from "node:fs/promises";
import { defaultClientConditions, type Plugin } from "vite";
import { defineConfig, type UserConfig } from "wxt";

/** Where questions go out of the box; the only host asked for at install. */
const CHAT_SITE = "https://chatgptt.me";

/**
 * What extension pages and the background may do. `default-src 'none'` forbids all that is not named; views tighten
 * `connect-src` to nothing in their own HTML, so that only the background can speak to the network: to the hosts that the
 * person has given it access to. A policy can name neither private networks nor `[::1]`, so it allows `http`, and
 * `platform/fetch-safely` refuses it to hosts that are not private.
 */
const CONTENT_SECURITY_POLICY = {
  "default-src": "'none'",
  "script-src": "'self'",
  "style-src": "'self'",
  "img-src": "'self'",
  "connect-src": "https: http:",
  "base-uri": "'none'",
  "form-action": "'none'",
  "frame-ancestors": "'none'",
};

/** What `npm run dev` adds: its server sends changes over a socket, and styles as elements. */
const DEVELOPMENT_POLICY = {
  "style-src": `${CONTENT_SECURITY_POLICY["style-src"]} 'unsafe-inline'`,
  "connect-src": `${CONTENT_SECURITY_POLICY["connect-src"]} ws://localhost:*`,
};

/** Used, and explained in the README, one by one. None of them makes a browser warn at install. */
const PERMISSIONS = [
  "activeTab",
  "contextMenus",
  "declarativeNetRequestWithHostAccess",
  "scripting",
  "storage",
  "unlimitedStorage",
];

/**
 * Of the build for Chromium that has a proxy: the browser gives them at install alone, and then warns that the extension
 * can read all sites. The last two tell why a request failed, and give the proxy its password.
 */
const PROXY_PERMISSIONS = ["proxy", "webRequest", "webRequestAuthProvider"];

const MANAGED_SCHEMA = "managed-schema.json";

/** What the manifest says to one browser alone. */
const BROWSER_MANIFESTS = {
  chrome: {
    minimum_chrome_version: "146",
    permissions: [...PERMISSIONS, "offscreen", "sidePanel"],
    // Given without a word when the person signs in somewhere.
    optional_permissions: ["identity"],
    // The rules that an organisation can set. Firefox takes any, without a schema.
    storage: { managed_schema: MANAGED_SCHEMA },
  },
  firefox: {
    // Firefox gives the last one at install alone. It says nothing of it.
    permissions: [...PERMISSIONS, "identity"],
    // Asked for when the person switches a proxy on.
    optional_permissions: ["proxy", "webRequest", "webRequestBlocking"],
    browser_specific_settings: {
      gecko: {
        id: "sidenote@extension",
        strict_min_version: "148.0",
        // What is asked, and the selection or the page that it is asked about, goes to the chat site.
        data_collection_permissions: { required: ["personalCommunications", "websiteContent"] },
      },
      gecko_android: { strict_min_version: "148.0" },
    },
  },
};

/** How it is built; `proxy`: for Chromium with a proxy, into a folder of its own. */
export function configure({ proxy }: { proxy: boolean }): UserConfig {
  return defineConfig({
    ...(proxy && { outDirTemplate: "{{browser}}-mv{{manifestVersion}}-proxy{{modeSuffix}}" }),
    hooks: {
      // `imports: false` alone still adds WXT's storage wherever something of ours is called `storage`.
      "config:resolved": (wxt) => void Object.assign(wxt.config.imports, { imports: [], presets: [] }),
      "build:publicAssets": async (wxt, files) => {
        const schema = files.findIndex(({ relativeDest }) => relativeDest === MANAGED_SCHEMA);
        if (wxt.config.browser === "firefox" && schema !== -1) files.splice(schema, 1);
        for (const [index, file] of files.entries()) {
          if (!("absoluteSrc" in file) || !/^_locales[/\\]/.test(file.relativeDest)) continue;
          const contents = withoutDescriptions(await readFile(file.absoluteSrc, "utf8"));
          files[index] = { relativeDest: file.relativeDest, contents };
        }
      },
    },
    imports: false,
    manifestVersion: 3,
    targetBrowsers: ["chrome", "firefox"],
    manifest: ({ browser, command }) => ({
      name: "__MSG_extensionName__",
      description: "__MSG_extensionDescription__",
      default_locale: "en",
      host_permissions: [`${CHAT_SITE}/*`],
      // Asked for one host at a time, when the person adds a backend.
      optional_host_permissions: ["https://*/*", "http://*/*"],
      commands: {
        "open-panel": {
          suggested_key: { default: "Alt+S" },
          description: "__MSG_commandOpenPanel__",
        },
      },
      content_security_policy: { extension_pages: securityPolicy(command) },
      ...(browser === "firefox" ? BROWSER_MANIFESTS.firefox : chromeManifest(proxy)),
    }),
    vite: ({ browser }) => ({
      oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
      // `#browser/…` in package.json leads to what differs between browsers.
      resolve: { conditions: [...platformConditions(browser, proxy), ...defaultClientConditions] },
      plugins: [openForDevelopment(), loadPlainly()],
      // Grammars are loaded by the worker that needs them.
      worker: { format: "es" },
      build: { target: browser === "firefox" ? "firefox148" : "chrome146", modulePreload: false },
    }),
  });
}

/** Takes out of a file of texts what only translators read. */
function withoutDescriptions(messages: string): string {
  return JSON.stringify(JSON.parse(messages), (key, value) => (key === "description" ? undefined : value));
}

function securityPolicy(command: "build" | "serve"): string {
  const policy = { ...CONTENT_SECURITY_POLICY, ...(command === "serve" && DEVELOPMENT_POLICY) };
  return Object.entries(policy)
    .map(([directive, sources]) => `${directive} ${sources}`)
    .join("; ");
}

/** Takes the views' own, stricter policy out of their HTML while `npm run dev` serves it. */
function openForDevelopment(): Plugin {
  return {
    name: "sidenote:open-for-development",
    apply: "serve",
    transformIndexHtml: (html) => html.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, ""),
  };
}

/**
 * Leaves each `import()` to the browser. Vite's own helper loads style sheets and parts ahead, which no part that is loaded
 * later has here, and every view would begin with it.
 */
function loadPlainly(): Plugin {
  return {
    name: "sidenote:load-plainly",
    apply: "build",
    enforce: "pre",
    load: (id) => (id === "\0vite/preload-helper.js" ? "export const __vitePreload = (load) => load();" : undefined),
  };
}

function chromeManifest(proxy: boolean) {
  const { permissions, ...chrome } = BROWSER_MANIFESTS.chrome;
  return { ...chrome, permissions: [...permissions, ...(proxy ? PROXY_PERMISSIONS : [])] };
}

function platformConditions(browser: string, proxy: boolean): string[] {
  if (browser === "firefox") return ["firefox"];
  return proxy ? ["chromium-proxy"] : [];
}

export default configure({ proxy: false });
