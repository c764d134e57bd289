import { answerTo, type Answer, isBanned } from "./answers.ts";
import { cutConnection, NO_CACHE, pause, send, sendJson, sendPieces, type Exchange } from "./exchange.ts";
import { fail } from "./failures.ts";
import { splitIntoTokens } from "./tokens.ts";

const ACTIONS = new Set(["wpaicg_chat_shortcode_message", "wpaicg_chatbox_message"]);

const GREETING =
  "Converse as if you were an AI assistant. Answer the question as truthfully as possible using the provided context." +
  ' Tone: Friendly.\n, Current context: "Chat"';

/** Answers a request to the endpoint of generation 1. `cut`: the connection breaks after a third of the answer. */
export async function answerGeneration1(exchange: Exchange, cut: boolean): Promise<void> {
  const { request, state } = exchange;
  const { action, _wpnonce: nonce, message = "" } = request.fields;
  if (!ACTIONS.has(action ?? "")) return send(exchange, 400, "text/html; charset=UTF-8", "0", wordPressHeaders);
  if (!state.nonces.takes(nonce, request.headers.cookie)) return refuseNonce(exchange);
  const asked = isOld(state.switches.version) ? sanitize(message) : message.trim();
  // PHP's empty() holds for "0" too.
  if (asked === "" || asked === "0") {
    return sendJson(exchange, 200, { status: "error", msg: "It appears that nothing was inputted." });
  }
  if (isBanned(asked, state.switches)) return refuseWord(exchange);
  const answer = answerTo(asked, state.switches);
  await pause(exchange, answer.firstByteMs);
  if (answer.failure !== undefined && (await fail(exchange, answer.failure))) return;
  if (state.switches.stream) await streamAnswer(exchange, answer, cut);
  else await sendWholeAnswer(exchange, answer, cut);
}

const wordPressHeaders = { "cache-control": NO_CACHE };

function refuseNonce(exchange: Exchange): void {
  const { expiredSentence } = exchange.state.switches;
  send(exchange, 403, "text/html; charset=UTF-8", expiredSentence, wordPressHeaders);
}

/** Whether the plugin alters what it is asked. */
function isOld(version: string): boolean {
  return /^1\.8\.(?:[0-8]?\d|9[0-5])$/.test(version);
}

/** What WordPress makes of a text field. */
function sanitize(message: string): string {
  return message
    .replaceAll(/<[^>]*>?/g, "")
    .replaceAll(/[\r\n\t ]+/g, " ")
    .replaceAll(/%[\da-f]{2}/gi, "")
    .trim();
}

/** Streaming, the site says so and answers all the same; this one is spared that. */
function refuseWord(exchange: Exchange): void {
  const { stream, bannedSentence: msg } = exchange.state.switches;
  if (!stream) return sendJson(exchange, 200, { status: "error", msg });
  const body = `data: ${JSON.stringify({ msg, messageFlagged: true })}\n\n`;
  send(exchange, 200, "text/event-stream;charset=UTF-8", body, wordPressHeaders);
}

async function sendWholeAnswer(exchange: Exchange, { text, tokensPerSecond }: Answer, cut: boolean): Promise<void> {
  if (Number.isFinite(tokensPerSecond)) {
    await pause(exchange, (splitIntoTokens(text).length / tokensPerSecond) * 1000);
  }
  await exchange.state.gate.pass(exchange.signal);
  if (cut) return cutConnection(exchange);
  sendJson(exchange, 200, {
    status: "success",
    msg: "Something went wrong",
    greeting_message: GREETING,
    data: text,
    log: false,
  });
}

async function streamAnswer(exchange: Exchange, answer: Answer, cut: boolean): Promise<void> {
  const { response, state } = exchange;
  const { model } = state.switches;
  const tokens = splitIntoTokens(answer.text);
  const sent = cut ? tokens.slice(0, Math.ceil(tokens.length / 3)) : tokens;
  const head = chunk(model, { role: "assistant", content: "", refusal: null }, null);
  const [first = "", ...rest] = sent;
  response.writeHead(200, { "content-type": "text/event-stream;charset=UTF-8", "cache-control": "no-cache" });
  // The first token goes with the headers: a held answer has sent nothing, as when the model still thinks.
  const pieces = [
    head + chunk(model, { content: first }, null),
    ...rest.map((content) => chunk(model, { content }, null)),
  ];
  await sendPieces(exchange, pieces, 1000 / answer.tokensPerSecond);
  if (cut) return cutConnection(exchange);
  response.end(`${chunk(model, {}, "stop")}data: [DONE]\n\n`);
}

function chunk(model: string, delta: object, finishReason: string | null): string {
  const data = {
    id: "chatcmpl-practice",
    object: "chat.completion.chunk",
    created: 1_795_364_594,
    model,
    service_tier: "default",
    system_fingerprint: null,
    choices: [{ index: 0, delta, logprobs: null, finish_reason: finishReason }],
    obfuscation: "x",
  };
  return `data: ${JSON.stringify(data)}\n\n`;
}
