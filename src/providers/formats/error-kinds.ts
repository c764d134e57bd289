import type { ChatErrorKind } from "../chat-error.ts";
import { TOO_LONG } from "./too-long.ts";

/** What a failure means if all that is given here fits. */
export interface KindRule {
  kind: ChatErrorKind;
  status?: readonly number[];
  /** Fits one of the names that programs use. */
  name?: RegExp;
  /** Fits the words that people read. */
  words?: RegExp;
}

/** What is known of a failure that a rule may speak of. */
export interface KnownFailure {
  status: number | undefined;
  names: readonly string[];
  words: string;
}

/** Returns the kind by the first rule that fits. undefined: none does. */
export function findKind(failure: KnownFailure, rules: readonly KindRule[]): ChatErrorKind | undefined {
  return rules.find(({ status, name, words }) => {
    if (status !== undefined && (failure.status === undefined || !status.includes(failure.status))) return false;
    if (name !== undefined && !failure.names.some((each) => name.test(each))) return false;
    return words === undefined || words.test(failure.words);
  })?.kind;
}

/**
 * The meaning of failures that several servers share. What is said in words or names goes before the status, because
 * servers choose statuses as they like: a wrong key is 400, 401 or 403, and no money is 400, 402 or 429.
 */
export const COMMON_RULES: readonly KindRule[] = [
  { kind: "origin-refused", words: /\bCORS requests\b/ },
  { kind: "loading", words: /\bloading model\b|\bmodel is (?:still |currently )?(?:loading|being loaded)/i },
  { kind: "too-long", status: [413] },
  { kind: "too-long", name: /^(?:context_length_exceeded|exceed_context_size_error|request_too_large)$/ },
  { kind: "too-long", words: TOO_LONG },
  { kind: "too-long", words: /token limit reached/i },
  { kind: "quota", status: [402] },
  { kind: "quota", name: /^(?:insufficient_quota|insufficient_credits|billing_\w+|enforced_spend_limit_reached)$/ },
  { kind: "quota", words: /credit balance is too low|insufficient (?:balance|credits|funds)|requires more credits/i },
  { kind: "blocked", name: /^unsupported_country_region_territory$/ },
  { kind: "blocked", words: /\b(?:country|region|location)\b.{0,40}\bnot supported/i },
  { kind: "wrong-key", name: /^(?:invalid_api_key|authentication_error|API_KEY_\w+|UNAUTHENTICATED)$/ },
  {
    kind: "wrong-key",
    words:
      /(?:incorrect|invalid|missing) (?:x-)?api[- ]?key|api[- ]key not valid|missing authentication|no auth credentials/i,
  },
  { kind: "wrong-key", status: [401] },
  { kind: "no-model", name: /^(?:model_not_found|DeploymentNotFound)$/ },
  {
    kind: "no-model",
    words:
      /\bmodel\b.{0,200}\b(?:not found|does not exist|not exist)\b|not a valid model|\bmodels\/\S+ is not found|model name is missing|no models? (?:is |are )?loaded|no endpoints found/i,
  },
  { kind: "refused", name: /^(?:content_filter|content_policy_violation|ResponsibleAIPolicyViolation)$/ },
  { kind: "rate-limit", name: /^(?:rate_limit_exceeded|rate_limit_error|RateLimitReached|RESOURCE_EXHAUSTED)$/ },
  { kind: "rate-limit", status: [429] },
  { kind: "wrong-path", words: /^unexpected endpoint or method/i },
  { kind: "wrong-path", status: [404, 405] },
  { kind: "blocked", status: [403, 451] },
  // Cloudflare's own two: the server behind it took too long.
  { kind: "not-answering", status: [408, 504, 522, 524] },
  { kind: "bad-request", status: [400, 414, 415, 422] },
];

/** On this computer or in the person's network no firewall of a service stands before a server: 403 is about the origin. */
export const NEARBY_RULES: readonly KindRule[] = [{ kind: "origin-refused", status: [403], words: /^$/ }];
