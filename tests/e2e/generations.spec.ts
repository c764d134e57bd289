import type { ReceivedRequest } from "../practice-site/practice-site.ts";
import { expect, test } from "./test.ts";

/** What a request is, in the site's own words. */
function nameOf({ method, path, query, fields }: ReceivedRequest): string {
  if (path !== "/wp-admin/admin-ajax.php") return `${method} ${path}${query.has("fresh") ? " past caches" : ""}`;
  return `${method} ${fields["action"] ?? query.get("action")}`;
}

/** The article is read by the person, not by us. */
function ours(all: readonly ReceivedRequest[]): ReceivedRequest[] {
  return all.filter(({ host }) => host === "chatgptt.me");
}

const CACHE = "POST aipkit_cache_sse_message";
const STREAM = "GET aipkit_frontend_chat_stream";
const NONCE = "POST aipkit_get_frontend_chat_nonce";
const SINGLE = "POST aipkit_frontend_chat_message";
const GENERATION_1 = "POST wpaicg_chat_shortcode_message";

test("generation 2 is asked and answered, and no request tells whose it is", async ({ site, panel }) => {
  site.set({ generation: 2, answer: "From generation 2." });
  await panel.ask("What is a sidenote?");
  await expect(await panel.answer("done")).toContainText("From generation 2.");
  const requests = ours(site.received.all);
  expect(requests.map(nameOf)).toEqual(["GET /", CACHE, STREAM]);
  for (const { headers } of requests) {
    expect(headers).not.toHaveProperty("origin");
    expect(headers).not.toHaveProperty("cookie");
    expect(headers).not.toHaveProperty("referer");
    expect(JSON.stringify(headers)).not.toContain("chrome-extension");
  }
  expect(site.received.questions()[0]?.fields["message"]).toBe("What is a sidenote?");
});

test("in generation 2 the second question causes exactly two requests", async ({ site, panel }) => {
  site.set({ generation: 2 });
  await panel.ask("one");
  await panel.answer("done");
  const before = site.received.all.length;
  await panel.ask("two");
  await expect(panel.answers).toHaveCount(2);
  await panel.answer("done");
  expect(site.received.all.slice(before).map(nameOf)).toEqual([CACHE, STREAM]);
});

test("a cache in front of the site that serves an expired nonce is passed by without a word", async ({
  site,
  panel,
}) => {
  site.set({ staleCache: true });
  await panel.ask("Hello there");
  await panel.answer("done");
  await expect(panel.alert).toHaveCount(0);
  await expect(panel.questions).toHaveCount(1);
  expect(ours(site.received.all).map(nameOf)).toEqual(["GET /", GENERATION_1, "GET / past caches", GENERATION_1]);
});

test("generation 2 gives a nonce in place of the one that a cache kept too long", async ({ site, panel }) => {
  site.set({ generation: 2, staleCache: true });
  await panel.ask("Hello there");
  await panel.answer("done");
  await expect(panel.alert).toHaveCount(0);
  expect(ours(site.received.all).map(nameOf)).toEqual(["GET /", CACHE, NONCE, CACHE, STREAM]);
});

test("an expired nonce heals on a site that is not in English, too", async ({ site, panel }) => {
  site.set({ staleCache: true, expiredSentence: "Der Link, dem du gefolgt bist, ist abgelaufen." });
  await panel.ask("Hello there");
  await panel.answer("done");
  await expect(panel.alert).toHaveCount(0);
  expect(ours(site.received.all).map(nameOf)).toEqual(["GET /", GENERATION_1, "GET / past caches", GENERATION_1]);
});

test("a bot that its owner has replaced is found again without a word", async ({ site, panel }) => {
  site.set({ generation: 2 });
  await panel.ask("one");
  await panel.answer("done");
  site.set({ botId: 9 });
  const before = site.received.all.length;
  await panel.ask("two");
  await expect(panel.answers).toHaveCount(2);
  await panel.answer("done");
  await expect(panel.alert).toHaveCount(0);
  expect(site.received.all.slice(before).map(nameOf)).toEqual([CACHE, STREAM, "GET / past caches", CACHE, STREAM]);
});

test("code reaches the model of an old plugin, and the person is told once", async ({ site, panel }) => {
  site.set({ version: "1.8.95" });
  const note = "chatgptt.me runs an old version of its chat, which alters code.";
  await panel.ask("if (a < b) {\n    go()\n}");
  const answer = await panel.answer("done");
  await expect(answer).toContainText("if (a ＜ b) {");
  await expect(answer).toContainText(note);
  await panel.ask("and c < d?");
  await expect(panel.answers).toHaveCount(2);
  await panel.answer("done");
  await expect(panel.page.getByText(note)).toHaveCount(1);
});

const CHANGES = [
  { from: 1, to: 2, requests: [GENERATION_1, "GET / past caches", CACHE, STREAM] },
  { from: 2, to: 1, requests: [CACHE, SINGLE, "GET / past caches", GENERATION_1] },
] as const;

for (const { from, to, requests } of CHANGES) {
  test(`a site that goes from generation ${from} to ${to} between two questions is noticed`, async ({
    site,
    panel,
  }) => {
    site.set({ generation: from });
    await panel.ask("one");
    await panel.answer("done");
    site.set({ generation: to });
    const before = site.received.all.length;
    await panel.ask("two");
    await expect(panel.answers).toHaveCount(2);
    await panel.answer("done");
    await expect(panel.alert).toHaveCount(0);
    expect(site.received.all.slice(before).map(nameOf)).toEqual(requests);
  });
}
