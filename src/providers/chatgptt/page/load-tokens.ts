import { ChatError } from "../../chat-error.ts";
import { type Connection, openConnection, readText } from "../../transport/connection.ts";
import type { SiteContext } from "../site-context.ts";
import { isSameSite } from "../../transport/same-site.ts";
import type { TimeLimits } from "../../transport/time-limits.ts";
import { isChallenge, isChallengePage, readRefusal } from "../errors/http-refusal.ts";
import { leadsElsewhere } from "./leads-elsewhere.ts";
import { readTokens, TOKEN_SELECTOR, tokenHtml, type Tokens } from "./page.ts";

/** How much of a page is read, in bytes. Pages of 2 MB exist; anything far larger is no page. */
const MAXIMUM_PAGE_BYTES = 8_000_000;

/** Where sites keep the chat if not on their front page (protocol §1). */
const CHAT_PATH = "/chat";

/** Statuses that mean only "no such page". Another page may still have the chat. */
const ABSENT: ReadonlySet<number> = new Set([404, 410]);

export interface LoadOptions {
  /**
   * Whether to bypass every cache between us and the site: caches serve pages whose nonce has expired (protocol §4).
   */
  fresh: boolean;
  /** A generation that the site has just denied. On a page with both, the other one is taken. */
  denied?: 1 | 2 | undefined;
  /** Tokens whose nonce the site has just refused. Others on the page are preferred. */
  refused?: Tokens | undefined;
  /** A bot that the site no longer has. */
  goneBot?: string | undefined;
  limits?: TimeLimits | undefined;
}

/**
 * Reads the tokens of a site's chat: from its page, else from its front page or `/chat`. Script settings, and elements
 * that may belong to another plugin, count only if no page has a chat element.
 * @throws ChatError of kind
 * - `tokens-missing`: no page has a chat
 * - `challenge`: Cloudflare's check stands before it
 * - `moved`: a page leads to another site
 * - or of any kind that reading a page fails with
 */
export async function loadTokens(siteUrl: string, context: SiteContext, options: LoadOptions): Promise<Tokens> {
  const lastResorts: Tokens[] = [];
  for (const url of listPages(siteUrl)) {
    const candidates = await loadPage(url, siteUrl, context, options).catch((thrown: unknown) => {
      // The person chose one page. The others only may have the chat, so their failures say nothing about the site.
      if (url === new URL(siteUrl).href || context.signal.aborted) throw thrown;
      if (lastResorts.length > 0 || ChatError.from(thrown).kind === "moved") return [];
      throw thrown;
    });
    const found = choose(candidates, options);
    if (found && candidates.some((tokens) => !isLastResort(tokens))) return found;
    lastResorts.push(...candidates);
  }
  const lastResort = choose(lastResorts, options);
  if (lastResort === undefined) throw new ChatError("tokens-missing");
  return lastResort;
}

/** Returns the best tokens that the site has not just refused. If it has refused all, returns the best. */
function choose(candidates: readonly Tokens[], options: LoadOptions): Tokens | undefined {
  return candidates.find((tokens) => !isRefused(tokens, options)) ?? candidates[0];
}

function isRefused(tokens: Tokens, { denied, refused, goneBot }: LoadOptions): boolean {
  if (tokens.generation === denied) return true;
  // Only generation 2 says that a bot is gone. Other tokens on the page are older.
  if (goneBot !== undefined) return tokens.generation !== 2 || tokens.botId === goneBot;
  if (refused === undefined) return false;
  // If it turned out to belong to another plugin, it does so on every page, whatever its nonce there.
  return tokens.nonce === refused.nonce || (isPair(tokens) && isPair(refused));
}

function listPages(siteUrl: string): string[] {
  return [...new Set([siteUrl, "/", CHAT_PATH].map((page) => new URL(page, siteUrl).href))];
}

function isLastResort(tokens: Tokens): boolean {
  return isPair(tokens) || (tokens.generation === 1 && tokens.source === "params");
}

function isPair(tokens: Tokens): boolean {
  return tokens.generation === 1 && tokens.source === "pair";
}

async function loadPage(
  url: string,
  siteUrl: string,
  context: SiteContext,
  { fresh, limits }: LoadOptions,
): Promise<Tokens[]> {
  const address = new URL(url);
  if (fresh) address.searchParams.set("fresh", context.randomId());
  const connection = await openPage(address.href, cacheFor(context, fresh), context, limits);
  try {
    const { response } = connection;
    if (isChallenge(response.headers)) throw new ChatError("challenge", { status: response.status });
    if (ABSENT.has(response.status)) return [];
    if (!response.ok) throw toPageError(await readRefusal(connection, context.now()));
    const html = await readText(connection, MAXIMUM_PAGE_BYTES);
    if (isChallengePage(html)) throw new ChatError("challenge", { status: response.status });
    const pageUrl = response.url || url;
    // The person chose this host and no other.
    if (!isSameSite(pageUrl, siteUrl)) throw new ChatError("moved");
    const elements = await context.parseHtml(tokenHtml(html), TOKEN_SELECTOR, context.signal);
    return readTokens(elements, html, pageUrl);
  } finally {
    connection.close();
  }
}

/**
 * Returns the cache mode. A guest of a private window must leave nothing on disk, and the browser's cache is on disk.
 */
function cacheFor({ guest }: SiteContext, fresh: boolean): RequestCache {
  if (guest !== undefined) return "no-store";
  return fresh ? "reload" : "default";
}

/** Opens a page. A redirect to a host without access looks like a network failure, so it is told apart here. */
async function openPage(
  url: string,
  cache: RequestCache,
  context: SiteContext,
  limits: TimeLimits | undefined,
): Promise<Connection> {
  try {
    const init: RequestInit = { method: "GET", credentials: context.credentials ?? "omit", cache };
    return await openConnection(url, init, context, limits);
  } catch (thrown) {
    const failed = ChatError.from(thrown);
    const moved = failed.kind === "network" && (await leadsElsewhere(url, context));
    throw moved ? new ChatError("moved", { cause: failed }) : failed;
  }
}

/**
 * Corrects the kind of a page's error. A page knows no nonces and no actions, so such errors mean that the site fails.
 */
function toPageError(error: ChatError): ChatError {
  if (error.kind !== "nonce-expired" && error.kind !== "tokens-missing") return error;
  return new ChatError(error.status === 403 ? "blocked" : "site-error", { status: error.status, detail: error.detail });
}
