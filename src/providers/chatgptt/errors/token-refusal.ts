import { ChatError, type ChatErrorKind, type ChatErrorOptions } from "../../chat-error.ts";

/** What new tokens can mend: their page names the address where to ask, too. */
const TOKEN_REFUSALS: ReadonlySet<ChatErrorKind> = new Set(["nonce-expired", "tokens-missing", "moved"]);

/** Whether a failure before any answer calls for new tokens. */
export function isTokenRefusal({ kind }: ChatError): boolean {
  return TOKEN_REFUSALS.has(kind);
}

/** The tokens name a bot that the site has no more. Only its page names the one that is there now. */
export class BotGoneError extends ChatError {
  constructor(options: ChatErrorOptions) {
    super("tokens-missing", options);
  }
}

/** By its form a refused nonce. If a fresh nonce is answered alike, it was none, and `otherwise` is what it means. */
export class PerhapsNonceError extends ChatError {
  constructor(readonly otherwise: ChatError) {
    super("nonce-expired", { status: otherwise.status, detail: otherwise.detail, cause: otherwise });
  }
}

/** The site turned the question away before it asked the model, in words of its owner that nobody else knows. */
export class TurnedAwayError extends ChatError {
  constructor(options: ChatErrorOptions) {
    super("refused", options);
  }
}
