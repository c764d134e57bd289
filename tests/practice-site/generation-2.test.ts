import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { askOverHttps, type HttpsAnswer } from "./https-request.ts";
import { startPracticeSite, type PracticeSite } from "./practice-site.ts";

let site: PracticeSite;

beforeAll(async () => {
  site = await startPracticeSite();
});
beforeEach(() => site.set({ generation: 2 }));
afterEach(() => site.reset());
afterAll(() => site.close());

const ENDPOINT = "/wp-admin/admin-ajax.php";

function store(fields: Record<string, string> = {}, headers: Record<string, string> = {}): Promise<HttpsAnswer> {
  const form = { action: "aipkit_cache_sse_message", _ajax_nonce: site.nonce, message: "Hello", bot_id: "4" };
  return askOverHttps(site.port, ENDPOINT, { form: { ...form, ...fields }, headers });
}

function keyOf({ body }: HttpsAnswer): string {
  return (JSON.parse(body.toString()) as { data: { cache_key: string } }).data.cache_key;
}

async function stream(key: string): Promise<string> {
  const query = new URLSearchParams({
    action: "aipkit_frontend_chat_stream",
    cache_key: key,
    bot_id: "4",
    _ajax_nonce: site.nonce,
  });
  const { body, headers } = await askOverHttps(site.port, `${ENDPOINT}?${query.toString()}`);
  expect(headers["content-type"]).toBe("text/event-stream; charset=utf-8");
  return body.toString();
}

function deltas(body: string): string {
  const data = body.matchAll(/^data: (\{"delta".*)$/gm);
  return [...data].map((match) => (JSON.parse(match[1] ?? "") as { delta: string }).delta).join("");
}

it("shows its tokens as escaped JSON in an attribute", async () => {
  const page = (await askOverHttps(site.port, "/chat")).body.toString();
  const escaped = /data-config='([^']*)'/.exec(page)?.[1] ?? "";
  const json = escaped.replaceAll("&quot;", '"').replaceAll("&#039;", "'").replaceAll("&amp;", "&");
  expect(JSON.parse(json)).toMatchObject({ botId: 4, postId: 6, nonce: site.nonce });
  expect(page).not.toContain("data-nonce");
});

it("stores a message, and streams the answer to it once", async () => {
  site.set({ answer: "Two words and 😀" });
  const key = keyOf(await store());
  expect(key).toMatch(/^aipkit_sse_/);
  const body = await stream(key);
  expect(body.startsWith(`:${" ".repeat(4096)}\n\nevent: message_start\n`)).toBe(true);
  expect(deltas(body)).toBe("Two words and 😀");
  expect(body.endsWith('event: done\ndata: {"finished":true}\n\n')).toBe(true);
  expect(await stream(key)).toContain("event: error");
});

it("refuses an extension's Origin, a wrong nonce and an empty message", async () => {
  for (const origin of ["chrome-extension://abc", "moz-extension://abc"]) {
    const { status, body } = await store({}, { origin });
    expect(status).toBe(403);
    expect(body.toString()).toContain("embed_not_available");
  }
  expect((await store({ _ajax_nonce: "deadbeef00" })).body.toString()).toContain("nonce_failure_cache_sse");
  expect((await store({ message: " " })).body.toString()).toContain("empty_data_to_cache");
});

it("hands out a fresh nonce without the page", async () => {
  site.rotateNonce();
  const form = { action: "aipkit_get_frontend_chat_nonce" };
  const { body } = await askOverHttps(site.port, ENDPOINT, { form });
  expect(JSON.parse(body.toString())).toEqual({ success: true, data: { nonce: site.nonce } });
});

it("does not know generation 1", async () => {
  const form = { action: "wpaicg_chat_shortcode_message", _wpnonce: site.nonce, message: "Hello" };
  const { status, body } = await askOverHttps(site.port, ENDPOINT, { form });
  expect([status, body.toString()]).toEqual([400, "0"]);
});

it("fails in the step to which a failure belongs", async () => {
  site.set({ failure: "limit" });
  const key = keyOf(await store());
  expect(await stream(key)).toContain("quota_notice");
  site.set({ failure: "nonce-refused", times: 1 });
  expect((await store()).status).toBe(403);
  expect((await store()).status).toBe(200);
});
