import type { MessageError } from "../../conversations/conversation.ts";
import { translate } from "../../i18n/translate.ts";

/**
 * Says what happened at the site and what to do, in the person's language. The site's own words are shown beside it,
 * never instead.
 */
export function errorText(kind: MessageError["kind"], site: string): string {
  switch (kind) {
    case "no-backend":
      return translate("errorNoBackend");
    case "tokens-missing":
      return translate("errorTokensMissing", site);
    case "nonce-expired":
      return translate("errorNonceExpired", site);
    case "challenge":
      return translate("errorChallenge", site);
    case "tab-past-proxy":
      return translate("errorTabPastProxy", site);
    case "blocked":
      return translate("errorBlocked", site);
    case "rate-limit":
      return translate("errorRateLimit");
    case "quota":
      return translate("errorQuota", site);
    case "refused":
      return translate("errorRefused", site);
    case "site-error":
      return translate("errorSiteError", site);
    case "not-answering":
      return translate("errorNotAnswering", site);
    case "network":
      return translate("errorNetwork", site);
    case "moved":
      return translate("errorMoved", site);
    case "offline":
      return translate("errorOffline");
    case "empty-answer":
      return translate("errorEmptyAnswer", site);
    case "cut":
      return translate("errorCut");
    case "permission":
      return translate("errorPermission", site);
    case "proxy":
      return translate("errorProxy", site);
    case "unauthorized":
      return translate("errorUnauthorized", site);
    case "no-key":
      return translate("errorNoKey", site);
    case "wrong-key":
      return translate("errorWrongKey", site);
    case "language-unsupported":
      return translate("errorLanguageUnsupported", site);
    case "no-model":
      return translate("errorNoModel", site);
    case "wrong-path":
      return translate("errorWrongPath", site);
    case "bad-request":
      return translate("errorBadRequest", site);
    case "not-running":
      return translate("errorNotRunning", site);
    case "origin-refused":
      return translate("errorOriginRefused", site);
    case "loading":
      return translate("errorLoading", site);
    case "local-network":
      return translate("errorLocalNetwork", site);
    case "too-long":
      return translate("errorTooLong", site);
    case "aborted":
    case "unknown":
      return translate("errorUnknown");
    default:
      return kind satisfies never;
  }
}
