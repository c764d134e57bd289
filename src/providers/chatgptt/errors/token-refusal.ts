import { ChatError, type ChatErrorKind, type ChatErrorOptions } from "../../chat-error.ts";

/** Errors that new tokens can fix. `moved` is among them, because the page also names the address for questions. */
const TOKEN_REFUSALS: ReadonlySet<ChatErrorKind> = new Set(["nonce-expired", "tokens-missing", "moved"]);

/** Whether a failure before any answer calls for new tokens. */
export function isTokenRefusal({ kind }: ChatError): boolean {
  return TOKEN_REFUSALS.has(kind);
}

/** The tokens name a bot that the site no longer has. Only the page names its successor. */
export class BotGoneError extends ChatError {
  constructor(options: ChatErrorOptions) {
    super("tokens-missing", options);
  }
}

/**
 * Looks like a refused nonce. If a fresh nonce gets the same answer, it was none, and `otherwise` is the real error.
 */
export class PerhapsNonceError extends ChatError {
  constructor(readonly otherwise: ChatError) {
    super("nonce-expired", { status: otherwise.status, detail: otherwise.detail, cause: otherwise });
  }
}

/** The site turned the question away before it asked the model, in unknown words of its owner. */
export class TurnedAwayError extends ChatError {
  constructor(options: ChatErrorOptions) {
    super("refused", options);
  }
}
