import { LINK_EXPIRED } from "../../../tests/fixtures/wordpress.ts";
import { describe, expect, test } from "vitest";
import { CHATGPTT_URL } from "./chatgptt.ts";
import { createSiteChat } from "./site-chat.ts";
import {
  STOP,
  EXPIRED,
  CHALLENGE,
  BLOCKED_BY_CLOUDFLARE,
  FIREWALL,
  GATEWAY,
  GREETING,
  ask1,
} from "./fake-answers.test-tools.ts";
import { chatgptt } from "./strict-site.test-tools.ts";
import { answer, AT_ONCE, createFakeSite, GENERATION_1_PAGE, html, json } from "./fake-site.test-tools.ts";

/** What WordPress says of a nonce that has expired, without a link where the request had no referrer. */
const EXPIRED_SENTENCES = [
  LINK_EXPIRED,
  "Der Link, dem du gefolgt bist, ist abgelaufen.",
  "Le lien que vous avez suivi est expir\u00e9.",
  "\u0421\u0440\u043e\u043a \u0434\u0435\u0439\u0441\u0442\u0432\u0438\u044f \u0441\u0441\u044b\u043b\u043a\u0438 \u0438\u0441\u0442\u0451\u043a.",
  "\u60a8\u70b9\u51fb\u7684\u94fe\u63a5\u5df2\u8fc7\u671f\u3002",
  "\u0e25\u0e34\u0e07\u0e01\u0e4c\u0e17\u0e35\u0e48\u0e04\u0e38\u0e13\u0e15\u0e34\u0e14\u0e15\u0e32\u0e21\u0e2b\u0e21\u0e14\u0e2d\u0e32\u0e22\u0e38\u0e41\u0e25\u0e49\u0e27",
];

const wordPressPage = (sentence: string) =>
  `<!DOCTYPE html><html lang="fr-FR"><head><title>Erreur WordPress</title></head><body id="error-page"><div class="wp-die-message">${sentence}</div></body></html>`;

