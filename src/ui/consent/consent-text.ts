import { backendAddress, reachOfBackend } from "../../backends/address.ts";
import type { UsableBackend } from "../../backends/backend.ts";
import { translate } from "../../i18n/translate.ts";

/** Says what is sent, and to whom: the backend's name, and where it is asked. */
export function sentText(backend: UsableBackend): string {
  const address = backendAddress(backend);
  if (address === undefined) return translate("agreementSentBuiltIn");
  const { name } = backend;
  const { host } = new URL(address);
  return name.includes(host) ? translate("agreementSent", name) : translate("agreementSentToHost", name, host);
}

/** Says who can read what a backend is sent. */
export function reachText(backend: UsableBackend): string {
  const reach = reachOfBackend(backend);
  switch (reach) {
    case "computer":
      return translate("agreementComputer");
    case "network":
      return translate("agreementNetwork");
    case "account":
      return translate("agreementAccount");
    case "public":
      return translate("agreementPublic");
    default:
      return reach satisfies never;
  }
}
