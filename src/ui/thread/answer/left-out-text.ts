import type { LeftOut } from "../../../conversations/conversation.ts";
import { translatePlural } from "../../../i18n/plurals.ts";
import { translate } from "../../../i18n/translate.ts";

/** Says which messages were not sent to the site, and why. */
export function leftOutText({ reason, messages }: LeftOut, site: string): string {
  switch (reason) {
    case "too-long":
      return messages === undefined ? translate("leftOutAll") : translatePlural("leftOutOldest", messages);
    case "refused":
      return translate("leftOutRefused", site);
    default:
      return reason satisfies never;
  }
}
