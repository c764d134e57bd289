import type { Generation1Tokens, Generation2Tokens } from "./page/page.ts";

/** A request, ready for `fetch`. */
export interface FormRequest {
  url: string;
  init: RequestInit;
}

/** Our identity for the site, by which it counts the limits of guests (protocol §2, §3). */
export interface GuestIdentity {
  /** 10 letters and digits, as the site's own client makes them. */
  clientId: string;
  /** A UUID. */
  sessionId: string;
}

type Credentials = "omit" | "include";

/**
 * Builds the one request of generation 1 (protocol §2). The conversation stands in `message`, because the site's
 * history field mangles it.
 */
export function toGeneration1Request(
  tokens: Generation1Tokens,
  message: string,
  identity: GuestIdentity,
  credentials: Credentials,
): FormRequest {
  const widget = tokens.source === "widget";
  return post(tokens.endpoint, credentials, {
    _wpnonce: tokens.nonce,
    post_id: tokens.postId,
    url: tokens.pageUrl,
    action: widget ? "wpaicg_chatbox_message" : "wpaicg_chat_shortcode_message",
    message,
    bot_id: tokens.botId,
    chatbot_identity: nameChatbot(tokens),
    wpaicg_chat_client_id: identity.clientId,
    wpaicg_chat_history: "[]",
  });
}

/** Builds step 1 of generation 2: the site stores the message and returns a key for it (protocol §3). */
export function toCacheRequest(tokens: Generation2Tokens, message: string, credentials: Credentials): FormRequest {
  return post(tokens.endpoint, credentials, {
    action: "aipkit_cache_sse_message",
    _ajax_nonce: tokens.nonce,
    message,
    bot_id: tokens.botId,
  });
}

/**
 * Builds step 2 of generation 2: the answer to the stored message. The key works once, within 60 s.
 * @param turn `now` in ms since 1970
 */
export function toStreamRequest(
  tokens: Generation2Tokens,
  cacheKey: string,
  identity: GuestIdentity,
  turn: { conversationId: string; now: number },
  credentials: Credentials,
): FormRequest {
  const url = new URL(tokens.endpoint);
  const fields = {
    action: "aipkit_frontend_chat_stream",
    cache_key: cacheKey,
    bot_id: tokens.botId,
    session_id: identity.sessionId,
    conversation_uuid: turn.conversationId,
    post_id: tokens.postId,
    _ts: String(turn.now),
    _ajax_nonce: tokens.nonce,
  };
  for (const [name, value] of Object.entries(fields)) url.searchParams.set(name, value);
  return { url: url.href, init: { method: "GET", credentials, redirect: "manual", cache: "no-store" } };
}

/** Builds the one-request form, which plugins 2.3 to 2.3.43 know too (protocol §3). */
export function toSingleRequest(
  tokens: Generation2Tokens,
  message: string,
  identity: GuestIdentity,
  conversationId: string,
  credentials: Credentials,
): FormRequest {
  return post(tokens.endpoint, credentials, {
    action: "aipkit_frontend_chat_message",
    _ajax_nonce: tokens.nonce,
    message,
    bot_id: tokens.botId,
    session_id: identity.sessionId,
    conversation_uuid: conversationId,
    post_id: tokens.postId,
  });
}

/** Builds the request for a fresh nonce without the page, from plugin 2.3.41 on (protocol §3). */
export function toNonceRequest(tokens: Generation2Tokens, credentials: Credentials): FormRequest {
  return post(tokens.endpoint, credentials, { action: "aipkit_get_frontend_chat_nonce", bot_id: tokens.botId });
}

function nameChatbot(tokens: Generation1Tokens): string {
  if (/^[1-9]\d*$/.test(tokens.botId)) return `custom_bot_${tokens.botId}`;
  return tokens.source === "widget" ? "widget" : "shortcode";
}

/**
 * Builds a form request. Redirects are refused: some repeat the body at another address, and the person's text is for
 * this host only. No header is set: any header would cause a preflight, which the site answers with 403 (protocol §2).
 */
function post(url: string, credentials: Credentials, fields: Record<string, string>): FormRequest {
  return { url, init: { method: "POST", body: new URLSearchParams(fields), credentials, redirect: "manual" } };
}
