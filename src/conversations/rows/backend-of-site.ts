import type { BackendReference } from "../conversation.ts";

/** The backend that comes with Sidenote, with the id and the name that the first versions gave it. */
const CHATGPTT: BackendReference = { id: "chatgptt", name: "chatgptt.me" };

/** Labels of sites on this machine. Only these could be added without TLS. */
const ON_THIS_MACHINE = /^(?:localhost|127\.0\.0\.1)(?:[:/?]|$)/;

/**
 * Returns the backend that an older message knows by its label (host and page) alone. The id is the one that the
 * settings made of the site's address. A label does not say the scheme: it is taken for http on this machine, else for
 * https.
 */
export function backendOfSite(label: string): BackendReference {
  if (label === CHATGPTT.name) return CHATGPTT;
  const scheme = ON_THIS_MACHINE.test(label) ? "http" : "https";
  return { id: `site:${scheme}://${label}`, name: label };
}
