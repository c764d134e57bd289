import { createHash, randomUUID } from "node:crypto";
import { type Exchange, send, type SiteState } from "./exchange.ts";

/** A stand-in for OpenRouter, made of its documentation. https://openrouter.ai/docs/guides/overview/auth/oauth */
export const OPEN_ROUTER_HOST = "openrouter.ai";

/** Codes that were given out and not used, with the challenge of the try, and the keys that came of them. */
export interface OpenRouterState {
  readonly codes: Map<string, { challenge: string; method: string }>;
  readonly keys: Set<string>;
}

export function createOpenRouterState(): OpenRouterState {
  return { codes: new Map(), keys: new Set() };
}

/** One that costs money, and two that do not. */
export const OPEN_ROUTER_MODELS = [
  { id: "maker/large", name: "Maker: Large", context_length: 200_000 },
  { id: "maker/small:free", name: "Maker: Small (free)", context_length: 32_768 },
  { id: "another/tiny:free", name: "Another: Tiny (free)", context_length: 8_192 },
];

/** Answers one request to OpenRouter. */
export function serveOpenRouter(exchange: Exchange, site: SiteState): void {
  const { method, path } = exchange.request;
  if (method === "GET" && path === "/auth") return showAuth(exchange, site);
  if (path === "/api/v1/auth/keys") return exchangeCode(exchange, site);
  // The list needs no key.
  if (path === "/api/v1/models") return sendObject(exchange, 200, { data: OPEN_ROUTER_MODELS });
  if (!hasKey(exchange, site)) return refuse(exchange, 401, "Missing Authentication header");
  if (path === "/api/v1/key") return sendObject(exchange, 200, { data: keyFacts(exchange) });
  if (method === "POST" && path === "/api/v1/chat/completions") return answer(exchange);
  return refuse(exchange, 404, "Not Found");
}

/** The page on which a person agrees, or what is switched on in its place. */
function showAuth(exchange: Exchange, { openRouter }: SiteState): void {
  const { query } = exchange.request;
  const callback = query.get("callback_url") ?? "";
  const challenge = query.get("code_challenge") ?? "";
  if (!callback.startsWith("https://") || challenge === "") return send(exchange, 400, "text/plain", "Bad request");
  const code = `auth_code_${randomUUID()}`;
  openRouter.codes.set(code, { challenge, method: query.get("code_challenge_method") ?? "plain" });
  const back = new URL(callback);
  back.searchParams.set("code", code);
  const other = new URL("another-try", callback);
  other.searchParams.set("code", code);
  const { signIn } = exchange.state.switches;
  if (signIn === "agree") return lead(exchange, back);
  if (signIn === "other-try") return lead(exchange, other);
  if (signIn === "expired") {
    openRouter.codes.clear();
    return lead(exchange, back);
  }
  send(
    exchange,
    200,
    "text/html; charset=UTF-8",
    `<!DOCTYPE html><meta charset="UTF-8" /><title>OpenRouter</title><h1>Sign in</h1>
<p><a href="${back.href.replaceAll("&", "&amp;")}">Authorize</a>`,
  );
}

function lead(exchange: Exchange, { href: location }: URL): void {
  send(exchange, 302, "text/html; charset=UTF-8", "", { location });
}

function exchangeCode(exchange: Exchange, { openRouter }: SiteState): void {
  const { method, body } = exchange.request;
  if (method !== "POST") return refuse(exchange, 405, "Method Not Allowed");
  const {
    code = "",
    code_verifier: verifier = "",
    code_challenge_method: way,
  } = JSON.parse(body.toString()) as Record<string, string>;
  const asked = openRouter.codes.get(code);
  openRouter.codes.delete(code);
  if (asked !== undefined && way !== asked.method) return refuse(exchange, 400, "Invalid code_challenge_method");
  const challenge = createHash("sha256").update(verifier).digest("base64url");
  if (asked?.challenge !== challenge) return refuse(exchange, 403, "Invalid code or code_verifier");
  const key = `sk-or-v1-${randomUUID().replaceAll("-", "")}`;
  openRouter.keys.add(key);
  sendObject(exchange, 200, { key, user_id: "user_practice" });
}

function hasKey({ request }: Exchange, { openRouter }: SiteState): boolean {
  return openRouter.keys.has((request.headers["authorization"] ?? "").replace(/^Bearer /, ""));
}

function keyFacts({ state }: Exchange): object {
  const { freeLeft: remaining } = state.switches;
  return {
    label: "sk-or-v1-abc...def",
    limit: null,
    limit_remaining: null,
    is_free_tier: true,
    usage: 0,
    free_model_daily_requests: { limit: 50, remaining, used: 50 - remaining },
  };
}

function answer(exchange: Exchange): void {
  const { model } = JSON.parse(exchange.request.body.toString()) as { model?: string };
  const chunks = [
    { model, choices: [{ index: 0, delta: { role: "assistant", content: "An answer by way of OpenRouter." } }] },
    { model, choices: [{ index: 0, delta: {}, finish_reason: "stop" }] },
  ];
  const body = chunks.map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`).join("");
  send(exchange, 200, "text/event-stream", `: OPENROUTER PROCESSING\n\n${body}data: [DONE]\n\n`);
}

function refuse(exchange: Exchange, code: number, message: string): void {
  sendObject(exchange, code, { error: { code, message } });
}

function sendObject(exchange: Exchange, status: number, value: object): void {
  send(exchange, status, "application/json", JSON.stringify(value));
}
