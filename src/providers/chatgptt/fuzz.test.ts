import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { queryHtml } from "./page/parse-html.ts";
import type { TimeLimits } from "../transport/time-limits.ts";
import { CHATGPTT_URL } from "./chatgptt.ts";
import { createSiteChat } from "./site-chat.ts";
import {
  answer,
  AT_ONCE,
  createFakeSite,
  GENERATION_1_PAGE,
  GENERATION_2_PAGE,
  gather,
  html,
  json,
  type Outcome,
  readExchanges,
  toPieces,
} from "./fake-site.test-tools.ts";
import { lookalike, mutate, mutation, SNIPPETS } from "../mutate.test-tools.ts";
import { readTokens, TOKEN_SELECTOR } from "./page/page.ts";
import { Window } from "happy-dom";

/** Short, so that bodies that never end are given up soon. */
const LIMITS: TimeLimits = { firstByteMs: 20, betweenPiecesMs: 20 };

/** No question under these limits lasts as long; one that does waits for ever. */
const ENDLESS_MS = 60_000;

/** Only what hangs is to meet it: a busy machine takes several times as long as an idle one. */
const LONG_TEST_MS = 600_000;

/** Stands in markup that is put between the lines of a body: it is the site's, so no part may hold it. */
const SITE_HTML = `<div class="site-html">SITE MARKUP</div>`;

const EVENT_NAMES = SNIPPETS.filter((snippet) => snippet.startsWith("event:"));

const bodies = readExchanges().map((exchange) =>
  Buffer.concat(toPieces(exchange))
    .toString("utf8")
    .replace(/ {50,}/g, "  "),
);
const streams = bodies.filter((body) => /^(?:data|event|:)/.test(body));
const objects = bodies.filter((body) => body.startsWith("{"));

/** Puts the site's markup between two lines, so that it cannot become part of what a model wrote. */
function putMarkup(body: string, at: number): string {
  const lines = body.split("\n");
  lines.splice(Math.floor(at * (lines.length + 1)), 0, SITE_HTML);
  return lines.join("\n");
}

const transport = fc.record({
  status: fc.oneof(
    { weight: 12, arbitrary: fc.constant(200) },
    fc.constantFrom(201, 400, 401, 403, 404, 413, 429, 500, 502, 503, 504, 522),
  ),
  type: fc.constantFrom(
    "text/event-stream;charset=UTF-8",
    "text/event-stream",
    "application/json",
    "text/html",
    "",
    "TEXT/EVENT-STREAM",
  ),
  complete: fc.oneof({ weight: 8, arbitrary: fc.constant(true) }, fc.constant(false)),
  hangs: fc.oneof({ weight: 60, arbitrary: fc.constant(false) }, fc.constant(true)),
  headers: fc.oneof(
    { weight: 20, arbitrary: fc.constant({}) },
    fc.constantFrom<Record<string, string>>(
      { "cf-mitigated": "challenge" },
      { "retry-after": "999999999999" },
      { "retry-after": "-1" },
      { "retry-after": "Mon" },
    ),
  ),
  cuts: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 4 }),
});
type Transport = typeof transport extends fc.Arbitrary<infer Value> ? Value : never;

function toResponse(body: Uint8Array, { status, type, complete, hangs, headers, cuts }: Transport): Response {
  const places = [
    0,
    ...cuts.map((cut) => Math.floor(cut * body.length)).toSorted((one, other) => one - other),
    body.length,
  ];
  const pieces = places.slice(1).map((end, index) => body.subarray(places[index], end));
  const allHeaders = { ...headers, ...(type && { "content-type": type }) };
  if (!hangs) return answer(pieces, { status, complete, headers: allHeaders });
  const endless = new ReadableStream<Uint8Array>({
    start: (controller) => {
      for (const piece of pieces) controller.enqueue(piece);
    },
  });
  return new Response(endless, { status, headers: allHeaders });
}

/** What a site of generation 1 answers where all is well. */
const answerWell = () => json({ status: "success", data: "Well." });

const PAGE_ELEMENTS = {
  1: [{ tagName: "div", attributes: { "data-nonce": "e49d131915", "data-post-id": "6" }, text: "" }],
  2: [{ tagName: "div", attributes: { "data-config": '{"botId":4,"nonce":"55412873e7"}' }, text: "" }],
};

/** Asks a site whose every answer is this one, at the step that is tested. */
async function askWith(generation: 1 | 2, respond: () => Response): Promise<Outcome> {
  const site = createFakeSite(
    ({ action }) => {
      if (action === "page") return html("<html>");
      if (action === "aipkit_cache_sse_message") return json({ success: true, data: { cache_key: "key1" } });
      return respond();
    },
    { parseHtml: async () => PAGE_ELEMENTS[generation] },
  );
  return withinTime(gather(createSiteChat(CHATGPTT_URL, { ...AT_ONCE, limits: LIMITS }), site));
}

async function withinTime<Value>(promise: Promise<Value>): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const endless = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error("endless")), ENDLESS_MS);
  });
  return Promise.race([promise, endless]).finally(() => clearTimeout(timer));
}

/** `gather` has seen to it already that only `ChatError` comes out; `unknown` would be a failure of ours inside one. */
function check({ parts, error }: Outcome): void {
  const ends = parts.filter(({ type }) => type === "finish").length;
  expect(["unknown", "aborted"]).not.toContain(error?.kind);
  if (error) expect(ends).toBe(0);
  else expect([ends, parts.at(-1)?.type]).toEqual([1, "finish"]);
  const shown = JSON.stringify(parts);
  expect(shown).not.toContain("SITE MARKUP");
  expect(error?.detail ?? "").not.toContain("<div");
  expect((error?.detail ?? "").length).toBeLessThanOrEqual(300);
  expect(parts.filter(({ type }) => type === "model").length).toBeLessThanOrEqual(1);
  for (const part of parts) if (part.type === "text") expect(part.text).not.toBe("");
}

