/**
 * Runs a script in the browser's own window, and gives back what it comes to.
 *
 * @typedef {(script: string) => Promise<unknown>} FirefoxWindow
 */

/** The protocol as it is spoken; puppeteer has no words of its own for the browser's window. */
/** @typedef {{ connection: { send: (method: string, parameters: object) => Promise<{ result: unknown }> } }} Speaking */
/** @typedef {{ contexts: { context: string, url: string }[] }} Tree */
/**
 * @typedef {{ type: "success", result: { value?: unknown } } | { type: "exception", exceptionDetails: { text: string } }}
 *   Evaluated
 */

/** Wide enough for a table in an answer. */
const SIDEBAR_WIDTH = 400;
/** A browser that has just started may not have read the extension's manifest. */
const SIDEBAR_TIMEOUT_MS = 15_000;
const LOOK_EVERY_MS = 100;

/**
 * Finds the browser's own window. It needs `--remote-allow-system-access`.
 *
 * @param {import("puppeteer-core").Browser} browser
 * @returns {Promise<FirefoxWindow>}
 */
export async function findWindow(browser) {
  const { connection } = /** @type {Speaking} */ (/** @type {unknown} */ (browser));
  const { result } = await connection.send("browsingContext.getTree", { "moz:scope": "chrome" });
  const { contexts } = /** @type {Tree} */ (result);
  const window = contexts.find(({ url }) => url.endsWith("/browser.xhtml"));
  if (window === undefined) throw new Error("It has no window.");
  return async (expression) => {
    const target = { context: window.context };
    const answer = await connection.send("script.evaluate", { expression, target, awaitPromise: true });
    const evaluated = /** @type {Evaluated} */ (answer.result);
    if (evaluated.type === "exception") throw new Error(evaluated.exceptionDetails.text);
    return evaluated.result.value;
  };
}

/**
 * Takes one certificate for some hosts, until the browser ends, as if the person had pressed "Accept the risk".
 *
 * @param {FirefoxWindow} window
 * @param {string} certificate DER in base64
 * @param {readonly string[]} hosts
 */
export async function trustCertificate(window, certificate, hosts) {
  await window(`{
    const database = Cc["@mozilla.org/security/x509certdb;1"].getService(Ci.nsIX509CertDB);
    const overrides = Cc["@mozilla.org/security/certoverride;1"].getService(Ci.nsICertOverrideService);
    const certificate = database.constructX509FromBase64(${JSON.stringify(certificate)});
    for (const host of ${JSON.stringify(hosts)}) overrides.rememberValidityOverride(host, 443, {}, certificate, true);
  }`);
}

/**
 * Opens an extension's sidebar, and takes away the stripes that mark a window as driven by a program: from here on a
 * person drives it.
 *
 * @param {FirefoxWindow} window
 * @param {string} extension its id
 * @returns {Promise<boolean>} whether it opened
 */
export async function showSidebar(window, extension) {
  const sidebar = `${extension.toLowerCase().replaceAll(/[^a-z0-9_-]/g, "_")}-sidebar-action`;
  const opened = await window(`(async () => {
    const id = ${JSON.stringify(sidebar)};
    for (let waited = 0; !SidebarController.sidebars.has(id); waited += ${LOOK_EVERY_MS}) {
      if (waited > ${SIDEBAR_TIMEOUT_MS}) return false;
      await new Promise((resolve) => setTimeout(resolve, ${LOOK_EVERY_MS}));
    }
    document.documentElement.removeAttribute("remotecontrol");
    document.getElementById("sidebar-box").style.width = "${SIDEBAR_WIDTH}px";
    return SidebarController.show(id);
  })()`);
  return opened === true;
}
