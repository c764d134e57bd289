import { randomBytes, randomUUID } from "node:crypto";
import { answerTo, type Answer, isBanned } from "./answers.ts";
import { cutConnection, pause, send, sendJson, sendPieces, type Exchange } from "./exchange.ts";
import { fail } from "./failures.ts";
import { splitIntoTokens } from "./tokens.ts";

/** How long a stored message waits to be asked for. */
const KEY_LIFETIME_MS = 60_000;

/** Sent first, so that no buffer on the way holds the stream back. */
const PADDING = `:${" ".repeat(4096)}\n\n`;

/** The action of step 2. */
export const STREAM_ACTION = "aipkit_frontend_chat_stream";

/** Answers a request to the endpoint of generation 2. `cut`: the connection breaks after a third of the answer. */
export async function answerGeneration2(exchange: Exchange, cut: boolean): Promise<void> {
  const { request, state } = exchange;
  const fields: Readonly<Record<string, string>> = { ...Object.fromEntries(request.query), ...request.fields };
  const posted = request.method === "POST";
  if (posted && /^(chrome|moz)-extension:/.test(request.headers.origin ?? "")) {
    const message = "Embed feature is not available with your current plan.";
    return sendJson(exchange, 403, { success: false, data: { message, code: "embed_not_available" } });
  }
  if (posted && fields.action === "aipkit_get_frontend_chat_nonce") {
    return sendJson(exchange, 200, { success: true, data: { nonce: state.nonces.forCookies(request.headers.cookie) } });
  }
  if (posted && fields.action === "aipkit_cache_sse_message") return storeMessage(exchange, fields);
  if (!posted && fields.action === STREAM_ACTION) return streamAnswer(exchange, fields, cut);
  send(exchange, 400, "text/html; charset=UTF-8", "0", { "cache-control": "no-cache, must-revalidate, max-age=0" });
}

function storeMessage(exchange: Exchange, fields: Readonly<Record<string, string>>): void {
  const { request, state } = exchange;
  if (!state.nonces.takes(fields._ajax_nonce, request.headers.cookie)) {
    const message = "Your session has expired or the request is invalid. Please refresh the page and try again.";
    return sendJson(exchange, 403, { success: false, data: { message, code: "nonce_failure_cache_sse" } });
  }
  const message = (fields.message ?? "").trim();
  if (message === "") {
    const data = { message: "Message cannot be empty.", code: "empty_data_to_cache" };
    return sendJson(exchange, 400, { success: false, data });
  }
  const key = `aipkit_sse_${randomBytes(16).toString("hex")}`;
  state.cachedMessages.set(key, { message, expiresAt: performance.now() + KEY_LIFETIME_MS });
  sendJson(exchange, 200, { success: true, data: { cache_key: key } });
}

async function streamAnswer(exchange: Exchange, fields: Readonly<Record<string, string>>, cut: boolean): Promise<void> {
  const { request, response, state } = exchange;
  const key = fields.cache_key ?? "";
  const stored = state.cachedMessages.get(key);
  state.cachedMessages.delete(key);
  const refusal = !state.nonces.takes(fields._ajax_nonce, request.headers.cookie)
    ? "Security check failed. Please refresh the page and try again."
    : stored === undefined || stored.expiresAt < performance.now()
      ? "Could not retrieve the message. Please try again."
      : fields.bot_id !== String(state.switches.botId)
        ? "Invalid chatbot specified."
        : isBanned(stored.message, state.switches)
          ? state.switches.bannedSentence
          : undefined;
  if (refusal !== undefined || stored === undefined) {
    startStream(exchange);
    response.end(event("error", { error: refusal }) + event("done", { finished: true }));
    return;
  }
  const answer = answerTo(stored.message, state.switches);
  await pause(exchange, answer.firstByteMs);
  if (answer.failure !== undefined && (await fail(exchange, answer.failure))) return;
  await streamTokens(exchange, answer, cut);
}

async function streamTokens(exchange: Exchange, { text, tokensPerSecond }: Answer, cut: boolean): Promise<void> {
  const { response } = exchange;
  const tokens = splitIntoTokens(text);
  const sent = cut ? tokens.slice(0, Math.ceil(tokens.length / 3)) : tokens;
  const responseId = "resp_practice";
  startStream(exchange);
  response.write(event("message_start", { message_id: `aipkit-msg-${randomUUID()}` }));
  for (const status of ["response.created", "response.in_progress"]) {
    response.write(event("status", { type: status, status: "in_progress", response_id: responseId }));
  }
  const pieces = sent.map((delta) => `data: ${JSON.stringify({ delta })}\n\n`);
  await sendPieces(exchange, pieces, 1000 / tokensPerSecond);
  if (cut) return cutConnection(exchange);
  response.end(event("openai_response_id", { id: responseId }) + event("done", { finished: true }));
}

function startStream({ response }: Exchange): void {
  response.writeHead(200, {
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-cache, no-store, must-revalidate, max-age=0, no-transform",
  });
  response.write(PADDING);
}

function event(name: string, data: unknown): string {
  return `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}
