import type { MessageError } from "../../../conversations/conversation.ts";
import type { SourceType } from "../../notices/error-source.ts";

/** Actions that may fix a failure. */
export type ErrorAction =
  | "try-again"
  | "ask-alone"
  | "open-site"
  | "change-question"
  | "allow-access"
  | "give-memory"
  | "choose-other"
  | "ask-another"
  | "edit-backend"
  | "open-settings";

/**
 * Returns the actions for an error, the most promising first.
 * @param source what the error comes from
 */
export function errorActions({ kind, context }: MessageError, source: SourceType): readonly ErrorAction[] {
  switch (kind) {
    case "no-backend":
    case "not-allowed":
      return ["choose-other", "try-again"];
    case "not-secure":
      return ["choose-other", "open-settings", "try-again"];
    case "never-pages":
      return ["choose-other", "edit-backend", "try-again"];
    case "challenge":
      return ["open-site", "try-again"];
    case "unauthorized":
      return ["open-site", "open-settings", "try-again"];
    case "moved":
      return ["open-site", "open-settings", "try-again"];
    case "permission":
      return ["allow-access"];
    case "too-long":
      return [...(canGrow(context) ? (["give-memory"] as const) : []), "ask-alone", "change-question", "ask-another"];
    case "refused":
      return ["change-question", "ask-another"];
    case "proxy":
      return ["try-again", "open-settings"];
    case "not-running":
    case "local-network":
    case "origin-refused":
      return ["try-again", "edit-backend"];
    case "no-model":
    case "language-unsupported":
      return ["choose-other", "try-again"];
    case "tab-past-proxy":
      return ["open-settings", "try-again"];
    case "no-key":
    case "wrong-key":
    case "wrong-path":
      return ["edit-backend", "try-again"];
    case "bad-request":
      return ["change-question", "ask-another", "edit-backend"];
    case "quota":
      // Money is not back by itself, and an allowance is.
      return source === "site" ? ["try-again", "choose-other"] : ["ask-another", "edit-backend", "try-again"];
    case "tokens-missing":
    case "blocked":
    case "nonce-expired":
    case "site-error":
    case "not-answering":
    case "empty-answer":
      return ["try-again", "choose-other"];
    case "rate-limit":
    case "loading":
    case "network":
    case "offline":
    case "cut":
    case "aborted":
    case "unknown":
      return ["try-again"];
    default:
      return kind satisfies never;
  }
}

/** Whether the person can give the question more room than it had. */
export function canGrow(context: MessageError["context"]): boolean {
  return context !== undefined && context.allowedTokens < (context.modelTokens ?? Infinity);
}
