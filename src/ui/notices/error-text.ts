import type { MessageError } from "../../conversations/conversation.ts";
import { type MessageKey, translate } from "../../i18n/translate.ts";
import type { ErrorSource, SourceType } from "./error-source.ts";

type Kind = MessageError["kind"];

/** Sentences that are right for whatever backend fails so. In each, `$1` is its name and `$2` the place where it is asked. */
const SENTENCES: Readonly<Record<Kind, MessageKey>> = {
  "no-backend": "errorNoBackend",
  "not-secure": "errorNotSecure",
  "never-pages": "errorNeverPages",
  "not-allowed": "errorNotAllowed",
  "tokens-missing": "errorTokensMissing",
  "nonce-expired": "errorNonceExpired",
  challenge: "errorChallenge",
  "tab-past-proxy": "errorTabPastProxy",
  blocked: "errorBlocked",
  "rate-limit": "errorRateLimit",
  quota: "errorQuota",
  refused: "errorRefused",
  "site-error": "errorFailed",
  "not-answering": "errorNotAnswering",
  network: "errorNetwork",
  moved: "errorMoved",
  offline: "errorOffline",
  "empty-answer": "errorEmptyAnswer",
  cut: "errorCut",
  permission: "errorPermission",
  proxy: "errorProxy",
  unauthorized: "errorUnauthorized",
  "no-key": "errorNoKey",
  "wrong-key": "errorWrongKey",
  "language-unsupported": "errorLanguageUnsupported",
  "no-model": "errorNoModel",
  "wrong-path": "errorWrongPath",
  "bad-request": "errorBadRequest",
  "not-running": "errorNotRunning",
  "origin-refused": "errorOriginRefused",
  loading: "errorLoading",
  "local-network": "errorLocalNetwork",
  "too-long": "errorTooLong",
  aborted: "errorUnknown",
  unknown: "errorUnknown",
};

type Sentences = Readonly<Partial<Record<Kind, MessageKey>>>;

/** What holds for a server on the person's computer, and for one in their network. */
const NEARBY: Sentences = {
  blocked: "errorBlockedNearby",
  "site-error": "errorFailedNearby",
  "not-answering": "errorSlowNearby",
  "empty-answer": "errorEmptyNearby",
  "no-model": "errorNoModelNearby",
  "too-long": "errorTooLongNearby",
};

const OLLAMA: Sentences = {
  ...NEARBY,
  "no-key": "errorNoKeyOllama",
  "no-model": "errorNoModelOllama",
  "origin-refused": "errorOriginRefusedOllama",
  "too-long": "errorTooLong",
};

/** What can be said better where it is known what kind of backend failed. */
const BETTER: Readonly<Record<SourceType, Sentences>> = {
  site: { "site-error": "errorSiteError", quota: "errorQuotaSite", blocked: "errorBlockedSite" },
  company: { "not-running": "errorNetwork" },
  computer: NEARBY,
  network: { ...NEARBY, "not-running": "errorNotRunningNetwork" },
  ollama: { ...OLLAMA, "not-running": "errorNotRunningOllama" },
  "ollama-network": { ...OLLAMA, "not-running": "errorNotRunningOllamaNetwork" },
  browser: {
    "site-error": "errorFailedBrowser",
    "not-answering": "errorFailedBrowser",
    "no-model": "errorNoModelBrowser",
    loading: "errorLoadingBrowser",
    "too-long": "errorTooLongBrowser",
  },
  other: {},
};

/** What a missing model is where none was asked for. The others choose by themselves. */
const UNCHOSEN: Readonly<Partial<Record<SourceType, MessageKey>>> = {
  company: "errorNoModelChosen",
  computer: "errorNoModelChosenNearby",
  network: "errorNoModelChosenNearby",
  ollama: "errorNoModelChosen",
  "ollama-network": "errorNoModelChosen",
};

/**
 * Says what happened and what to do, in the person's language. The backend's own words are shown beside it, never
 * instead.
 * @param namesModel whether a model was asked for by its name. Default: yes
 */
export function errorText(kind: Kind, { type, name, place }: ErrorSource, namesModel = true): string {
  const unchosen = kind === "no-model" && !namesModel ? UNCHOSEN[type] : undefined;
  return translate(unchosen ?? BETTER[type][kind] ?? SENTENCES[kind], name, place);
}
