import { describe, expect, test } from "vitest";
import { CHATGPTT_URL } from "./chatgptt.ts";
import { createSiteChat } from "./site-chat.ts";
import {
  STOP,
  CUT,
  CHALLENGE,
  GATEWAY,
  GREETING,
  data,
  chunk,
  finish,
  bare,
  BARE_END,
  DONE,
  ask1,
} from "./fake-answers.test-tools.ts";
import { AT_ONCE, createFakeSite, eventStream, GENERATION_1_PAGE, html, textOf } from "./fake-site.test-tools.ts";

describe("generation 1, streamed", () => {
  test.each<[string, string[], object]>([
    ["guest limit", [data({ msg: "Enough.", tokenLimitReached: true })], { kind: "quota", detail: "Enough." }],
    [
      "banned word, and the answer all the same",
      [data({ msg: "No.", messageFlagged: true }), chunk("Hi"), finish("stop"), DONE],
      { kind: "refused", detail: "No." },
    ],
    [
      "banned address, and the answer all the same",
      [data({ msg: "Banned.", ipBanned: true }), chunk("Hi"), DONE],
      { kind: "blocked", detail: "Banned." },
    ],
    [
      "moderation",
      [data({ msg: "Flagged.", modflag: true }), chunk("Hi"), DONE],
      { kind: "refused", detail: "Flagged." },
    ],
    [
      "vector store",
      [data({ msg: "Pinecone.", pineconeError: true }), chunk("Hi"), DONE],
      { kind: "site-error", detail: "Pinecone." },
    ],
    [
      "an error as deltas, twice",
      [bare("Too"), bare(" many."), BARE_END, bare("Too"), bare(" many."), BARE_END],
      { kind: "site-error", detail: "Too many." },
    ],
    [
      "an error as deltas with quotes in it",
      [bare("Rate"), `event: message\ndata: {"choices":[{"delta":{"content":" "x""}}]}\n\n`, bare(" over"), BARE_END],
      { kind: "site-error", detail: 'Rate "x" over' },
    ],
    [
      "an error as deltas with a backslash, and with a line that ends in a word",
      [
        bare("See"),
        `event: message\ndata: {"choices":[{"delta":{"content":" a\\q"}}]}\n\n`,
        `event: message\ndata: {"choices":[{"delta":{"content":" one\ntwo"}}]}\n\n`,
        BARE_END,
      ],
      { kind: "site-error", detail: String.raw`See a\q one` },
    ],
    [
      "an error as deltas, cut",
      [bare("Rate limit reached for x")],
      { kind: "rate-limit", detail: "Rate limit reached for x" },
    ],
    [
      "an upstream error object",
      [data({ error: { message: "Overloaded <b>&amp;</b>" } })],
      { kind: "site-error", detail: "Overloaded &" },
    ],
    ["the plugin's error object", [data({ status: "error", msg: "No key" })], { kind: "site-error", detail: "No key" }],
    ["an error event", [data("it broke", "error")], { kind: "site-error", detail: "it broke" }],
    ["an HTML page", [GATEWAY], { kind: "site-error", detail: "502 Bad Gateway" }],
    ["an HTML page in data lines", [data("<html><title>x</title></html>")], { kind: "empty-answer" }],
    ["the challenge page", [CHALLENGE], { kind: "challenge" }],
    ["nothing", [], { kind: "empty-answer" }],
    ["a fragment", ['data: {"id":"chatcmpl-1","cho'], { kind: "empty-answer" }],
    [
      "an error object without data:",
      ['{\n "error": {\n  "message": "Bad key sk-abcdef123"\n }\n}\n'],
      { kind: "site-error", detail: "Bad key sk-…" },
    ],
    ["a JSON error without data:", ['{"status":"error","msg":"No"}'], { kind: "site-error", detail: "No" }],
    ["an end without text", [chunk(""), finish("stop"), DONE], { kind: "empty-answer" }],
    ["only [DONE]", [DONE], { kind: "empty-answer" }],
    ["thoughts alone, cut", [data({ id: "x", choices: [{ delta: { reasoning: "Hm" } }] })], { kind: "empty-answer" }],
    [
      "a refusal",
      [chunk("", { delta: { refusal: "I can" } }), chunk("", { delta: { refusal: "not." } }), finish("stop")],
      { kind: "refused", detail: "I cannot." },
    ],
    ["a content filter", [finish("content_filter")], { kind: "refused" }],
    [
      "an assistant's error",
      [data("thread_1", "thread_id"), data("No such assistant", "assistant_error")],
      { kind: "site-error", detail: "No such assistant" },
    ],
    [
      "an assistant's error as an object",
      [data({ error: { message: "No run" } }, "assistant_error")],
      { kind: "site-error", detail: "No run" },
    ],
    [
      "a failed run",
      [data({ last_error: { message: "Out of it" } }, "thread.run.failed")],
      { kind: "site-error", detail: "Out of it" },
    ],
  ])("%s", async (_name, pieces, error) => {
    const outcome = await ask1(() => eventStream(pieces));
    expect(outcome.parts.filter(({ type }) => type === "text" || type === "finish")).toEqual([]);
    expect(outcome.error).toMatchObject(error);
  });

  const text = (value: string) => ({ type: "text", text: value });
  const model = { type: "model", name: "gpt-4o" };
  test.each<[string, string[], object[]]>([
    [
      "CRLF, comments and extra keys",
      [`: hi\r\n\r\n${chunk("Hi").replaceAll("\n", "\r\n")}: ping\r\n${finish("stop").replaceAll("\n", "\r\n")}`],
      [model, text("Hi"), STOP],
    ],
    ["the length limit", [chunk("Hi"), finish("length")], [model, text("Hi"), { type: "finish", reason: "length" }]],
    ["text and end in one chunk", [chunk("Hi", { finish_reason: "stop" })], [model, text("Hi"), STOP]],
    ["[DONE] without finish_reason", [chunk("Hi"), DONE], [model, text("Hi"), STOP]],
    ["[DONE] without an empty line", [chunk("Hi"), "data: [DONE]"], [model, text("Hi"), STOP]],
    [
      "JSON behind [DONE], up to 1.8.85",
      [chunk("Hi"), DONE, JSON.stringify({ status: "success", data: "Hi", greeting_message: GREETING })],
      [model, text("Hi"), STOP],
    ],
    [
      "old completion models",
      [data({ id: "x", model: "gpt-4o", choices: [{ text: "Hi", index: 0 }] }), DONE],
      [model, text("Hi"), STOP],
    ],
    [
      "chunks without id, known by their index",
      [data({ choices: [{ index: 0, delta: { content: "Hi" } }] }), DONE],
      [text("Hi"), STOP],
    ],
    ["bare chunks that end in [DONE] were an answer", [bare("H"), bare("i"), DONE], [text("Hi"), STOP]],
    [
      "reasoning",
      [chunk("", { delta: { reasoning_content: "Hm" } }), chunk("Hi"), DONE],
      [model, { type: "reasoning", text: "Hm" }, text("Hi"), STOP],
    ],
    [
      "a marked chunk behind unmarked ones shows that these were an answer",
      [bare("H"), bare("i"), chunk(" you"), DONE],
      [text("Hi"), model, text(" you"), STOP],
    ],
    ["a cut end", [chunk("Hi")], [model, text("Hi"), CUT]],
    ["a last event without an empty line", [chunk("Hi").trimEnd()], [model, text("Hi"), CUT]],
    [
      "a model of a strange name",
      [data({ id: "x", model: "<b>", choices: [{ index: 0, delta: { content: "Hi" } }] }), DONE],
      [text("Hi"), STOP],
    ],
    ["PHP warnings in front", ["<br />\n<b>Warning</b>: x\n\n", chunk("Hi"), DONE], [model, text("Hi"), STOP]],
    [
      "an assistant",
      [
        data("thread_1", "thread_id"),
        data({ model: "gpt-4o" }, "thread.run.created"),
        data({ delta: { content: [{ type: "text", text: { value: "Hi" } }] } }, "thread.message.delta"),
        data({}, "thread.run.completed"),
        data("[DONE]", "done"),
      ],
      [model, text("Hi"), STOP],
    ],
    [
      "an assistant at its limit",
      [
        data({ delta: { content: [{ text: { value: "Hi" } }, { type: "image" }] } }, "thread.message.delta"),
        data({}, "thread.run.incomplete"),
        data("bye", "done"),
      ],
      [text("Hi"), { type: "finish", reason: "length" }],
    ],
    [
      "no choices in some chunks",
      [data({ id: "x", choices: [] }), chunk("Hi"), data({ id: "x", usage: {} }), DONE],
      [model, text("Hi"), STOP],
    ],
  ])("answer: %s", async (_name, pieces, parts) => {
    expect(await ask1(() => eventStream(pieces))).toEqual({ parts });
  });

  test("a stream whose type a proxy has changed", async () => {
    expect(textOf(await ask1(() => html(chunk("Hi") + DONE)))).toBe("Hi");
  });

  test.each([": 4 kB of nothing\n\n", ":\n", "id: 1\n", "retry: 500\n\n", "\n data: x\n"])(
    "a stream whose type a proxy has changed begins with %j",
    async (front) => {
      expect(textOf(await ask1(() => html(front + chunk("Hi") + DONE)))).toBe("Hi");
    },
  );

  test("an error as deltas behind an answer's text is no text", async () => {
    const outcome = await ask1(() => eventStream([chunk("Hi"), bare("It"), bare(" broke"), BARE_END]));
    expect(outcome).toEqual({
      parts: [model, text("Hi")],
      error: { kind: "site-error", detail: "It broke" },
    });
  });

  test("a connection that breaks after text: kept, and marked as cut", async () => {
    const outcome = await ask1(() => eventStream([chunk("Hi"), 'data: {"id"'], { complete: false }));
    expect(outcome).toEqual({ parts: [model, text("Hi"), CUT] });
  });

  test("a connection that breaks before text: the network", async () => {
    const outcome = await ask1(() => eventStream([": ping\n\n"], { complete: false }));
    expect(outcome).toEqual({ parts: [], error: { kind: "network" } });
  });

  test("a connection that breaks after thoughts alone: the network", async () => {
    const thought = chunk("", { delta: { reasoning_content: "Hm" } });
    const outcome = await ask1(() => eventStream([thought, chunk(" ")], { complete: false }));
    expect(outcome.error).toEqual({ kind: "network" });
  });

  test("each delta is handed on before the next one has come", async () => {
    let send: ((content: string) => void) | undefined;
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        send = (content) => controller.enqueue(new TextEncoder().encode(chunk(content)));
      },
    });
    const site = createFakeSite(({ action }) =>
      action === "page"
        ? html(GENERATION_1_PAGE)
        : new Response(body, { headers: { "content-type": "text/event-stream" } }),
    );
    const asked = createSiteChat(CHATGPTT_URL, AT_ONCE).chat({ messages: [{ role: "user", text: "x" }] }, site);
    const first = asked.next();
    await new Promise((resolve) => setTimeout(resolve, 20));
    send?.("one");
    expect(await first).toMatchObject({ value: model });
    expect(await asked.next()).toMatchObject({ value: text("one") });
    send?.("two");
    expect(await asked.next()).toMatchObject({ value: text("two") });
    await asked.return();
  });
});
