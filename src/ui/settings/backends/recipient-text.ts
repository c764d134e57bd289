import { backendAddress, reachOfBackend } from "../../../backends/address.ts";
import type { UsableBackend } from "../../../backends/backend.ts";
import { BUILT_IN_ID, type BackendKind, CHAT_SITE_ID } from "../../../backends/backend-kinds.ts";
import type { BackendSetup } from "../../../backends/read-form.ts";
import { translate } from "../../../i18n/translate.ts";

/** Returns the name of a kind: its makers', or what it is called in the person's language. */
export function kindName({ id, name }: BackendKind): string {
  if (name !== undefined) return name;
  if (id === BUILT_IN_ID) return translate("builtInModel");
  return translate(id === CHAT_SITE_ID ? "chatSite" : "otherServer");
}

/** Says in a few words who can read what a backend is asked. */
export function reachText(backend: UsableBackend): string {
  const reach = reachOfBackend(backend);
  switch (reach) {
    case "computer":
      return translate("reachComputer");
    case "network":
      return translate("reachNetwork");
    case "account":
      return translate("reachAccount");
    case "public":
      return translate("reachPublic");
    default:
      return reach satisfies never;
  }
}

/** Says in a sentence who gets what is asked, before a backend is saved. */
export function recipientText(setup: BackendSetup, kind: BackendKind): string {
  const backend = { id: "", name: "", agreedAt: null, ...setup };
  const address = backendAddress(backend);
  if (address === undefined) return translate("recipientBuiltIn");
  const { host } = new URL(address);
  const reach = reachOfBackend(backend);
  switch (reach) {
    case "computer":
      return translate("recipientComputer", host);
    case "network":
      return translate("recipientNetwork", host);
    case "account":
      return isUsual(address, kind)
        ? translate("recipientCompany", kindName(kind), host)
        : translate("recipientAccount", host);
    case "public":
      return translate("recipientPublic", host);
    default:
      return reach satisfies never;
  }
}

/** Whether an address leads to who makes this kind. */
function isUsual(address: string, { address: usual }: BackendKind): boolean {
  return usual !== undefined && new URL(usual).hostname === new URL(address).hostname;
}
