import type { MessageError } from "../../../conversations/conversation.ts";

/** Actions that may fix a failure. */
export type ErrorAction =
  | "try-again"
  | "ask-alone"
  | "open-site"
  | "change-question"
  | "allow-access"
  | "choose-site"
  | "choose-backend"
  | "open-settings";

/** Returns the actions for an error, the most promising first. */
export function errorActions(kind: MessageError["kind"]): readonly ErrorAction[] {
  switch (kind) {
    case "no-backend":
      return ["choose-backend", "try-again"];
    case "challenge":
      return ["open-site", "try-again"];
    case "unauthorized":
      return ["open-site", "open-settings", "try-again"];
    case "moved":
      return ["open-site", "choose-site", "try-again"];
    case "permission":
      return ["allow-access"];
    case "too-long":
      return ["ask-alone", "change-question"];
    case "refused":
      return ["change-question"];
    case "proxy":
    case "not-running":
    case "origin-refused":
    case "local-network":
      return ["try-again", "open-settings"];
    case "tab-past-proxy":
    case "no-key":
    case "wrong-key":
    case "no-model":
    case "language-unsupported":
    case "wrong-path":
      return ["open-settings", "try-again"];
    case "bad-request":
      return ["change-question", "open-settings"];
    case "quota":
    case "tokens-missing":
    case "blocked":
    case "nonce-expired":
    case "site-error":
    case "not-answering":
    case "empty-answer":
      return ["try-again", "choose-site"];
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
