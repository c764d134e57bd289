import { ChatError } from "../chat-error.ts";
import type { ProviderContext, ReplyPart } from "../provider.ts";
import type { TimeLimits } from "../transport/time-limits.ts";
import { ask, askForNonce } from "./ask.ts";
import { isTokenRefusal, PerhapsNonceError, TurnedAwayError } from "./errors/token-refusal.ts";
import type { TokenRecord, TokenStore } from "./page/tokens.ts";

/** A bot is not replaced within this time after its page was read, in ms: what is turned away then is so for what it says. */
const YOUNG_PAGE_MS = 60_000;

/**
 * Asks, and where the site refuses the tokens before anything came, asks again with new ones: generation 2 first with a
 * nonce that it gives without its page, then any with those of the page, past all caches, once (protocol §4).
 */
export async function* askWithTokens(
  message: string,
  store: TokenStore,
  context: ProviderContext,
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
  // Its page is where it was, so that the site has not moved: it sends questions elsewhere, e.g. to where one signs in.
  if (last.kind === "moved") throw new ChatError("site-error", { status: last.status, cause: last });
  throw last;
}

/** New tokens. Throws the refusal itself where the page shows that the tokens were not its cause. */
async function renew(
  store: TokenStore,
  refused: TokenRecord,
  reason: ChatError,
  context: ProviderContext,
): Promise<TokenRecord> {
  if (!(reason instanceof TurnedAwayError)) return store.renew(refused, reason, context);
  // Nobody knows these words: that a bot is gone is told in the site's language, too.
  const renewed = await store.renew(refused, reason, context).catch((thrown: unknown) => {
    throw context.signal.aborted ? thrown : reason;
  });
  if (renewed.tokens.botId === refused.tokens.botId) throw reason;
  return renewed;
}

/** Hands the answer on; returns the error instead of throwing it where new tokens can mend it and nothing came. */
async function* tryTokens(
  message: string,
  record: TokenRecord,
  context: ProviderContext,
  limits: TimeLimits,
): AsyncGenerator<ReplyPart, ChatError | undefined, void> {
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
