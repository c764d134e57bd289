import type { TransferProblem } from "./import-export.ts";
import { translate } from "../../../i18n/translate.ts";

/** Says why an import or an export did not work. */
export function importProblemText(problem: TransferProblem): string {
  switch (problem) {
    case "not-json":
      return translate("importNotJson");
    case "foreign":
      return translate("importForeign");
    case "newer":
      return translate("importNewer");
    case "damaged":
      return translate("importDamaged");
    case "collides":
      return translate("importCollides");
    case "not-stored":
      return translate("importNotStored");
    case "not-exported":
      return translate("exportFailed");
    default:
      return problem satisfies never;
  }
}
