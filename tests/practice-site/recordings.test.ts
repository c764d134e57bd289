import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { askOverHttps } from "./https-request.ts";
import { readRecording, recordingBody, recordingNames, startPracticeSite, type PracticeSite } from "./practice-site.ts";

let site: PracticeSite;

beforeAll(async () => {
  site = await startPracticeSite();
});
afterEach(() => site.reset());
afterAll(() => site.close());

const ENDPOINT = "/wp-admin/admin-ajax.php";
const QUESTION = { action: "wpaicg_chat_shortcode_message", message: "Hello" };

it.each(recordingNames())("replays %s byte for byte", async (name) => {
  const recording = readRecording(name);
  site.set({ generation: recording.name.startsWith("v2") ? 2 : 1, recording: name });
  const { method, target } = recording.request;
  const answer = await askOverHttps(site.port, target, method === "POST" ? { form: QUESTION } : {});
  expect(answer.status).toBe(recording.response.status);
  expect(answer.headers).toMatchObject(recording.response.headers);
  expect(answer.body.equals(recordingBody(recording))).toBe(true);
  expect(answer.complete).toBe(recording.response.complete);
});

it("replays a recording as often as asked, and then answers itself", async () => {
  site.set({ recording: "v1-nonce-expired", times: 1 });
  const form = { ...QUESTION, _wpnonce: site.nonce };
  expect((await askOverHttps(site.port, ENDPOINT, { form })).status).toBe(403);
  expect((await askOverHttps(site.port, ENDPOINT, { form })).status).toBe(200);
});

it("leaves step 1 of generation 2 alone where the recording is of step 2", async () => {
  site.set({ generation: 2, recording: "v2-stream-quota" });
  const form = { action: "aipkit_cache_sse_message", message: "Hello", _ajax_nonce: site.nonce, bot_id: "4" };
  expect((await askOverHttps(site.port, ENDPOINT, { form })).body.toString()).toContain("cache_key");
  const stream = await askOverHttps(site.port, `${ENDPOINT}?action=aipkit_frontend_chat_stream&cache_key=any`);
  expect(stream.body.toString()).toContain("quota_notice");
});

it("keeps the pace at which it was recorded", async () => {
  site.set({ recording: "v1-sse-crlf", recordingTimeScale: 1 });
  const { firstByteMs, totalMs } = readRecording("v1-sse-crlf").response;
  const start = performance.now();
  const times: number[] = [];
  await askOverHttps(site.port, ENDPOINT, { form: QUESTION, onPiece: () => times.push(performance.now() - start) });
  expect(times[0]).toBeGreaterThanOrEqual(firstByteMs - 1);
  expect(times.at(-1)).toBeGreaterThanOrEqual(totalMs - 2);
});

it("can replay what a page fetch got", async () => {
  site.set({ recording: "v1-504", failureAt: "page" });
  expect((await askOverHttps(site.port, "/")).status).toBe(504);
});
