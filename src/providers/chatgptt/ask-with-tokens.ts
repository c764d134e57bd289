import { ChatError } from "../chat-error.ts";
import type { ReplyPart } from "../provider.ts";
import type { SiteContext } from "./site-context.ts";
import type { TimeLimits } from "../transport/time-limits.ts";
import { Secret } from "../../secrets/secret.ts";
import { ask, askForNonce } from "./ask.ts";
import { isTokenRefusal, PerhapsNonceError, TurnedAwayError } from "./errors/token-refusal.ts";
import type { TokenRecord, TokenStore } from "./page/tokens.ts";

/**
 * Age in ms up to which a page is taken to name the current bot. If the site turns a question away within this time,
 * the reason is the question.
 */
const YOUNG_PAGE_MS = 60_000;

/**
 * Asks a question. If the site refuses the tokens before any answer, asks again with new ones (protocol §4):
 * 1. generation 2 only: with a nonce that the site gives without its page,
 * 2. with the tokens of the page, read past all caches, once.
 *
 * @throws ChatError: the last refusal, or what any step fails with
 */
export async function* askWithTokens(
  message: string,
  store: TokenStore,
  context: SiteContext,
  limits: TimeLimits,
): AsyncGenerator<ReplyPart, void, void> {
  const first = await store.get(context);
  const refusal = yield* tryTokens(message, first, context, limits);
  if (refusal === undefined) return;

  let refused = first;
  let reason = refusal;
  if (reason.kind === "nonce-expired" && first.tokens.generation === 2) {
    const nonce = await askForNonce(first.tokens, context, limits);
    if (nonce !== undefined && nonce !== first.tokens.nonce) {
      refused = await store.replaceNonce(first, nonce, context);
      const again = yield* tryTokens(message, refused, context, limits);
      if (again === undefined) return;
      reason = again;
    }
  }

  const renewed = await renew(store, refused, reason, context);
  const last = yield* tryTokens(message, renewed, context, limits);
  if (last === undefined) return;
  if (last instanceof PerhapsNonceError) throw last.otherwise;
  // The page has not moved, so the site sends only questions elsewhere, such as to a sign-in page.
  if (last.kind === "moved") throw new ChatError("site-error", { status: last.status, cause: last });
  throw last;
}

/**
 * Reads new tokens.
 * @throws ChatError: `reason` itself, if the page shows that the tokens were not its cause
 */
async function renew(
  store: TokenStore,
  refused: TokenRecord,
  reason: ChatError,
  context: SiteContext,
): Promise<TokenRecord> {
  if (!(reason instanceof TurnedAwayError)) return store.renew(refused, reason, context);
  // The words of the refusal are unknown: sites also say in their own language that a bot is gone.
  const renewed = await store.renew(refused, reason, context).catch((thrown: unknown) => {
    throw context.signal.aborted ? thrown : reason;
  });
  if (renewed.tokens.botId === refused.tokens.botId) throw reason;
  return renewed;
}

/** Yields the answer. If nothing arrived and new tokens may help, returns the error instead of throwing it. */
async function* tryTokens(
  message: string,
  record: TokenRecord,
  context: SiteContext,
  limits: TimeLimits,
): AsyncGenerator<ReplyPart, ChatError | undefined, void> {
  context.conceal?.(new Secret(record.tokens.nonce));
  let handedOn = false;
  try {
    for await (const part of ask(message, record, context, limits)) {
      handedOn = true;
      yield part;
    }
    return undefined;
  } catch (thrown) {
    const error = ChatError.from(thrown);
    const perhapsOld = error instanceof TurnedAwayError && context.now() - record.readAt > YOUNG_PAGE_MS;
    if (handedOn || !(isTokenRefusal(error) || perhapsOld)) throw error;
    return error;
  }
}
