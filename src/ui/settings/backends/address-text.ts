import type { BackendKind } from "../../../backends/backend-kinds.ts";
import type { AddressChange } from "../../../backends/read-form.ts";
import { translate } from "../../../i18n/translate.ts";
import { DEFAULT_SITE_LABEL } from "../../../settings/view-settings.ts";
import type { FieldsProblem } from "./form-state.ts";

/** Says what was made of the typed address. */
export function addressChangeText(change: AddressChange, url: string): string {
  switch (change) {
    case "scheme-added":
      return translate("addressSchemeAdded", `${new URL(url).protocol}//`);
    case "end-cut":
      return translate("addressEndCut");
    case "loopback":
      return translate("addressLoopback", "0.0.0.0", "127.0.0.1");
    default:
      return change satisfies never;
  }
}

/** Says why what was typed cannot be used, and what would be. */
export function fieldsProblemText(problem: FieldsProblem, { type }: BackendKind): string {
  const isSite = type === "chatgptt";
  switch (problem) {
    case "no-address":
      return translate("addressMissing");
    case "not-an-address":
      return isSite ? translate("siteNotAnAddress") : translate("addressWrong");
    case "not-secure":
      return isSite ? translate("siteNotSecure") : translate("addressNotSecure");
    case "holds-password":
      return translate("addressHoldsPassword");
    case "there-already":
      return translate("siteThereAlready", DEFAULT_SITE_LABEL);
    case "no-header":
      return translate("keyHeaderWrong");
    case "not-allowed":
      return `${translate("backendNotAllowed")} ${translate("setByOrganisation")}`;
    case "broken-key":
      return translate("keyBroken");
    default:
      return problem satisfies never;
  }
}
