import type { ProxyAddressProblem } from "../../../settings/proxy-address.ts";
import type { ProxyVerdict } from "../../../settings/proxy-verdict.ts";
import { translate } from "../../../i18n/translate.ts";

/** Says why the typed text is no proxy, and what one looks like. */
export function proxyProblemText(problem: ProxyAddressProblem): string {
  switch (problem) {
    case "not-an-address":
      return translate("proxyNotAnAddress");
    case "unknown-scheme":
      return translate("proxyUnknownScheme");
    case "has-path":
      return translate("proxyHasPath");
    case "password-without-user":
      return translate("proxyPasswordWithoutUser");
    default:
      return problem satisfies never;
  }
}

/** Says what a test of the proxy has shown, with this site behind it. */
export function proxyVerdictText(verdict: ProxyVerdict, site: string): string {
  switch (verdict) {
    case "works":
      return translate("proxyWorks", site);
    case "proxy-not-answering":
      return translate("proxyNotAnswering");
    case "password-refused":
      return translate("proxyPasswordRefused");
    case "no-way-to-site":
    case "site-not-answering":
      return translate("proxySiteNotAnswering", site);
    case "silence":
      return translate("proxySilence", site);
    case "no-access":
      return translate("proxyNoAccess", site);
    case "not-available":
      return translate("proxyMissing");
    case "no-address":
      return translate("proxyNotAnAddress");
    case "no-permission":
      return translate("proxyNoPermission");
    case "other-control":
      return translate("proxyOtherControl");
    case "socks-password":
      return translate("proxySocksPassword");
    case "password-lost":
      return translate("proxyPasswordLost");
    default:
      return verdict satisfies never;
  }
}
