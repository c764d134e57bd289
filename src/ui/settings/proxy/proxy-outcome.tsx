import type { ProxyAddressProblem } from "../../../settings/proxy-address.ts";
import type { ProxyVerdict } from "../../../settings/proxy-verdict.ts";
import { translate } from "../../../i18n/translate.ts";
import { proxyProblemText, proxyVerdictText } from "./proxy-text.ts";

/** What the person's last action led to. */
export type ProxyOutcome =
  | { type: "saved" | "removed" | "testing" | "unsaved" }
  | { type: "problem"; problem: ProxyAddressProblem }
  | { type: "verdict"; verdict: ProxyVerdict };

/** Shows the outcome and announces it, a failure at once. `site` is the one behind the proxy. */
export function OutcomeNotice({ outcome, site }: { outcome: ProxyOutcome | undefined; site: string }) {
  const failed =
    outcome?.type === "problem" ||
    outcome?.type === "unsaved" ||
    (outcome?.type === "verdict" && outcome.verdict !== "works");
  return (
    <>
      <p role="status" class="note">
        {outcome !== undefined && !failed && outcomeText(outcome, site)}
      </p>
      {failed && (
        <p role="alert" class="error">
          {outcomeText(outcome, site)}
        </p>
      )}
    </>
  );
}

function outcomeText(outcome: ProxyOutcome, site: string): string {
  switch (outcome.type) {
    case "saved":
      return translate("saved");
    case "removed":
      return translate("proxyPasswordRemoved");
    case "testing":
      return translate("testingProxy");
    case "unsaved":
      return translate("notSaved");
    case "problem":
      return proxyProblemText(outcome.problem);
    case "verdict":
      return proxyVerdictText(outcome.verdict, site);
    default:
      return outcome satisfies never;
  }
}
