import { ChatError } from "../chat-error.ts";
import { toPrompt } from "./prompt.ts";
import type { ChatMessage, ChatRequest, Provider, ProviderContext, ReplyPart } from "../provider.ts";
import { RETRY_PAUSE_MS, retryOnce } from "../transport/retry-once.ts";
import { createSiteQueue, type SiteQueue } from "../transport/rate-limit.ts";
import { splitThinking } from "../formats/split-thinking.ts";
import { TIME_LIMITS, type TimeLimits } from "../transport/time-limits.ts";
import { askWithoutRefused } from "./ask-without-refused.ts";
import { askWithTokens } from "./ask-with-tokens.ts";
import { loadTokens } from "./page/load-tokens.ts";
import { createTokenStore } from "./page/tokens.ts";

/** A site that runs the plugin "AI Power" (protocol, first lines). */
export interface AiPowerSite {
  id: string;
  label: string;
  /** The address of its chat or its front page: https, or http on loopback. */
  url: string;
}

/** The site that is asked by default. */
export const CHATGPTT_SITE: AiPowerSite = { id: "chatgptt", label: "chatgptt.me", url: "https://chatgptt.me" };

/** The models that the site names. The site chooses by itself: requests carry no model (protocol §2). */
const MODELS = ["gpt-4", "gpt-4o", "gpt-4o-mini"] as const;

const DEFAULT_MODEL = "gpt-4o";

export interface AiPowerOptions {
  /** Shared by all providers of a process. Default: a queue of its own. */
  queue?: SiteQueue;
  /** Default: `TIME_LIMITS`. */
  limits?: TimeLimits;
  /** Pause before the one silent retry, in ms. Default: `RETRY_PAUSE_MS`. */
  retryPauseMs?: number;
}

/**
 * Creates the provider for one site with the plugin, of either generation. What outlives a question (queue, tokens)
 * lives in the provider.
 * @throws TypeError if the site's address is no URL
 */
export function createAiPowerProvider(site: AiPowerSite, options: AiPowerOptions = {}): Provider {
  const { queue = createSiteQueue(), limits = TIME_LIMITS, retryPauseMs = RETRY_PAUSE_MS } = options;
  const store = createTokenStore(site.url, limits);
  const { origin, protocol, hostname } = new URL(site.url);

  async function* tryOnce(message: string, context: ProviderContext): AsyncGenerator<ReplyPart, void, void> {
    yield* splitThinking(askWithTokens(message, store, { ...context, ...(await context.way?.()) }, limits));
  }

  async function* chat(request: ChatRequest, context: ProviderContext): AsyncGenerator<ReplyPart, void, void> {
    const { messages, continues = false } = request;
    const ask = (sent: readonly ChatMessage[]) =>
      retryOnce(() => tryOnce(toPrompt(sent), context), context.signal, retryPauseMs);
    let release: (() => void) | undefined;
    try {
      release = await queue.acquire(origin, context.signal);
      yield* continues ? ask(messages) : askWithoutRefused(messages, ask);
    } catch (thrown) {
      throw context.signal.aborted ? new ChatError("aborted", { cause: thrown }) : ChatError.from(thrown);
    } finally {
      release?.();
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
 * Reads a site's page and checks that it has a chat we can speak to. Asks nothing and keeps nothing.
 * @throws ChatError if it has none (`tokens-missing`, `challenge`, `network`, ...)
 */
export async function checkAiPowerSite(url: string, context: ProviderContext): Promise<{ generation: 1 | 2 }> {
  const { generation } = await loadTokens(url, context, { fresh: false });
  return { generation };
}
