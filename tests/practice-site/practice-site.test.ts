import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { askOverHttps, type HttpsAnswer } from "./https-request.ts";
import { benchmarkAnswer, END_SENTINEL, startPracticeSite, type PracticeSite } from "./practice-site.ts";
import { splitIntoTokens } from "./tokens.ts";

let site: PracticeSite;

beforeAll(async () => {
  site = await startPracticeSite();
});
afterEach(() => site.reset());
afterAll(() => site.close());

const ENDPOINT = "/wp-admin/admin-ajax.php";

function ask(message: string, fields: Record<string, string> = {}): Promise<HttpsAnswer> {
  const form = { action: "wpaicg_chat_shortcode_message", _wpnonce: site.nonce, message, ...fields };
  return askOverHttps(site.port, ENDPOINT, { form });
}

/** The text of a stream of OpenAI chunks. */
function streamedText(body: Buffer): string {
  const lines = body.toString("utf8").split("\n");
  const data = lines.filter((line) => line.startsWith("data: {")).map((line) => line.slice("data: ".length));
  return data
    .map((json) => JSON.parse(json) as { choices: { delta: { content?: string } }[] })
    .map(({ choices }) => choices[0]?.delta.content ?? "")
    .join("");
}

describe("the page", () => {
  it("carries the nonce that the site takes, at / and at /chat", async () => {
    for (const target of ["/", "/chat", "/chat/"]) {
      const { status, body, headers } = await askOverHttps(site.port, target);
      expect(status).toBe(200);
      expect(headers["set-cookie"]).toBeUndefined();
      expect(body.toString()).toContain(`data-nonce="${site.nonce}"`);
    }
    expect(site.received.pages().map(({ target }) => target)).toEqual(["/", "/chat", "/chat/"]);
  });

  it("can stand without the chat, or only at /chat", async () => {
    site.set({ tokens: false });
    expect((await askOverHttps(site.port, "/chat")).body.toString()).not.toContain(site.nonce);
    site.set({ tokens: true, chatOn: "chat-page" });
    expect((await askOverHttps(site.port, "/")).body.toString()).not.toContain("data-nonce");
    expect((await askOverHttps(site.port, "/chat")).body.toString()).toContain("data-nonce");
  });

  it("is stale behind a cache, and fresh past it", async () => {
    site.set({ staleCache: true });
    expect((await askOverHttps(site.port, "/")).body.toString()).not.toContain(site.nonce);
    expect((await askOverHttps(site.port, "/?fresh=1")).body.toString()).toContain(site.nonce);
    const headers = { "cache-control": "no-cache" };
    expect((await askOverHttps(site.port, "/", { headers })).body.toString()).toContain(site.nonce);
  });
});

describe("a question", () => {
  it("is answered as a stream that names its model and ends", async () => {
    const { status, headers, body } = await ask("What is a <margin> & why?");
    expect(status).toBe(200);
    expect(headers["content-type"]).toBe("text/event-stream;charset=UTF-8");
    expect(body.toString()).toContain('"model":"gpt-4o-mini"');
    expect(body.toString().trimEnd().endsWith("data: [DONE]")).toBe(true);
    expect(streamedText(body)).toContain(String.raw`What is a \<margin\> \& why?`);
    expect(streamedText(body)).toContain("practice site");
  });

  it("is answered as one object where the site does not stream", async () => {
    site.set({ stream: false, answer: "Plain **text** — so." });
    const { headers, body } = await ask("Hello");
    expect(headers["content-type"]).toBe("application/json; charset=UTF-8");
    expect(JSON.parse(body.toString())).toMatchObject({ status: "success", data: "Plain **text** — so." });
    expect(body.toString()).toContain(String.raw`\u2014`);
  });

  it("is kept as it came over the wire", async () => {
    const message = '"quotes" \\ and <tags>\n😀 مرحبا';
    const form = { action: "wpaicg_chat_shortcode_message", _wpnonce: site.nonce, message };
    await askOverHttps(site.port, ENDPOINT, { form, headers: { Origin: "chrome-extension://x", Cookie: "a=b" } });
    const [question] = await site.received.waitFor(({ outcome }) => outcome === "answered");
    expect(question).toMatchObject({ method: "POST", target: ENDPOINT, host: "chatgptt.me" });
    expect(question?.fields.message).toBe(message);
    expect(question?.headers).toMatchObject({ origin: "chrome-extension://x", cookie: "a=b" });
    expect(question?.body.toString()).toBe(new URLSearchParams(form).toString());
  });

  it("is read from a multipart form too", async () => {
    const form = new FormData();
    for (const [name, value] of Object.entries({ action: "wpaicg_chat_shortcode_message", _wpnonce: site.nonce })) {
      form.set(name, value);
    }
    form.set("message", "Two\nlines");
    const encoded = new Response(form);
    const body = await encoded.text();
    const type = encoded.headers.get("content-type") ?? "";
    const { status } = await askOverHttps(site.port, ENDPOINT, { rawBody: body, headers: { "content-type": type } });
    expect(status).toBe(200);
    expect(site.received.questions()[0]?.fields.message).toMatch(/^Two\r?\nlines$/);
  });

  it("is steered by the last thing said in a conversation", async () => {
    site.set({ tokensPerSecond: Number.POSITIVE_INFINITY });
    const conversation = "User: /error please\nAssistant: No.\nUser: and now /code\nAssistant:";
    expect(streamedText((await ask(conversation)).body)).toContain("# Code for practice");
    expect((await ask("now /limit")).body.toString()).toContain("tokenLimitReached");
  });

  it("is refused as the recordings show", async () => {
    const { status, body } = await ask("Hello", { _wpnonce: "0123456789" });
    expect(status).toBe(403);
    expect(body.toString()).toMatch(/^The link you followed has expired\.<\/p>/);
    expect((await ask(" ")).body.toString()).toBe('{"status":"error","msg":"It appears that nothing was inputted."}');
    expect((await ask("0")).body.toString()).toContain('"status":"error"');
    expect(await ask("Hello", { action: "aipkit_cache_sse_message" })).toMatchObject({ status: 400 });
    expect((await askOverHttps(site.port, ENDPOINT, { method: "OPTIONS" })).status).toBe(403);
  });

  it("with a nonce that has expired is refused until the page is read anew", async () => {
    const old = site.nonce;
    site.rotateNonce();
    expect((await ask("Hello", { _wpnonce: old })).status).toBe(403);
    expect((await ask("Hello")).status).toBe(200);
  });
});

