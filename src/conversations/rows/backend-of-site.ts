import type { BackendReference } from "../conversation.ts";

/** The backend that comes with Sidenote. Its id and name are those that the first versions gave it. */
const CHATGPTT: BackendReference = { id: "chatgptt", name: "chatgptt.me" };

/** Only on this machine could a site be added without TLS. */
const ON_THIS_MACHINE = /^(?:localhost|127\.0\.0\.1)(?:[:/?]|$)/;

/**
 * The backend that an older message calls by its label alone. The id is the one that the settings made of the same site's
 * address, where the label is host and page. A label does not say the scheme: on this machine it is taken for http.
 */
export function backendOfSite(label: string): BackendReference {
  if (label === CHATGPTT.name) return CHATGPTT;
  const scheme = ON_THIS_MACHINE.test(label) ? "http" : "https";
  return { id: `site:${scheme}://${label}`, name: label };
}
