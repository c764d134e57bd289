import { ChatError, type ChatErrorKind } from "../chat-error.ts";
import { toPrompt } from "../prompt.ts";
import type { ChatRequest, Provider, ProviderContext, ReplyPart } from "../provider.ts";
import { RETRY_PAUSE_MS, retryOnce } from "../retry-once.ts";
import { createSiteQueue, type SiteQueue } from "../site-queue.ts";
import { TIME_LIMITS, type TimeLimits } from "../time-limits.ts";
import { ask, askForNonce } from "./ask.ts";
import { loadTokens } from "./load-tokens.ts";
import { createTokenStore, type TokenRecord, type TokenStore } from "./tokens.ts";

/** A site that runs the plugin "AI Power" (protocol, first lines). */
export interface AiPowerSite {
  id: string;
  label: string;
  /** Where its chat, or its front page, is: https, or http on loopback. */
  url: string;
}

export const CHATGPTT_SITE: AiPowerSite = { id: "chatgptt", label: "chatgptt.me", url: "https://chatgptt.me" };

/** What the site says it has; it chooses by itself, and requests carry no model (protocol §2). */
const MODELS = ["gpt-4", "gpt-4o", "gpt-4o-mini"] as const;

const DEFAULT_MODEL = "gpt-4o";

export interface AiPowerOptions {
  /** One for all providers of a process. Default: a queue of its own. */
  queue?: SiteQueue;
  limits?: TimeLimits;
  /** Pause before the one silent retry, in ms. */
  retryPauseMs?: number;
}

/** The provider for one site with the plugin, of either generation. State that outlives a question is in what is returned. */
export function createAiPowerProvider(site: AiPowerSite, options: AiPowerOptions = {}): Provider {
  const { queue = createSiteQueue(), limits = TIME_LIMITS, retryPauseMs = RETRY_PAUSE_MS } = options;
  const store = createTokenStore(site.url, limits);
  const { origin, protocol, hostname } = new URL(site.url);

  async function* tryOnce(message: string, context: ProviderContext): AsyncGenerator<ReplyPart, void, void> {
    yield* askWithTokens(message, store, { ...context, ...(await context.way?.()) }, limits);
  }

  async function* chat(request: ChatRequest, context: ProviderContext): AsyncGenerator<ReplyPart, void, void> {
    const message = toPrompt(request.messages);
    let leave: (() => void) | undefined;
    try {
      leave = await queue.enter(origin, context.signal);
      yield* retryOnce(() => tryOnce(message, context), context.signal, retryPauseMs);
    } catch (thrown) {
      throw context.signal.aborted ? new ChatError("aborted", { cause: thrown }) : ChatError.from(thrown);
    } finally {
      leave?.();
    }
  }

  return {
    id: site.id,
    label: site.label,
    url: site.url,
    hosts: [`${protocol}//${hostname}/*`],
    supports: { stream: true, systemMessage: true, messageHistory: true },
    defaultModel: DEFAULT_MODEL,
    models: MODELS,
    getModel: (name) => MODELS.find((model) => model === name) ?? DEFAULT_MODEL,
    chat,
  };
}

/**
 * Reads a site's page to see whether it has a chat that we can speak to. Throws `ChatError` where not (`tokens-missing`,
 * `challenge`, `network`, ...). Nothing is asked and nothing is kept.
 */
export async function checkAiPowerSite(url: string, context: ProviderContext): Promise<{ generation: 1 | 2 }> {
  const { generation } = await loadTokens(url, context, { fresh: false });
  return { generation };
}

/**
 * Asks, and where the site refuses the tokens before anything came, asks again with new ones: generation 2 first with a
 * nonce that it gives without its page, then any with those of the page, past all caches, once (protocol §4).
 */
async function* askWithTokens(
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

  const renewed = await store.renew(refused, reason.kind, context);
  const last = yield* tryTokens(message, renewed, context, limits);
  // Its page is where it was, so that the site has not moved: it sends questions elsewhere, e.g. to where one signs in.
  if (last?.kind === "moved") throw new ChatError("site-error", { status: last.status, cause: last });
  if (last !== undefined) throw last;
}

/** What new tokens can mend: their page names the address where to ask, too. */
const TOKEN_REFUSALS: ReadonlySet<ChatErrorKind> = new Set(["nonce-expired", "tokens-missing", "moved"]);

/** Hands the answer on; returns the error instead of throwing it where the site refused the tokens and nothing came. */
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
    if (handedOn || !TOKEN_REFUSALS.has(error.kind)) throw error;
    return error;
  }
}