describe.each([1, 2] as const)("generation %i", (generation) => {
  test.each([
    ["streams", streams],
    ["objects", objects],
  ])(
    "mutated %s",
    async (_name, pool) => {
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...pool),
          fc.array(mutation, { maxLength: 5 }),
          fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { freq: 3 }),
          transport,
          async (body, mutations, markup, way) => {
            const mutated = mutate(body, mutations, bodies);
            const text = markup === null ? mutated : putMarkup(mutated, markup);
            check(await askWith(generation, () => toResponse(new TextEncoder().encode(text), way)));
          },
        ),
        { numRuns: 2000 },
      );
    },
    LONG_TEST_MS,
  );

  test(
    "random bodies",
    async () => {
      const bytes = fc.oneof(
        fc.uint8Array({ maxLength: 300 }),
        fc
          .array(fc.oneof(fc.constantFrom(...SNIPPETS), fc.json()), { maxLength: 12 })
          .map((snippets) => new TextEncoder().encode(snippets.join(""))),
        lookalike.map((value) => new TextEncoder().encode(JSON.stringify(value))),
        fc
          .array(fc.tuple(fc.constantFrom("", ...EVENT_NAMES), lookalike), { maxLength: 4 })
          .map((events) =>
            new TextEncoder().encode(
              events.map(([name, value]) => `${name}data: ${JSON.stringify(value)}\n\n`).join(""),
            ),
          ),
      );
      await fc.assert(
        fc.asyncProperty(bytes, transport, async (body, way) => {
          check(await askWith(generation, () => toResponse(body, way)));
        }),
        { numRuns: 1000 },
      );
    },
    LONG_TEST_MS,
  );
});

/** What a site of generation 2 answers where all is well, by action. */
const WELL: Readonly<Record<string, () => Response>> = {
  page: () => html("<html>"),
  aipkit_cache_sse_message: () => json({ success: true, data: { cache_key: "key1" } }),
  aipkit_get_frontend_chat_nonce: () => json({ success: true, data: { nonce: "55412873e7" } }),
  aipkit_frontend_chat_message: () => json({ success: true, data: { reply: "Well." } }),
  aipkit_frontend_chat_stream: () =>
    answer(['data: {"delta":"Well."}\n\nevent: done\ndata: {"finished":true}\n\n'], {
      headers: { "content-type": "text/event-stream" },
    }),
};

test.each(["aipkit_cache_sse_message", "aipkit_get_frontend_chat_nonce", "aipkit_frontend_chat_message"])(
  "generation 2: mutated answers to %s",
  async (step) => {
    const refused = () => json({ success: false, data: { code: "nonce_failure_cache_sse" } }, { status: 403 });
    const unknown = () => answer(["0"], { status: 400 });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(
          JSON.stringify({ success: true, data: { cache_key: "key1", nonce: "55412873e7", reply: "Well." } }),
          ...objects,
        ),
        fc.array(mutation, { maxLength: 5 }),
        transport,
        async (body, mutations, way) => {
          const bytes = new TextEncoder().encode(mutate(body, mutations, objects));
          let times = 0;
          const site = createFakeSite(
            ({ action }) => {
              if (action === step) return toResponse(bytes, way);
              // The nonce is asked for where the first one is refused, the one request where there is no first step.
              if (
                action === "aipkit_cache_sse_message" &&
                step === "aipkit_get_frontend_chat_nonce" &&
                (times += 1) === 1
              )
                return refused();
              if (action === "aipkit_cache_sse_message" && step === "aipkit_frontend_chat_message") return unknown();
              return WELL[action]?.() ?? unknown();
            },
            { parseHtml: async () => PAGE_ELEMENTS[2] },
          );
          check(await withinTime(gather(createSiteChat(CHATGPTT_URL, { ...AT_ONCE, limits: LIMITS }), site)));
          expect(site.actions()).toContain(step);
        },
      ),
      { numRuns: 700 },
    );
  },
  LONG_TEST_MS,
);

test(
  "mutated and random pages",
  async () => {
    const parser = new new Window().DOMParser() as unknown as DOMParser;
    const pages = [GENERATION_1_PAGE, GENERATION_2_PAGE];
    const page = fc.oneof(
      {
        weight: 4,
        arbitrary: fc
          .tuple(fc.constantFrom(...pages), fc.array(mutation, { minLength: 1, maxLength: 6 }))
          .map(([text, mutations]) => mutate(text, mutations, pages)),
      },
      fc
        .array(
          fc.oneof(
            fc.constantFrom("<div ", "data-nonce=", "data-config='", "'", '"', ">", "var wpaicgParams = {", "}", ";"),
            fc.string({ unit: "binary" }),
          ),
          { maxLength: 12 },
        )
        .map((pieces) => pieces.join("")),
    );
    await fc.assert(
      fc.asyncProperty(page, async (text) => {
        for (const tokens of readTokens(queryHtml(parser, text, TOKEN_SELECTOR), text, "https://chatgptt.me/")) {
          expect(new URL(tokens.endpoint).origin).toBe("https://chatgptt.me");
          expect(tokens.nonce).toMatch(/^[\w-]{4,64}$/);
        }
        // And as the provider meets it: whatever the page is, an answer or an error comes of it.
        const site = createFakeSite(({ action }) => (action === "page" ? html(text) : (WELL[action] ?? answerWell)()));
        check(await withinTime(gather(createSiteChat(CHATGPTT_URL, { ...AT_ONCE, limits: LIMITS }), site)));
      }),
      { numRuns: 2000 },
    );
  },
  LONG_TEST_MS,
);
