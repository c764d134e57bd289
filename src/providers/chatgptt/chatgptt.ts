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
    yield* splitThinking(askWithTokens(message, store, { ...context, ...(await context.way?.()) }, limits));
  }

  async function* chat(request: ChatRequest, context: ProviderContext): AsyncGenerator<ReplyPart, void, void> {
    const { messages, continues = false } = request;
    const ask = (told: readonly ChatMessage[]) =>
      retryOnce(() => tryOnce(toPrompt(told), context), context.signal, retryPauseMs);
    let leave: (() => void) | undefined;
    try {
      leave = await queue.enter(origin, context.signal);
      yield* continues ? ask(messages) : askWithoutRefused(messages, ask);
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
