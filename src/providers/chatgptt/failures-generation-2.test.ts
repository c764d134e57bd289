import { describe, expect, test } from "vitest";
import { STOP, CUT, CHALLENGE, GATEWAY, data, ask2 } from "./fake-answers.test-tools.ts";
import { eventStream, html, json } from "./fake-site.test-tools.ts";

describe("generation 2", () => {
  const START = data({ message_id: "m" }, "message_start");
  const END = data({ finished: true }, "done");
  const PADDING = `:${" ".repeat(4096)}\n\n`;
  const LENGTH = { type: "finish", reason: "length" };
  const response = (name: string) => data({ type: `response.${name}`, status: name }, "status");
  const delta = (text: string) => data({ delta: text });
  const refuse = (code: string, status: number) => () =>
    json({ success: false, data: { message: "Words.", code } }, { status });

  test.each<[string, Record<string, () => Response>, object]>([
    [
      "nonce wrong at step 1",
      { cache_sse_message: refuse("nonce_failure_cache_sse", 403) },
      { kind: "nonce-expired", status: 403, detail: "Words." },
    ],
    [
      "nonce wrong on the stream",
      { chat_stream: () => eventStream([data({ error: "Security check failed." }, "error"), END]) },
      { kind: "nonce-expired" },
    ],
    [
      "origin refused",
      { cache_sse_message: refuse("embed_not_available", 403) },
      { kind: "site-error", status: 403, detail: "Words." },
    ],
    [
      "nothing to cache",
      { cache_sse_message: refuse("empty_data_to_cache", 400) },
      { kind: "site-error", status: 400, detail: "Words." },
    ],
    ["quota at step 1", { cache_sse_message: refuse("quota_exceeded", 429) }, { kind: "quota", status: 429 }],
    ["banned at step 1", { cache_sse_message: refuse("ip_banned", 403) }, { kind: "blocked", status: 403 }],
    ["429 at step 1", { cache_sse_message: () => html("", { status: 429 }) }, { kind: "rate-limit" }],
    ["success without a key", { cache_sse_message: () => json({ success: true, data: {} }) }, { kind: "site-error" }],
    [
      "failure with 200",
      { cache_sse_message: () => json({ success: false, data: { message: "No &amp; no" } }) },
      { kind: "site-error", detail: "No & no" },
    ],
    [
      "quota on the stream",
      {
        chat_stream: () =>
          eventStream([data({ error: "Used up.", quota_notice: { message: "Used up today." } }, "error"), END]),
      },
      { kind: "quota", detail: "Used up today." },
    ],
    [
      "ban on the stream",
      { chat_stream: () => eventStream([data({ error: "Your IP address has been blocked." }, "error"), END]) },
      { kind: "blocked" },
    ],
    [
      "a banned word, in the owner's words",
      { chat_stream: () => eventStream([data({ error: "Bitte bleib h&ouml;flich." }, "error"), END]) },
      { kind: "refused", detail: "Bitte bleib h&ouml;flich." },
    ],
    [
      "an error before the start that is no JSON",
      { chat_stream: () => eventStream([PADDING, data("<b>no</b>", "error"), END]) },
      { kind: "refused", detail: "no" },
    ],
    [
      "a message that the site has lost",
      { chat_stream: () => eventStream([data({ error: "Could not retrieve the message." }, "error"), END]) },
      { kind: "site-error", detail: "Could not retrieve the message." },
    ],
    ["a banned word at step 1", { cache_sse_message: refuse("banned_word_detected", 400) }, { kind: "refused" }],
    [
      "a bot that is gone, and no other on the page",
      { chat_stream: () => eventStream([data({ error: "Invalid chatbot specified." }, "error"), END]) },
      { kind: "tokens-missing", detail: "Invalid chatbot specified." },
    ],
    [
      "a refusal of the model, as a warning",
      { chat_stream: () => eventStream([START, data({ delta: " (Warning: I cannot help.)" }, "warning"), END]) },
      { kind: "refused", detail: "Warning: I cannot help." },
    ],
    [
      "upstream failure after the start",
      { chat_stream: () => eventStream([START, data({ error: "API Error: no" }, "error")]) },
      { kind: "site-error", detail: "API Error: no" },
    ],
    [
      "an error event that is no JSON",
      { chat_stream: () => eventStream([START, data("<b>broken</b>", "error")]) },
      { kind: "site-error", detail: "broken" },
    ],
    ["done without a delta", { chat_stream: () => eventStream([START, END]) }, { kind: "empty-answer" }],
    ["an empty stream", { chat_stream: () => eventStream([]) }, { kind: "empty-answer" }],
    ["a start and no more", { chat_stream: () => eventStream([START]) }, { kind: "empty-answer" }],
    [
      "a page as the stream",
      { chat_stream: () => eventStream([GATEWAY]) },
      { kind: "site-error", detail: "502 Bad Gateway" },
    ],
    ["a challenge at the stream", { chat_stream: () => html(CHALLENGE, { status: 403 }) }, { kind: "challenge" }],
    ["a challenge at step 1", { cache_sse_message: () => html(CHALLENGE, { status: 403 }) }, { kind: "challenge" }],
    ["504 at the stream", { chat_stream: () => html("", { status: 504 }) }, { kind: "not-answering", status: 504 }],
    [
      "no action known at all",
      { cache_sse_message: () => html("0", { status: 400 }) },
      { kind: "tokens-missing", status: 400 },
    ],
    [
      "the one request fails",
      { cache_sse_message: () => html("0", { status: 400 }), chat_message: refuse("api_error", 500) },
      { kind: "site-error", detail: "Words.", status: 500 },
    ],
    [
      "the one request is empty",
      {
        cache_sse_message: () => html("0", { status: 400 }),
        chat_message: () => json({ success: true, data: { reply: "" } }),
      },
      { kind: "empty-answer" },
    ],
  ])("%s", async (_name, actions, error) => {
    expect(await ask2(actions)).toMatchObject({ parts: [], error });
  });

  const one = { type: "text", text: "Hi" };
  test.each<[string, Record<string, () => Response>, object[]]>([
    [
      "a padding comment first",
      {
        chat_stream: () =>
          eventStream([`:${" ".repeat(4096)}\n\n`, START, delta("Hi"), data({ id: "r" }, "openai_response_id"), END]),
      },
      [one, STOP],
    ],
    ["a stream without done", { chat_stream: () => eventStream([START, delta("Hi")]) }, [one, CUT]],
    [
      "the length limit, as a warning",
      { chat_stream: () => eventStream([START, delta("Hi"), data({ delta: " (Note: MAX_TOKENS)" }, "warning"), END]) },
      [one, LENGTH],
    ],
    [
      "the length limit, as a status of the Responses interface",
      { chat_stream: () => eventStream([START, response("incomplete"), delta("Hi"), END]) },
      [one, LENGTH],
    ],
    [
      "a warning beside the text",
      { chat_stream: () => eventStream([START, delta("Hi"), data({ warning: "No sources." }, "warning"), END]) },
      [one, { type: "notice", text: "No sources." }, STOP],
    ],
    [
      "done, although the Responses interface has not named its end",
      { chat_stream: () => eventStream([START, response("created"), response("in_progress"), delta("Hi"), END]) },
      [one, CUT],
    ],
    [
      "done, and the Responses interface has named its end",
      {
        chat_stream: () =>
          eventStream([START, response("in_progress"), delta("Hi"), data({ id: "resp" }, "openai_response_id"), END]),
      },
      [one, STOP],
    ],
    [
      "a connection that breaks after text",
      { chat_stream: () => eventStream([delta("Hi")], { complete: false }) },
      [one, CUT],
    ],
    [
      "in one request, 2.3",
      {
        cache_sse_message: () => html("0", { status: 400 }),
        chat_message: () => json({ success: true, data: { reply: "Hi" } }),
      },
      [one, STOP],
    ],
    [
      "in one request, as the stream is unknown",
      {
        chat_stream: () => html("0", { status: 400 }),
        chat_message: () => json({ success: true, data: { reply: "Hi" } }),
      },
      [one, STOP],
    ],
  ])("answer: %s", async (_name, actions, parts) => {
    expect(await ask2(actions)).toEqual({ parts });
  });

  test("an error after text is thrown, and the text stays", async () => {
    const outcome = await ask2({
      chat_stream: () => eventStream([START, delta("Hi"), data({ error: "cut" }, "error")]),
    });
    expect(outcome).toEqual({ parts: [one], error: { kind: "site-error", detail: "cut" } });
  });
});
