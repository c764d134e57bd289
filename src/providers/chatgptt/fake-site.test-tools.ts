import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Window } from "happy-dom";
import { queryHtml } from "./page/parse-html.ts";
import type { ChatRequest, ReplyPart } from "../provider.ts";
import type { SiteContext } from "./site-context.ts";
import type { SiteChat } from "./site-chat.ts";
import { ChatError } from "../chat-error.ts";

/** A recorded exchange with the real plugin, from `tests/fixtures/exchanges`. */
export interface Exchange {
  name: string;
  says: string;
  request: { method: string; target: string; body: string };
  response: {
    status: number;
    headers: Record<string, string>;
    complete: boolean;
    pieces: Array<string | { base64: string }>;
  };
}

const EXCHANGES = join(import.meta.dirname, "../../../tests/fixtures/exchanges");

/** All recordings, by name. */
export function readExchanges(): Exchange[] {
  return readdirSync(EXCHANGES)
    .filter((file) => file.endsWith(".json"))
    .map((file): Exchange => JSON.parse(readFileSync(join(EXCHANGES, file), "utf8")));
}

export function readExchange(name: string): Exchange {
  return JSON.parse(readFileSync(join(EXCHANGES, `${name}.json`), "utf8"));
}

export function toPieces(exchange: Exchange): Uint8Array[] {
  return exchange.response.pieces.map((piece) =>
    typeof piece === "string" ? new TextEncoder().encode(piece) : Buffer.from(piece.base64, "base64"),
  );
}

export interface AnswerOptions {
  status?: number;
  headers?: Record<string, string>;
  /** `false`: the connection breaks after the last piece. */
  complete?: boolean;
  onCancel?: () => void;
}

const encoder = new TextEncoder();

/** A real `Response` whose body arrives in these pieces. */
export function answer(pieces: ReadonlyArray<string | Uint8Array>, options: AnswerOptions = {}): Response {
  const { status = 200, headers = {}, complete = true, onCancel } = options;
  let next = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const piece = pieces[next++];
      if (piece !== undefined) controller.enqueue(typeof piece === "string" ? encoder.encode(piece) : piece);
      else if (complete) controller.close();
      else controller.error(new TypeError("terminated"));
    },
    cancel: () => onCancel?.(),
  });
  return new Response(body, { status, headers });
}

export function eventStream(pieces: ReadonlyArray<string | Uint8Array>, options: AnswerOptions = {}): Response {
  return answer(pieces, { ...options, headers: { "content-type": "text/event-stream;charset=UTF-8" } });
}

export function json(value: unknown, options: AnswerOptions = {}): Response {
  const headers = { "content-type": "application/json; charset=UTF-8", ...options.headers };
  return answer([JSON.stringify(value)], { ...options, headers });
}

export function html(text: string, options: AnswerOptions = {}): Response {
  return answer([text], { ...options, headers: { "content-type": "text/html; charset=UTF-8", ...options.headers } });
}

export function replay(exchange: Exchange, pieces: readonly Uint8Array[] = toPieces(exchange)): Response {
  const { status, headers, complete } = exchange.response;
  return answer(pieces, { status, headers, complete });
}

export const GENERATION_1_PAGE = `<!doctype html><html><head><title>Chat</title></head><body>
<div class="wpaicg-chat-shortcode"
  data-nonce="e49d131915" data-post-id = "6" data-url="https://chatgptt.me/chat" data-bot-id="0"
  data-openai_stream_nav="0" data-type="shortcode"></div>
<script>var wpaicgParams = {"ajax_url":"https:\\/\\/chatgptt.me\\/wp-admin\\/admin-ajax.php","search_nonce":"5ea4c4a0ce"};</script>
</body></html>`;

export const GENERATION_2_PAGE = `<!doctype html><html><body><div class="aipkit_chat_container" data-bot-id="4"
data-config='{&quot;botId&quot;:4,&quot;postId&quot;:5,&quot;nonce&quot;:&quot;55412873e7&quot;,&quot;ajaxUrl&quot;:&quot;https:\\/\\/chatgptt.me\\/wp-admin\\/admin-ajax.php&quot;}'></div></body></html>`;

/** A request as the site sees it. */
export interface SeenRequest {
  method: string;
  url: URL;
  /** The fields of its form. Empty for a GET. */
  fields: URLSearchParams;
  init: RequestInit;
  /** `page`, or the action that it names. */
  action: string;
}

export interface FakeSite extends SiteContext {
  /** All requests so far, in order. */
  readonly seen: SeenRequest[];
  /** Their actions alone. */
  actions(): string[];
  readonly kept: Map<string, unknown>;
}

/** A context whose `fetch` is answered by `respond`. */
export function createFakeSite(
  respond: (request: SeenRequest) => Response | Promise<Response>,
  options: Partial<SiteContext> = {},
): FakeSite {
  const seen: SeenRequest[] = [];
  const kept = new Map<string, unknown>();
  return {
    seen,
    kept,
    actions: () => seen.map(({ action }) => action),
    fetch: async (input, init = {}) => {
      init.signal?.throwIfAborted();
      const url = new URL(String(input));
      const fields = init.body instanceof URLSearchParams ? init.body : new URLSearchParams();
      const action = fields.get("action") ?? url.searchParams.get("action") ?? "page";
      const request = { method: init.method ?? "GET", url, fields, init, action };
      seen.push(request);
      return respond(request);
    },
    parseHtml: async (text, selector) => parse(text, selector),
    signal: new AbortController().signal,
    now: () => Date.now(),
    randomId: () => crypto.randomUUID(),
    memory: {
      get: async (key) => structuredClone(kept.get(key)),
      set: async (key, value) => void kept.set(key, structuredClone(value)),
      delete: async (key) => void kept.delete(key),
    },
    ...options,
  };
}

let window: Window | undefined;

function parse(text: string, selector: string) {
  window ??= new Window();
  return queryHtml(new window.DOMParser() as unknown as DOMParser, text, selector);
}

export const QUESTION: ChatRequest = { messages: [{ role: "user", text: "Hello there" }] };

/** No pauses, for tests that are not about waiting. */
export const AT_ONCE = { retryPauseMs: 0 };

/** How a question ended: its parts, and the error that came after them. */
export interface Outcome {
  parts: ReplyPart[];
  error?: { kind: string; detail?: string | undefined; status?: number | undefined };
}

/** Asks and gathers everything. Rejects with any error but a `ChatError`. */
export async function gather(site: SiteChat, context: SiteContext, request = QUESTION): Promise<Outcome> {
  return gatherParts(site.chat(request, context));
}

/** Joins consecutive texts, because where one ends and the next begins does not matter. */
export async function gatherParts(answers: AsyncIterable<ReplyPart>): Promise<Outcome> {
  const parts: ReplyPart[] = [];
  try {
    for await (const part of answers) {
      const last = parts.at(-1);
      if (part.type === "text" && last?.type === "text")
        parts[parts.length - 1] = { type: "text", text: last.text + part.text };
      else parts.push(part);
    }
    return { parts };
  } catch (thrown) {
    if (!(thrown instanceof ChatError)) throw thrown;
    const { kind, detail, status } = thrown;
    return {
      parts,
      error: { kind, ...(detail === undefined ? {} : { detail }), ...(status === undefined ? {} : { status }) },
    };
  }
}

/** The text of an outcome, joined. */
export function textOf({ parts }: Outcome): string {
  return parts.map((part) => (part.type === "text" ? part.text : "")).join("");
}
