import * as z from "zod/mini";
import { ChatError } from "../../chat-error.ts";
import type { SiteContext } from "../site-context.ts";
import { createSingleFlight } from "../../transport/single-flight.ts";
import type { TimeLimits } from "../../transport/time-limits.ts";
import { loadTokens, type LoadOptions } from "./load-tokens.ts";
import type { Tokens } from "./page.ts";
import type { GuestIdentity } from "../request.ts";
import { BotGoneError } from "../errors/token-refusal.ts";

/**
 * Greatest age of tokens in ms. Nonces live 12 to 24 hours, and a cache may have held the page before (protocol §4).
 */
export const MAXIMUM_TOKEN_AGE_MS = 6 * 60 * 60 * 1000;

/** The length in the site's own client (protocol §2). */
const CLIENT_ID_LENGTH = 10;

const tokensSchema = z.discriminatedUnion("generation", [
  z.object({
    generation: z.literal(1),
    source: z.enum(["shortcode", "widget", "pair", "params"]),
    endpoint: z.url(),
    nonce: z.string(),
    postId: z.string(),
    botId: z.string(),
    pageUrl: z.string(),
    version: z.optional(z.string()),
  }),
  z.object({
    generation: z.literal(2),
    endpoint: z.url(),
    nonce: z.string(),
    postId: z.string(),
    botId: z.string(),
  }),
]);

const recordSchema = z.object({
  tokens: tokensSchema,
  readAt: z.number(),
  identity: z.object({ clientId: z.string(), sessionId: z.string() }),
});

/** Stored tokens, with our identity for the site. Kept in session memory only. */
export interface TokenRecord {
  tokens: Tokens;
  /** When the site gave them, in ms since 1970. */
  readAt: number;
  identity: GuestIdentity;
}

/** The tokens of one site. Every method throws `ChatError`: the kinds of `loadTokens`, or `aborted`. */
export interface TokenStore {
  /** Returns the stored tokens, or reads those of the page. Concurrent questions share one page load. */
  get(context: SiteContext): Promise<TokenRecord>;
  /**
   * Replaces tokens that the site refused. If another question has replaced them already, returns those; else reads the
   * page past every cache.
   * @param reason how the site refused them. `tokens-missing`: it does not know the action of their generation, or
   *   their bot
   */
  renew(refused: TokenRecord, reason: ChatError, context: SiteContext): Promise<TokenRecord>;
  /** Stores a nonce that the site gave without its page. */
  replaceNonce(record: TokenRecord, nonce: string, context: SiteContext): Promise<TokenRecord>;
}

/** Creates the store for the tokens of one site. All its methods throw `ChatError`, as `loadTokens` does. */
export function createTokenStore(siteUrl: string, limits?: TimeLimits): TokenStore {
  const share = createSingleFlight<TokenRecord>();
  /** Records that session memory refused. No answer may fail because something could not be stored. */
  const unkept = new Map<string, TokenRecord>();

  // A nonce is valid only with the cookies it was read with (protocol §4), so each mode and each guest has its own.
  const keyOf = ({ credentials = "omit", guest = "" }: SiteContext) => `ai-power:${siteUrl}:${credentials}${guest}`;

  async function keep(record: TokenRecord, context: SiteContext): Promise<TokenRecord> {
    const key = keyOf(context);
    unkept.set(key, record);
    try {
      await context.memory.set(key, record);
      if (unkept.get(key) === record) unkept.delete(key);
    } catch {
      // Session memory is full. The record lives on in `unkept` until the background ends.
    }
    return record;
  }

  /** Returns the stored record of any age, because even stale tokens come with an identity worth keeping. */
  async function recall(context: SiteContext): Promise<TokenRecord | undefined> {
    const known = unkept.get(keyOf(context));
    if (known !== undefined) return known;
    const parsed = z.safeParse(recordSchema, await context.memory.get(keyOf(context)).catch(() => undefined));
    return parsed.success ? parsed.data : undefined;
  }

  async function load(options: LoadOptions, context: SiteContext): Promise<TokenRecord> {
    const before = await recall(context);
    const tokens = await loadTokens(siteUrl, context, { ...options, limits });
    const identity = before?.identity ?? createIdentity(context);
    return keep({ tokens, readAt: context.now(), identity }, context);
  }

  function loadShared(name: string, context: SiteContext, task: (context: SiteContext) => Promise<TokenRecord>) {
    return share(`${keyOf(context)}:${name}`, context.signal, (signal) => task({ ...context, signal })).catch(
      (thrown: unknown) => {
        throw context.signal.aborted ? new ChatError("aborted", { cause: thrown }) : thrown;
      },
    );
  }

  return {
    get: (context) =>
      loadShared("get", context, async (shared) => {
        const kept = await recall(shared);
        return kept && isYoung(kept, shared.now()) ? kept : load({ fresh: false }, shared);
      }),

    renew: (refused, reason, context) =>
      loadShared("renew", context, async (shared) => {
        const kept = await recall(shared);
        const replaced = kept && isYoung(kept, shared.now()) && !isSame(kept.tokens, refused.tokens);
        return replaced ? kept : load({ fresh: true, ...unwanted(refused.tokens, reason) }, shared);
      }),

    replaceNonce: (record, nonce, context) =>
      keep({ ...record, tokens: { ...record.tokens, nonce }, readAt: context.now() }, context),
  };
}

/** Returns which tokens to avoid if the page has others. */
function unwanted(refused: Tokens, reason: ChatError): Pick<LoadOptions, "denied" | "refused" | "goneBot"> {
  if (reason instanceof BotGoneError) return { goneBot: refused.botId };
  if (reason.kind === "tokens-missing") return { denied: refused.generation };
  return reason.kind === "nonce-expired" ? { refused } : {};
}

function isYoung(record: TokenRecord, now: number): boolean {
  const age = now - record.readAt;
  // A negative age means that the clock was set back, so the real age is unknown.
  return age >= 0 && age < MAXIMUM_TOKEN_AGE_MS;
}

function isSame(one: Tokens, other: Tokens): boolean {
  const keys = ["generation", "nonce", "endpoint", "botId"] as const;
  return keys.every((key) => one[key] === other[key]);
}

function createIdentity(context: SiteContext): GuestIdentity {
  const clientId = context
    .randomId()
    .replace(/[^a-z\d]/gi, "")
    .slice(0, CLIENT_ID_LENGTH);
  return { clientId, sessionId: context.randomId() };
}