describe("generation 1, not streamed", () => {
  test.each<[string, () => Response, object]>([
    ["expired nonce, HTML", () => html(EXPIRED, { status: 403 }), { kind: "nonce-expired", status: 403 }],
    [
      "expired nonce in another language",
      () => html(`Der Link ist abgelaufen.</p><p><a href="https://chatgptt.me/">Nochmal.</a>`, { status: 403 }),
      { kind: "nonce-expired", status: 403 },
    ],
    ...EXPIRED_SENTENCES.map((sentence): [string, () => Response, object] => [
      `expired nonce, a bare sentence: ${sentence}`,
      () => html(sentence, { status: 403 }),
      { kind: "nonce-expired", status: 403 },
    ]),
    [
      "a security plugin's page in WordPress's form, twice",
      () => html(wordPressPage("Votre accès est limité."), { status: 403 }),
      { kind: "blocked", status: 403, detail: "Erreur WordPress" },
    ],
    [
      "a firewall's bare words",
      () => html("Access denied", { status: 403 }),
      { kind: "blocked", detail: "Access denied" },
    ],
    [
      "a firewall's bare code",
      () => answer(["error code: 1020"], { status: 403, headers: { "content-type": "text/plain" } }),
      { kind: "blocked", detail: "error code: 1020" },
    ],
    ["expired nonce, WordPress's own", () => html("-1", { status: 403 }), { kind: "nonce-expired", status: 403 }],
    ["expired nonce, WordPress's own with 200", () => html("-1"), { kind: "nonce-expired" }],
    [
      "expired nonce up to 1.8.90",
      () => json({ status: "error", msg: "Nonce verification failed" }),
      { kind: "nonce-expired", detail: "Nonce verification failed" },
    ],
    ["unknown action", () => html("0", { status: 400 }), { kind: "tokens-missing", status: 400 }],
    ["unknown action with 200", () => html("0"), { kind: "tokens-missing" }],
    [
      "no API key on the site",
      () => json({ status: "error", msg: "Please enter your OpenAI API key." }),
      { kind: "site-error", detail: "Please enter your OpenAI API key." },
    ],
    [
      "banned word",
      () => json({ status: "error", msg: "Your message contains prohibited words." }),
      { kind: "refused", detail: "Your message contains prohibited words." },
    ],
    [
      "banned address",
      () => json({ status: "error", msg: "You are not allowed to access this feature." }),
      { kind: "blocked", detail: "You are not allowed to access this feature." },
    ],
    [
      "banned address, in other words",
      () => json({ status: "error", msg: "Your IP address has been banned." }),
      { kind: "blocked", detail: "Your IP address has been banned." },
    ],
    [
      "no access for guests",
      () => json({ status: "error", msg: "Access disabled for guests." }),
      { kind: "unauthorized", detail: "Access disabled for guests." },
    ],
    [
      "guest limit",
      () => json({ msg: "Genug f&uuml;r heute &amp; morgen.", tokenLimitReached: true }),
      { kind: "quota", detail: "Genug f&uuml;r heute & morgen." },
    ],
    [
      "a notice with success",
      () => json({ status: "success", data: "text", messageFlagged: true }),
      { kind: "refused" },
    ],
    [
      "upstream error, escaped once",
      () =>
        json({
          status: "error",
          msg: "It&#039;s &lt;b&gt;overloaded&lt;/b&gt; &amp;amp; slow",
          greeting_message: GREETING,
        }),
      { kind: "site-error", detail: "It's <b>overloaded</b> &amp; slow" },
    ],
    [
      "upstream rate limit",
      () => json({ status: "error", msg: "Rate limit reached for gpt-4o" }),
      { kind: "rate-limit", detail: "Rate limit reached for gpt-4o" },
    ],
    [
      "question too long for the model",
      () => json({ status: "error", msg: "This model's maximum context length is 4097 tokens." }),
      { kind: "too-long", detail: "This model's maximum context length is 4097 tokens." },
    ],
    [
      "upstream hangs up",
      () => json({ status: "error", msg: "cURL error 52: Empty reply from server" }),
      { kind: "site-error", detail: "cURL error 52: Empty reply from server" },
    ],
    [
      "upstream cut in the middle",
      () => json({ status: "error", msg: "cURL error 18: transfer closed" }),
      { kind: "site-error", detail: "cURL error 18: transfer closed" },
    ],
    ["empty answer", () => json({ status: "success", data: "", greeting_message: GREETING }), { kind: "empty-answer" }],
    ["blank answer", () => json({ status: "success", data: " \n" }), { kind: "empty-answer" }],
    ["no answer at all", () => json({ status: "success", greeting_message: GREETING }), { kind: "empty-answer" }],
    ["empty body", () => html(""), { kind: "empty-answer" }],
    [
      "refusal",
      () => json({ status: "success", data: { role: "assistant", content: null, refusal: "I cannot." } }),
      { kind: "refused", detail: "I cannot." },
    ],
    ["an object of something else", () => json({ hello: 1 }), { kind: "site-error" }],
    ["a list", () => json([1]), { kind: "site-error" }],
    ["a page instead", () => html(GATEWAY), { kind: "site-error", detail: "502 Bad Gateway" }],
    [
      "broken JSON",
      () => answer(['{"status":"succ'], { headers: { "content-type": "application/json" } }),
      { kind: "site-error" },
    ],
    [
      "PHP fatal error",
      () => html("<p>There has been a critical error.</p>", { status: 500 }),
      { kind: "site-error", detail: "There has been a critical error.", status: 500 },
    ],
    [
      "504",
      () => html("<html><title>504 Gateway Time-out</title>", { status: 504 }),
      { kind: "not-answering", status: 504 },
    ],
    ["502", () => html(GATEWAY, { status: 502 }), { kind: "site-error", status: 502, detail: "502 Bad Gateway" }],
    ["Cloudflare 524", () => html("", { status: 524 }), { kind: "not-answering", status: 524 }],
    ["401", () => html("", { status: 401 }), { kind: "unauthorized", status: 401 }],
    ["413", () => html("", { status: 413 }), { kind: "too-long", status: 413 }],
    [
      "a firewall's 403",
      () => html(FIREWALL, { status: 403 }),
      { kind: "blocked", status: 403, detail: "403 Forbidden" },
    ],
    [
      "404",
      () => html("<title>Not found</title>", { status: 404 }),
      { kind: "site-error", status: 404, detail: "Not found" },
    ],
    [
      "a redirect",
      () => new Response(null, { status: 302, headers: { location: "https://evil.example/" } }),
      { kind: "site-error", status: 302 },
    ],
    [
      "an object with an error status",
      () => json({ status: "error", msg: "Too &amp; much", greeting_message: GREETING }, { status: 500 }),
      { kind: "site-error", status: 500, detail: "Too & much" },
    ],
    [
      "a guest limit with an error status",
      () => json({ msg: "Enough.", tokenLimitReached: true }, { status: 403 }),
      { kind: "quota", status: 403, detail: "Enough." },
    ],
    [
      "challenge by header",
      () => html("", { status: 403, headers: { "cf-mitigated": "challenge" } }),
      { kind: "challenge", status: 403 },
    ],
    [
      "challenge by header, 503",
      () => html("", { status: 503, headers: { "cf-mitigated": "challenge" } }),
      { kind: "challenge", status: 503 },
    ],
    ["challenge by title", () => html(CHALLENGE, { status: 403 }), { kind: "challenge", status: 403 }],
    ["challenge with 200", () => html(CHALLENGE), { kind: "challenge" }],
    ["Cloudflare's block page", () => html(BLOCKED_BY_CLOUDFLARE, { status: 403 }), { kind: "challenge", status: 403 }],
  ])("%s", async (_name, respond, error) => {
    const outcome = await ask1(respond);
    expect(outcome.parts).toEqual([]);
    expect(outcome.error).toMatchObject(error);
  });

  test("the site's own system text is in no error, wherever its answer is cut and whatever its status", async () => {
    const whole = `${JSON.stringify({ status: "success", msg: "Something went wrong", greeting_message: GREETING, data: "Hi", log: false })}`;
    for (const front of ["", "\uFEFF", "<br />\n<b>Warning</b>: Undefined in <b>/x.php</b> on line <b>1</b><br />\n"]) {
      for (const status of [200, 400, 500, 503]) {
        for (let end = 1; end < whole.length; end += 7) {
          const outcome = await ask1(() => html(front + whole.slice(0, end), { status }));
          expect(JSON.stringify(outcome), `${status} ${end}`).not.toMatch(/greeting|Converse/);
        }
        const outcome = await ask1(() => html(front + whole, { status }));
        expect(JSON.stringify(outcome), `${status}`).not.toMatch(/greeting|Converse/);
      }
    }
  });

  test.each([
    ["a byte order mark", "\uFEFF"],
    ["a PHP warning", "<br />\n<b>Warning</b>: Undefined {$x} in <b>/x.php</b> on line <b>1</b><br />\n"],
  ])("an answer behind %s", async (_name, front) => {
    const body = `${front}${JSON.stringify({ status: "success", data: "Hi" })}\n<!-- cached {by} x -->`;
    expect(await ask1(() => html(body))).toEqual({ parts: [{ type: "text", text: "Hi" }, STOP] });
  });

  test("the answer as an object", async () => {
    expect(await ask1(() => json({ status: "success", data: { role: "assistant", content: "Hi" } }))).toEqual({
      parts: [{ type: "text", text: "Hi" }, STOP],
    });
  });

  test("greeting_message is handed on nowhere", async () => {
    for (const value of [{ data: "Hi" }, { data: "" }, {}, { status: "error", msg: "no" }]) {
      const outcome = await ask1(() => json({ status: "success", greeting_message: GREETING, ...value }));
      expect(JSON.stringify(outcome)).not.toContain("Converse");
    }
  });

  test("429 tells how long to wait, in seconds or as a date", async () => {
    for (const [value, wait] of [
      ["30", 30_000],
      [new Date(90_000).toUTCString(), 60_000],
      ["5.5", 5500],
      ["soon", undefined],
      ["5 minutes", undefined],
      ["-5", undefined],
    ] as const) {
      const site = createFakeSite(
        ({ action }) =>
          action === "page" ? html(GENERATION_1_PAGE) : html("", { status: 429, headers: { "retry-after": value } }),
        { now: () => 30_000 },
      );
      const asked = createSiteChat(CHATGPTT_URL, AT_ONCE).chat({ messages: [{ role: "user", text: "x" }] }, site);
      await expect(asked.next()).rejects.toMatchObject({
        kind: "rate-limit",
        status: 429,
        retryAfterMs: wait,
      });
    }
  });

  test("maintenance names ten minutes, which nobody has to wait for", async () => {
    for (const [seconds, mayBeBackEarlier] of [
      ["600", true],
      ["3600", true],
      ["60", false],
    ] as const) {
      const page = wordPressPage("Briefly unavailable for scheduled maintenance.");
      const site = createFakeSite(({ action }) =>
        action === "page" ? html(GENERATION_1_PAGE) : html(page, { status: 503, headers: { "retry-after": seconds } }),
      );
      const asked = chatgptt().chat({ messages: [{ role: "user", text: "x" }] }, site);
      await expect(asked.next()).rejects.toMatchObject({
        kind: "site-error",
        status: 503,
        retryAfterMs: Number(seconds) * 1000,
        mayBeBackEarlier,
      });
    }
  });

  test("a nonce is never part of an error", async () => {
    expect.assertions(2);
    for (const respond of [() => html(EXPIRED, { status: 403 }), () => html("0", { status: 400 })]) {
      const site = createFakeSite(({ action }) => (action === "page" ? html(GENERATION_1_PAGE) : respond()));
      const asked = createSiteChat(CHATGPTT_URL, AT_ONCE).chat({ messages: [{ role: "user", text: "x" }] }, site);
      await asked.next().catch((error: unknown) => {
        expect(JSON.stringify([String(error), error])).not.toContain("e49d131915");
      });
    }
  });
});
