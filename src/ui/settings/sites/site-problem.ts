import type { MessageError } from "../../../conversations/conversation.ts";
import type { AddressProblem } from "../../../settings/site-address.ts";
import { DEFAULT_SITE_LABEL } from "../../../settings/view-settings.ts";
import { errorText } from "../../notices/error-text.ts";
import { translate } from "../../../i18n/translate.ts";

/** The reason why a site was not added. */
export type SiteProblem = AddressProblem | "there-already" | "access-refused" | MessageError["kind"];

/** Says why the site with this address was not added. */
export function siteProblemText(problem: SiteProblem, address: string): string {
  switch (problem) {
    case "not-an-address":
      return translate("siteNotAnAddress");
    case "not-secure":
      return translate("siteNotSecure");
    case "access-refused":
      return translate("siteAccessRefused");
    case "there-already":
      return translate("siteThereAlready", DEFAULT_SITE_LABEL);
    case "moved":
      return translate("siteLeadsElsewhere");
    case "tokens-missing":
      return translate("siteWithoutChat");
    case "challenge":
      return translate("siteChallenge");
    default:
      return errorText(problem, address);
  }
}
