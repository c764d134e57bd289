import { cutText } from "./cut-text.ts";

/** Every way a question can fail. Closed: `ui/` has a sentence and a button for each. */
export const CHAT_ERROR_KINDS = [
  /** The backend that the person chose is gone or needs a later version. No other one is asked in its place. */
  "no-backend",
  /** The address of the backend is `http` on the internet, where everybody on the way could read along. Nothing is sent. */
  "not-secure",
  /** The person has set that the backend never gets text of pages, and the question, or what was said before it, may hold some. */
  "never-pages",
  /** The rules of the person's organisation do not let it be asked. No other one is asked in its place. */
  "not-allowed",
  /** The page holds no chat, or a chat without its tokens. */
  "tokens-missing",
  /** The site refused the nonce, even a fresh one. */
  "nonce-expired",
  /** The site wants a check on humans; only the person can pass it, in a tab of the site. */
  "challenge",
  /** Only a tab of the site could mend it, and would go past the person's proxy. */
  "tab-past-proxy",
  /** The site turned this person or address away. */
  "blocked",
  /** Too many questions in too short a time. */
  "rate-limit",
  /** The site's allowance for this person is used up. */
  "quota",
  /** The site declined this question, e.g. for a word in it. */
  "refused",
  /** The site, or the model behind it, failed; `detail` holds its words. */
  "site-error",
  /** Nothing came within the time limit. */
  "not-answering",
  /** The connection failed or broke before anything came. */
  "network",
  /** The site sends its visitors on to an address that is not the one that was chosen. */
  "moved",
  /** The machine has no connection at all. */
  "offline",
  /** The site said that it answered, and there was nothing. */
  "empty-answer",
  /** The answer broke off after some of it had come. */
  "cut",
  /** The browser does not let us reach the site (host permission taken away). */
  "permission",
  /** The person's proxy is down or closed to us, and nothing is sent past it. */
  "proxy",
  /** The backend wants an account. */
  "unauthorized",
  /** The backend wants a key, and was sent none. */
  "no-key",
  /** The backend did not accept the key, or it may not do this. */
  "wrong-key",
  /** The backend does not have the model that was asked for, or none at all. */
  "no-model",
  /** The model knows none of the languages that it was to be asked and to answer in. */
  "language-unsupported",
  /** A server answers at the address, and no chat does. */
  "wrong-path",
  /** The backend did not take the request as we wrote it: a mistake of ours, or of a setting. `detail` holds its words. */
  "bad-request",
  /** Nothing listens at an address on this computer or in the person's network. */
  "not-running",
  /** The backend takes no questions of browser extensions, by their `Origin`. */
  "origin-refused",
  /** The backend is still loading the model. */
  "loading",
  /** The browser does not let us reach the person's own network. */
  "local-network",
  /** The question is longer than the backend takes. */
  "too-long",
  /** Stopped by the person, or by the end of what asked. */
  "aborted",
  /** A failure of ours, or one that nobody has seen yet. */
  "unknown",
] as const;

export type ChatErrorKind = (typeof CHAT_ERROR_KINDS)[number];

/** How much room for context a question lacks, in tokens. The question and its answer share it. */
export interface ContextShortage {
  /** What this question needs, as far as is known. */
  neededTokens: number;
  /** What the person allows. */
  allowedTokens: number;
  /** The most that the model takes. Absent: unknown. */
  modelTokens?: number;
}

export interface ChatErrorOptions {
  /** HTTP status, where the failure came with one. */
  status?: number | undefined;
  /** The site's own words: plain text, never markup, at most `MAX_DETAIL_LENGTH` characters are kept. */
  detail?: string | undefined;
  /** How long the site asked us to wait, in ms. */
  retryAfterMs?: number | undefined;
  /** The site may well be back before `retryAfterMs`: it is told, and the person may try. Default: it is waited for. */
  mayBeBackEarlier?: boolean | undefined;
  /** For `too-long`, where the person decides how much room there is. */
  context?: ContextShortage | undefined;
  cause?: unknown;
}

/** Longest site text that is kept in an error, in characters: a sentence or two; more than that is a page, not a message. */
export const MAX_DETAIL_LENGTH = 300;

/**
 * The one error that leaves a provider. `message` is for developers, and holds no words of a site: they can hold the
 * person's own. The sentence that a person reads is made in `ui/` from `kind`.
 */
export class ChatError extends Error {
  override readonly name = "ChatError";
  readonly kind: ChatErrorKind;
  readonly status: number | undefined;
  readonly detail: string | undefined;
  readonly retryAfterMs: number | undefined;
  readonly mayBeBackEarlier: boolean;
  readonly context: ContextShortage | undefined;

  constructor(kind: ChatErrorKind, options: ChatErrorOptions = {}) {
    super(kind, { cause: options.cause });
    this.kind = kind;
    this.status = options.status;
    this.detail = options.detail === undefined ? undefined : cutText(options.detail, MAX_DETAIL_LENGTH);
    this.retryAfterMs = options.retryAfterMs;
    this.mayBeBackEarlier = options.mayBeBackEarlier ?? false;
    this.context = options.context;
  }

  /** Any thrown value as a `ChatError`: itself, `aborted` for an abort, else `unknown` with the value as `cause`. */
  static from(thrown: unknown): ChatError {
    if (thrown instanceof ChatError) return thrown;
    if (thrown instanceof DOMException && thrown.name === "AbortError")
      return new ChatError("aborted", { cause: thrown });
    return new ChatError("unknown", { cause: thrown });
  }
}
