import { describe, expect, test } from "vitest";
import { openConnection } from "../transport/connection.ts";
import type { ReplyPart } from "../provider.ts";
import { CHATGPTT_URL } from "./chatgptt.ts";
import { createSiteChat } from "./site-chat.ts";
import {
  AT_ONCE,
  createFakeSite,
  type Exchange,
  gather,
  gatherParts,
  GENERATION_1_PAGE,
  GENERATION_2_PAGE,
  html,
  type Outcome,
  readExchange,
  readExchanges,
  replay,
  toPieces,
} from "./fake-site.test-tools.ts";
import { readObject, readReply } from "./reply/reply.ts";

const MARKDOWN =
  '# Title\n\n* item **bold** <b>html</b> & "quotes" \'single\'\n* two\n\n```js\nconst a = "x\\n" < 3 && `t`;\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n';
const UNICODE = "Héllo — “smart” 日本語 😀👩‍👩‍👧 \u2028LS \u00a0nbsp \\backslash\\ \"dq\" 'sq' <tag> &amp; end";
const PLAIN = "Hello from the fake model.";
const WORDS = "word0 word1 word2 word3 ";
const KEY_REFUSED =
  "Incorrect API key provided: sk-…. You can find your API key at https://platform.openai.com/account/api-keys.";

const MODEL: ReplyPart = { type: "model", name: "gpt-3.5-turbo" };
const STOP: ReplyPart = { type: "finish", reason: "stop" };
const CUT: ReplyPart = { type: "finish", reason: "cut" };

function error(kind: string, detail?: string, status?: number): Outcome {
  return { parts: [], error: { kind, ...(detail && { detail }), ...(status && { status }) } };
}

const EXPECTED: Record<string, Outcome> = {
  "v1-504": error("not-answering", "504 Gateway Time-out", 504),
  "v1-action-unknown": error("tokens-missing", undefined, 400),
  "v1-empty-message": error("site-error", "It appears that nothing was inputted."),
  "v1-json-answer": { parts: [{ type: "text", text: MARKDOWN }, STOP] },
  "v1-json-banned-word": error(
    "refused",
    "Your message contains prohibited words. Please modify your message and try again.",
  ),
  "v1-json-empty-data": error("empty-answer"),
  "v1-json-token-limit": error("quota", "You have reached your token limit."),
  "v1-json-unicode": { parts: [{ type: "text", text: UNICODE }, STOP] },
  "v1-json-upstream-429": error(
    "site-error",
    "You exceeded your current quota, please check your plan and billing details. For more information on this error, read the docs: https://platform.openai.com/docs/guides/error-codes/api-errors.",
  ),
  "v1-nonce-expired": error("nonce-expired", undefined, 403),
  "v1-nonce-expired-1.8.82": error("nonce-expired", "Nonce verification failed"),
  "v1-php-fatal": error(
    "site-error",
    "There has been a critical error on this website. Learn more about troubleshooting WordPress.",
    500,
  ),
  "v1-sse-answer": { parts: [MODEL, { type: "text", text: MARKDOWN }, STOP] },
  "v1-sse-banned-word": error(
    "refused",
    "Your message contains prohibited words. Please modify your message and try again.",
  ),
  "v1-sse-crlf": { parts: [MODEL, { type: "text", text: PLAIN }, STOP] },
  "v1-sse-cut-clean": { parts: [MODEL, { type: "text", text: WORDS }, CUT] },
  "v1-sse-empty-body": error("empty-answer"),
  "v1-sse-error-object": {
    parts: [MODEL, { type: "text", text: WORDS }],
    error: { kind: "site-error", detail: "The server had an error processing your request." },
  },
  "v1-sse-html-body": error("site-error", "502 Bad Gateway"),
  "v1-sse-no-done": { parts: [MODEL, { type: "text", text: PLAIN }, STOP] },
  "v1-sse-split-lines": { parts: [MODEL, { type: "text", text: PLAIN }, STOP] },
  "v1-sse-token-limit": error("quota", "You have reached your token limit."),
  "v1-sse-unicode-1-byte": { parts: [MODEL, { type: "text", text: UNICODE }, STOP] },
  "v1-sse-upstream-401": error("site-error", KEY_REFUSED),
  "v2-cache": { parts: [{ type: "text", text: PLAIN }, STOP] },
  "v2-nonce-failure": error(
    "nonce-expired",
    "Your session has expired or the request is invalid. Please refresh the page and try again.",
    403,
  ),
  "v2-origin-refused": error("site-error", "Embed feature is not available with your current plan.", 403),
  "v2-stream": { parts: [{ type: "text", text: PLAIN }, STOP] },
  "v2-stream-cut": {
    parts: [{ type: "text", text: WORDS }],
    error: { kind: "site-error", detail: "Connection Error: transfer closed with outstanding read data remaining" },
  },
  "v2-stream-markdown": { parts: [{ type: "text", text: MARKDOWN }, STOP] },
  "v2-stream-quota": error("quota", "You have reached your quota for this period."),
  "v2-stream-upstream-401": error("site-error", `API Error: ${KEY_REFUSED} (Code: invalid_api_key)`),
};

