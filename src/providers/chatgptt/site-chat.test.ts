import { describe, expect, test, vi } from "vitest";
import { CHATGPTT_URL } from "./chatgptt.ts";
import { createSiteChat } from "./site-chat.ts";
import {
  AT_ONCE,
  createFakeSite,
  eventStream,
  gather,
  GENERATION_1_PAGE,
  html,
  textOf,
} from "./fake-site.test-tools.ts";
import { openConnection } from "../transport/connection.ts";
import { readReply } from "./reply/reply.ts";
import { POST, HI, chatgptt } from "./strict-site.test-tools.ts";

describe("failures in passing", () => {
  test("one silent retry heals", async () => {
    let posts = 0;
    const site = createFakeSite(({ action }) => {
      if (action === "page") return html(GENERATION_1_PAGE);
      posts += 1;
      if (posts === 1) throw new TypeError("fetch failed");
      return posts === 3 ? html("", { status: 503 }) : HI();
    });
    const provider = chatgptt();
    expect(textOf(await gather(provider, site))).toBe("Hi");
    expect(textOf(await gather(provider, site))).toBe("Hi");
    expect(site.actions()).toEqual(["page", POST, POST, POST, POST]);
  });

  test("the transport is chosen before each try", async () => {
    const site = createFakeSite(({ action }) => (action === "page" ? html(GENERATION_1_PAGE) : HI()));
    const closedTab: typeof fetch = () => Promise.reject(new TypeError("The tab went away"));
    const tabs = [{ fetch: closedTab, credentials: "include" } as const];
    const transport = async () => tabs.pop() ?? { fetch: site.fetch, credentials: "omit" as const };
    expect(textOf(await gather(chatgptt(), { ...site, fetch: closedTab, transport }))).toBe("Hi");
    expect(site.seen.map(({ init }) => init.credentials)).toEqual(["omit", "omit"]);
  });

  test("none after text", async () => {
    const site = createFakeSite(({ action }) => {
      if (action === "page") return html(GENERATION_1_PAGE);
      return eventStream(['data: {"id":"c","choices":[{"index":0,"delta":{"content":"Hi"}}]}\n\n'], {
        complete: false,
      });
    });
    expect((await gather(chatgptt(), site)).parts.at(-1)).toEqual({ type: "finish", reason: "cut" });
    expect(site.actions()).toEqual(["page", POST]);
  });
});

describe("stopping", () => {
  const FIRST = 'data: {"id":"c","choices":[{"index":0,"delta":{"content":"Hi"}}]}\n\n';

  function endless() {
    const state = { cancelled: false, write: (_text: string): void => undefined };
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        state.write = (text) => controller.enqueue(new TextEncoder().encode(text));
        state.write(FIRST);
      },
      cancel: () => {
        state.cancelled = true;
      },
    });
    return { state, response: new Response(body, { headers: { "content-type": "text/event-stream" } }) };
  }

  test("leaving the generator closes the connection", async () => {
    const { state, response } = endless();
    const site = createFakeSite(({ action }) => (action === "page" ? html(GENERATION_1_PAGE) : response));
    const asked = createSiteChat(CHATGPTT_URL).chat({ messages: [{ role: "user", text: "x" }] }, site);
    expect(await asked.next()).toMatchObject({ value: { type: "text", text: "Hi" } });
    await asked.return();
    expect(state.cancelled).toBe(true);
  });

  test("the signal does too, in the middle of waiting", async () => {
    const { state, response } = endless();
    const stop = new AbortController();
    const site = createFakeSite(({ action }) => (action === "page" ? html(GENERATION_1_PAGE) : response), {
      signal: stop.signal,
    });
    const asked = chatgptt().chat({ messages: [{ role: "user", text: "x" }] }, site);
    await asked.next();
    const waiting = asked.next();
    stop.abort();
    await expect(waiting).rejects.toMatchObject({ kind: "aborted" });
    await vi.waitFor(() => expect(state.cancelled).toBe(true));
  });

  test("while the page is read", async () => {
    const stop = new AbortController();
    const site = createFakeSite(() => new Promise(() => {}), { signal: stop.signal });
    const waiting = gather(chatgptt(), site);
    setTimeout(() => stop.abort(), 10);
    expect((await waiting).error?.kind).toBe("aborted");
  });

  const END = 'data: {"id":"c","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}\n\n';

  test("the body is read to its end behind the answer, and nobody waits for that", async () => {
    let cancelled = false;
    let read = 0;
    const body = new ReadableStream<Uint8Array>({
      pull: async (controller) => {
        const text = [FIRST, END, "data: [DONE]\n\n", '{"log":true}'][read++];
        if (text === undefined) controller.close();
        else controller.enqueue(new TextEncoder().encode(text));
      },
      cancel: () => void (cancelled = true),
    });
    const response = new Response(body, { headers: { "content-type": "text/event-stream" } });
    const site = createFakeSite(({ action }) => (action === "page" ? html(GENERATION_1_PAGE) : response));
    expect(textOf(await gather(chatgptt(), site))).toBe("Hi");
    await vi.waitFor(() => expect(read).toBe(5));
    expect(cancelled).toBe(false);
  });

  test("a body that does not end behind the answer is left after five seconds", async () => {
    const { state, response } = endless();
    vi.useFakeTimers();
    try {
      const connection = await openConnection(
        "https://chatgptt.me/",
        {},
        createFakeSite(() => response),
      );
      const parts = readReply(connection, 1, 0);
      expect(await parts.next()).toMatchObject({ value: { type: "text" } });
      state.write(END);
      expect(await parts.next()).toMatchObject({ value: { type: "finish" } });
      await parts.return();
      await vi.advanceTimersByTimeAsync(4_999);
      expect(state.cancelled).toBe(false);
      await vi.advanceTimersByTimeAsync(1);
      expect(state.cancelled).toBe(true);
      expect(vi.getTimerCount()).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });
});

describe("a site that falls silent", () => {
  const limits = { firstByteMs: 30, betweenPiecesMs: 30 };
  const silentAfter = (text: string) => {
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new TextEncoder().encode(text)),
    });
    const response = new Response(body, { headers: { "content-type": "text/event-stream" } });
    const site = createFakeSite(({ action }) => (action === "page" ? html(GENERATION_1_PAGE) : response));
    return gather(createSiteChat(CHATGPTT_URL, { ...AT_ONCE, limits }), site);
  };

  test("after text: kept, and marked as cut", async () => {
    expect(await silentAfter('data: {"id":"c","choices":[{"index":0,"delta":{"content":"Hi"}}]}\n\n')).toEqual({
      parts: [
        { type: "text", text: "Hi" },
        { type: "finish", reason: "cut" },
      ],
    });
  });

  test("before text: not answering, and not asked again", async () => {
    expect(await silentAfter(": ping\n\n")).toEqual({ parts: [], error: { kind: "not-answering" } });
  });
});