describe("the pace", () => {
  it("is as fast as the client reads, without losing a token", async () => {
    const answer = benchmarkAnswer(2000);
    site.set({ answer });
    expect(streamedText((await ask("Hello")).body)).toBe(answer);
  });

  it("waits for the first byte, and then between tokens", async () => {
    site.set({ answer: "one two three four", firstByteMs: 60, tokensPerSecond: 50 });
    const start = performance.now();
    const times: number[] = [];
    const form = { action: "wpaicg_chat_shortcode_message", _wpnonce: site.nonce, message: "Hello" };
    await askOverHttps(site.port, ENDPOINT, { form, onPiece: () => times.push(performance.now() - start) });
    expect(times[0]).toBeGreaterThanOrEqual(59);
    expect(times.at(-1)).toBeGreaterThanOrEqual(60 + 3 * 20 - 1);
  });

  it("is a test's own where the answer is held", async () => {
    site.set({ answer: "one two three" });
    site.hold();
    let seen = "";
    const form = { action: "wpaicg_chat_shortcode_message", _wpnonce: site.nonce, message: "Hello" };
    let sawPiece: () => void = () => undefined;
    const answered = askOverHttps(site.port, ENDPOINT, {
      form,
      onPiece: (piece) => {
        seen += piece.toString();
        sawPiece();
      },
    });
    await site.received.waitForQuestions();
    expect(seen).toBe("");
    const firstPiece = new Promise<void>((resolve) => {
      sawPiece = resolve;
    });
    site.release(1);
    await firstPiece;
    expect(streamedText(Buffer.from(seen))).toBe("one");
    site.release();
    expect(streamedText((await answered).body)).toBe("one two three");
  });

  it("ends when the client leaves, and the request says so", async () => {
    site.hold();
    const controller = new AbortController();
    const form = { action: "wpaicg_chat_shortcode_message", _wpnonce: site.nonce, message: "Hello" };
    const answered = askOverHttps(site.port, ENDPOINT, { form, signal: controller.signal });
    await site.received.waitForQuestions();
    controller.abort();
    await expect(answered).rejects.toThrow();
    await site.received.waitFor(({ outcome }) => outcome === "left");
  });
});

describe("beside the chat", () => {
  it("an article can be read, in four languages", async () => {
    const host = "practice.sidenote.test";
    const { body, status } = await askOverHttps(site.port, "/article", { host });
    expect(status).toBe(200);
    expect(body.toString()).toContain("too narrow to contain");
    for (const language of ["ja", "ar", "ru"] as const) {
      const { search } = new URL(site.article(language));
      const text = (await askOverHttps(site.port, `/article${search}`, { host })).body.toString();
      expect(text).toContain(`<html lang="${language}" dir="${language === "ar" ? "rtl" : "ltr"}">`);
    }
    expect(site.received.pages()).toEqual([]);
  });

  it("canaries tell that they were fetched", async () => {
    await askOverHttps(site.port, "/canary/image", { host: "practice.sidenote.test" });
    expect(site.received.canaries().map(({ path }) => path)).toEqual(["/canary/image"]);
  });
});

describe("the benchmark's answer", () => {
  it("has about the tokens asked for, and ends in the sentinel", () => {
    for (const tokens of [500, 2000, 10_000]) {
      const answer = benchmarkAnswer(tokens);
      expect(answer.endsWith(`\n${END_SENTINEL}\n`)).toBe(true);
      const count = splitIntoTokens(answer).length;
      expect(count).toBeGreaterThanOrEqual(tokens);
      expect(count).toBeLessThan(tokens + 200);
      expect(splitIntoTokens(answer).join("")).toBe(answer);
    }
  });
});