const exchanges = readExchanges();
const isStep1 = (exchange: Exchange) => exchange.name.startsWith("v2-") && exchange.request.method === "POST";

test("every recording has its expectation", () => {
  expect(exchanges.map(({ name }) => name).toSorted()).toEqual(Object.keys(EXPECTED).toSorted());
});

describe("a site that answers as recorded", () => {
  test.each(exchanges.map((exchange) => [exchange.name, exchange.says, exchange] as const))(
    "%s: %s",
    async (name, _says, exchange) => {
      const site = createFakeSite(({ action }) => {
        switch (action) {
          case "page":
            return html(name.startsWith("v2-") ? GENERATION_2_PAGE : GENERATION_1_PAGE);
          case "aipkit_get_frontend_chat_nonce":
          case "aipkit_frontend_chat_message":
            return html("0", { status: 400 });
          case "aipkit_cache_sse_message":
            return replay(isStep1(exchange) ? exchange : readExchange("v2-cache"));
          case "aipkit_frontend_chat_stream":
            return replay(isStep1(exchange) ? readExchange("v2-stream") : exchange);
          default:
            return replay(exchange);
        }
      });
      expect(await gather(createSiteChat(CHATGPTT_URL, AT_ONCE), site)).toEqual(EXPECTED[name]);
    },
  );
});

/** One answer read by itself, without the provider around it; step 1 of generation 2 gives the key as its text. */
async function read(exchange: Exchange, pieces: readonly Uint8Array[]): Promise<Outcome> {
  const site = createFakeSite(() => replay(exchange, pieces));
  const connection = await openConnection("https://chatgptt.me/", {}, site);
  if (!isStep1(exchange)) return gatherParts(readReply(connection, exchange.name.startsWith("v2-") ? 2 : 1, 0));
  return gatherParts(
    (async function* (): AsyncGenerator<ReplyPart> {
      yield { type: "text", text: JSON.stringify(await readObject(connection, 0)) };
    })(),
  );
}

/** Longer than an event of any recording, so that no two cuts of one reading fall into the same event. */
const BETWEEN_CUTS = 1_000;

/** The body cut at this byte, and again each time that so many more have come. */
function cutFrom(body: Buffer, first: number): Buffer[] {
  const pieces = [body.subarray(0, first)];
  for (let at = first; at < body.length; at += BETWEEN_CUTS) pieces.push(body.subarray(at, at + BETWEEN_CUTS));
  return pieces;
}

describe("the body split at every byte", () => {
  test("has no event that is cut twice", () => {
    // What is filled up with spaces is one event, in which it does not matter where they are cut.
    const bodies = exchanges.map((exchange) => `${Buffer.concat(toPieces(exchange))}`.replaceAll(/ {50,}/g, " "));
    const events = bodies.filter((body) => /^(?:data|event|:)/.test(body)).flatMap((body) => body.split(/\r?\n\r?\n/));
    expect(events.length).toBeGreaterThan(100);
    expect(Math.max(...events.map((event) => Buffer.byteLength(event)))).toBeLessThan(BETWEEN_CUTS);
  });

  test.each(exchanges.map((exchange) => [exchange.name, exchange] as const))("%s", async (name, exchange) => {
    const body = Buffer.concat(toPieces(exchange));
    const whole = JSON.stringify(await read(exchange, [body]));
    if (!isStep1(exchange)) expect(JSON.parse(whole)).toEqual(EXPECTED[name]);
    for (let first = 1; first < body.length && first <= BETWEEN_CUTS; first += 1) {
      const outcome = await read(exchange, cutFrom(body, first));
      if (JSON.stringify(outcome) !== whole) expect.fail(`split from byte ${first}: ${JSON.stringify(outcome)}`);
    }
  });

  test.each(exchanges.map((exchange) => [exchange.name, exchange] as const))(
    "%s, byte by byte",
    async (_name, exchange) => {
      const body = Buffer.concat(toPieces(exchange));
      const bytes = Array.from(body, (_byte, at) => body.subarray(at, at + 1));
      expect(await read(exchange, bytes)).toEqual(await read(exchange, [body]));
    },
  );
});
