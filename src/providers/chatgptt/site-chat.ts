import { ChatError } from "../chat-error.ts";
import type { ChatMessage, ChatRequest, ReplyPart } from "../provider.ts";
import { splitThinking } from "../formats/split-thinking.ts";
import { RETRY_PAUSE_MS, retryOnce } from "../transport/retry-once.ts";
import { TIME_LIMITS, type TimeLimits } from "../transport/time-limits.ts";
import { askWithoutRefused } from "./ask-without-refused.ts";
import { askWithTokens } from "./ask-with-tokens.ts";
import { createTokenStore } from "./page/tokens.ts";
import { toPrompt } from "./prompt.ts";
import type { SiteContext } from "./site-context.ts";

export interface SiteChatOptions {
  /** Default: `TIME_LIMITS`. */
  limits?: TimeLimits;
  /** Pause before the one silent retry, in ms. Default: `RETRY_PAUSE_MS`. */
  retryPauseMs?: number;
}

/** The chat of one site with the plugin "AI Power", of either generation (protocol, first lines). */
export interface SiteChat {
  /** As `Provider.chat`. */
  chat(request: ChatRequest, context: SiteContext): AsyncGenerator<ReplyPart, void, void>;
}

/**
 * Creates the chat of one site. What outlives a question (tokens) lives in it.
 * @param url the address of its chat or its front page: https, or http on loopback
 */
export function createSiteChat(url: string, options: SiteChatOptions = {}): SiteChat {
  const { limits = TIME_LIMITS, retryPauseMs = RETRY_PAUSE_MS } = options;
  const store = createTokenStore(url, limits);

  async function* tryOnce(message: string, context: SiteContext): AsyncGenerator<ReplyPart, void, void> {
    yield* splitThinking(askWithTokens(message, store, { ...context, ...(await context.transport?.()) }, limits));
  }

  return {
    async *chat({ messages, continues = false }, context) {
      const ask = (sent: readonly ChatMessage[]) =>
        retryOnce(() => tryOnce(toPrompt(sent), context), context.signal, retryPauseMs);
      try {
        yield* continues ? ask(messages) : askWithoutRefused(messages, ask);
      } catch (thrown) {
        throw context.signal.aborted ? new ChatError("aborted", { cause: thrown }) : ChatError.from(thrown);
      }
    },
  };
}
