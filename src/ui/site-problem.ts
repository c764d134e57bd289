import type { MessageError } from "../conversations/conversation.ts";
import type { AddressProblem } from "../settings/site-address.ts";
import { errorText } from "./error-text.ts";
import { translate } from "./translate.ts";

/** Why a site was not added. */
export type SiteProblem = AddressProblem | "access-refused" | MessageError["kind"];

export function siteProblemText(problem: SiteProblem, address: string): string {
  switch (problem) {
    case "not-an-address":
      return translate("siteNotAnAddress");
    case "not-secure":
      return translate("siteNotSecure");
    case "access-refused":
      return translate("siteAccessRefused");
    case "tokens-missing":
      return translate("siteWithoutChat");
    case "challenge":
      return translate("siteChallenge");
    default:
      return errorText(problem, address);
  }
}
