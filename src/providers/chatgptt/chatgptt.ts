import { ChatError } from "../chat-error.ts";
import type { Call, Provider, ProviderType } from "../provider.ts";
import { TIME_LIMITS } from "../transport/time-limits.ts";
import { type SiteConfig, siteConfigSchema } from "./config.ts";
import { loadTokens } from "./page/load-tokens.ts";
import { createSiteChat, type SiteChatOptions } from "./site-chat.ts";
import type { SiteContext, Transport } from "./site-context.ts";

/** The site that is asked where nothing else was chosen. */
export const CHATGPTT_URL = "https://chatgptt.me";

/** The models that the site names. The site chooses by itself: requests carry no model (protocol §2). */
const MODELS = ["gpt-4", "gpt-4o", "gpt-4o-mini"] as const;

const DEFAULT_MODEL = "gpt-4o";

/** The provider of one site with the plugin. */
export interface ChatGpttProvider extends Provider {
  readonly url: string;
  readonly supports: { readonly stream: boolean; readonly systemMessage: boolean; readonly messageHistory: boolean };
  readonly defaultModel: string;
  readonly models: readonly string[];
  /** Returns a listed name as it is, and the default for all else. */
  getModel(name: string | undefined): string;
}

/** How questions reach a site, and who asks there: through tabs, private windows, a proxy. */
export interface SiteAccess {
  /**
   * Chooses how requests reach the site now.
   * @param conversationId the conversation that asks. Absent: the person, in the settings
   * @throws ChatError if there is no way
   */
  transport(url: string, conversationId?: string): Promise<Transport>;
  /** Returns who asks, where the site must not be able to tell that it is the same person as elsewhere. */
  guest(conversationId: string): Promise<string | undefined>;
  /** Returns the failure as the person can mend it: what asks for a tab is another one where no tab may be opened. */
  asMendable(error: ChatError, url: string): Promise<ChatError>;
}

/** What this provider alone needs, beside the options of its chat. */
export interface ChatGpttDependencies
  extends SiteChatOptions, Pick<SiteContext, "parseHtml" | "randomId" | "memory" | "conceal"> {
  access: SiteAccess;
}

/** The type of chatgptt.me and of every site with its plugin. */
export interface ChatGpttType extends ProviderType<SiteConfig> {
  create(config: SiteConfig): ChatGpttProvider;
}

/** Creates the type. */
export function createChatGptt(dependencies: ChatGpttDependencies): ChatGpttType {
  const { access, limits = TIME_LIMITS, retryPauseMs, ...tools } = dependencies;

  function create({ url }: SiteConfig): ChatGpttProvider {
    const site = createSiteChat(url, { limits, ...(retryPauseMs !== undefined && { retryPauseMs }) });
    return {
      url,
      supports: { stream: true, systemMessage: true, messageHistory: true },
      defaultModel: DEFAULT_MODEL,
      models: MODELS,
      getModel: (name) => MODELS.find((model) => model === name) ?? DEFAULT_MODEL,
      async check(call) {
        await checkSite(url, { ...tools, ...call, ...(await access.transport(url)) });
      },
      async *chat(request, call) {
        const { conversationId } = request;
        try {
          const guest = conversationId === undefined ? undefined : await access.guest(conversationId);
          const transport = () => access.transport(url, conversationId);
          yield* site.chat(request, {
            ...tools,
            ...withoutKey(call),
            ...(guest !== undefined && { guest }),
            transport,
          });
        } catch (thrown) {
          throw await access.asMendable(ChatError.from(thrown), url);
        }
      },
    };
  }

  return {
    type: "chatgptt",
    config: siteConfigSchema,
    traits: { key: "none", reach: "public", siteTab: true, pace: { gapMs: 1_000, atOnce: 3 }, limits },
    origins({ url }) {
      const { protocol, hostname } = new URL(url);
      return [`${protocol}//${hostname}/*`];
    },
    create,
  };
}

/** A site needs no key, and none is handed on. */
function withoutKey({ key: _, ...call }: Call): Omit<Call, "key"> {
  return call;
}

/**
 * Reads a site's page and checks that it has a chat that we can speak to. Asks nothing and keeps nothing.
 * @throws ChatError if it has none (`tokens-missing`, `challenge`, `network`, …)
 */
export async function checkSite(url: string, context: SiteContext): Promise<{ generation: 1 | 2 }> {
  const { generation } = await loadTokens(url, context, { fresh: false });
  return { generation };
}
