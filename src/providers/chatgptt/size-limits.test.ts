import { expect, test } from "vitest";
import { ask1, ask2, DONE } from "./fake-answers.test-tools.ts";
import { createFakeSite, gather, GENERATION_1_PAGE, html } from "./fake-site.test-tools.ts";
import { chatgptt, HI } from "./strict-site.test-tools.ts";

const MEGABYTE = new TextEncoder().encode(" ".repeat(1_000_000));

/** A body without an end. `given` counts what was read of it, in MB. */
function endless(start: string, type: string, status = 200) {
  const state = { given: 0 };
  const body = new ReadableStream<Uint8Array>(
    {
      start: (controller) => controller.enqueue(new TextEncoder().encode(start)),
      pull: (controller) => {
        state.given += 1;
        if (state.given > 200) throw new Error("Nobody ends this");
        controller.enqueue(MEGABYTE);
      },
    },
    { highWaterMark: 0 },
  );
  return { state, response: new Response(body, { status, headers: { "content-type": type } }) };
}

test("an answer in one piece is read up to 16 MB", async () => {
  const { state, response } = endless('{"status":"success","data":"', "application/json");
  expect((await ask1(() => response)).error).toMatchObject({ kind: "site-error" });
  expect(state.given).toBeLessThanOrEqual(17);
});

test("a key or a nonce of generation 2 likewise", async () => {
  const { state, response } = endless('{"success":true,"data":{', "application/json");
  expect((await ask2({ cache_sse_message: () => response })).error).toMatchObject({ kind: "site-error" });
  expect(state.given).toBeLessThanOrEqual(17);
});

test("one event is read up to 4 MB", async () => {
  const { state, response } = endless("data: {", "text/event-stream");
  expect((await ask1(() => response)).error).toMatchObject({ kind: "site-error" });
  expect(state.given).toBeLessThanOrEqual(5);
});

test("an error's body is read up to 64 kB", async () => {
  const { state, response } = endless("<title>Too large", "text/html", 500);
  expect((await ask1(() => response)).error).toMatchObject({ kind: "site-error", status: 500 });
  expect(state.given).toBeLessThanOrEqual(2);
});

test("a page is read up to 8 MB, and what it has until there counts", async () => {
  const { state, response } = endless(GENERATION_1_PAGE, "text/html");
  const site = createFakeSite(({ action }) => (action === "page" ? response : HI()), {
    parseHtml: async (text) => {
      expect(text.length).toBeLessThan(9_100_000);
      return [{ tagName: "div", attributes: { "data-nonce": "e49d131915", "data-type": "shortcode" }, text: "" }];
    },
  });
  expect((await gather(chatgptt(), site)).error).toBeUndefined();
  expect(state.given).toBeLessThanOrEqual(9);
});

/** Where each brace begins a search to the end, these take minutes. */
test.each(["{", '{"', "{}", '{"a":{', '{"a":"\\"'])(
  "2 MB of %j are no answer, and are looked at once",
  async (piece) => {
    const body = `x${piece.repeat(2_000_000 / piece.length)}`;
    expect((await ask1(() => html(body))).error?.kind).toBe("site-error");
  },
);

test.each(["<title ", "<script ", "<!--", "<a ", '" ', "sk-. ", "&amp"])(
  "a page of nothing but %j says nothing long",
  async (piece) => {
    const { error } = await ask1(() => html(piece.repeat(60_000 / piece.length), { status: 500 }));
    expect(error).toMatchObject({ kind: "site-error", status: 500 });
  },
);

test("an answer of many events has no such limit", async () => {
  const chunk = `data: ${JSON.stringify({ id: "c", choices: [{ index: 0, delta: { content: "x".repeat(100_000) } }] })}\n\n`;
  const outcome = await ask1(() => html(chunk.repeat(60) + DONE, { headers: { "content-type": "text/event-stream" } }));
  expect(outcome.parts.at(-1)).toEqual({ type: "finish", reason: "stop" });
});
