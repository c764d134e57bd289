import type { Remote } from "./firefox-remote.ts";

/** Wide enough for a table in an answer, in pixels. */
const SIDEBAR_WIDTH = 400;
/** A browser that has just started may not have read the extension's manifest. */
const SIDEBAR_TIMEOUT_MS = 60_000;
const LOOK_EVERY_MS = 100;

/**
 * Takes one certificate for some hosts, until the browser ends, as if the person had pressed "Accept the risk".
 *
 * @param window the browser's own window
 * @param certificate DER in base64
 */
export async function trustCertificate(window: Remote, certificate: string, hosts: readonly string[]): Promise<void> {
  await window.run(`
    const database = Cc["@mozilla.org/security/x509certdb;1"].getService(Ci.nsIX509CertDB);
    const overrides = Cc["@mozilla.org/security/certoverride;1"].getService(Ci.nsICertOverrideService);
    const certificate = database.constructX509FromBase64(${JSON.stringify(certificate)});
    for (const host of ${JSON.stringify(hosts)}) overrides.rememberValidityOverride(host, 443, {}, certificate, true);
  `);
}

/**
 * Opens an extension's sidebar, and takes away the stripes that mark a window as driven by a program: from here on a
 * person drives it.
 *
 * @param window the browser's own window
 * @param extension its id
 * @returns whether it opened
 */
export async function showSidebar(window: Remote, extension: string): Promise<boolean> {
  const sidebar = `${extension.toLowerCase().replaceAll(/[^a-z0-9_-]/g, "_")}-sidebar-action`;
  const opened = await window.run(`
    const id = ${JSON.stringify(sidebar)};
    for (let waited = 0; !SidebarController.sidebars.has(id); waited += ${LOOK_EVERY_MS}) {
      if (waited > ${SIDEBAR_TIMEOUT_MS}) return false;
      await new Promise((resolve) => setTimeout(resolve, ${LOOK_EVERY_MS}));
    }
    document.documentElement.removeAttribute("remotecontrol");
    document.getElementById("sidebar-box").style.width = "${SIDEBAR_WIDTH}px";
    return SidebarController.show(id);
  `);
  return opened === true;
}
