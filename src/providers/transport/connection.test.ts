import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { answer, createFakeSite } from "../chatgptt/fake-site.test-tools.ts";
import { type Connection, openConnection, readText } from "./connection.ts";
import type { Call } from "../provider.ts";

const URL_ASKED = "https://chatgptt.me/";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A body that is written by hand. */
function writable() {
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  const state = { cancelled: false };
  const body = new ReadableStream<Uint8Array>({
    start: (created) => {
      controller = created;
    },
    cancel: () => {
      state.cancelled = true;
    },
  });
  return {
    state,
    response: new Response(body),
    write: (text: string) => controller?.enqueue(new TextEncoder().encode(text)),
    end: () => controller?.close(),
  };
}

async function settle<Value>(promise: Promise<Value>): Promise<{ value?: Value; error?: unknown }> {
  return promise.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
}

function open(respond: () => Response | Promise<Response>, options: Partial<Call> = {}): Promise<Connection> {
  return openConnection(URL_ASKED, {}, createFakeSite(respond, options));
}

describe("time limits", () => {
  test("no headers for 100 s: not answering", async () => {
    const outcome = settle(open(() => new Promise(() => {})));
    await vi.advanceTimersByTimeAsync(99_999);
    expect(vi.getTimerCount()).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(await outcome).toMatchObject({ error: { kind: "not-answering" } });
    expect(vi.getTimerCount()).toBe(0);
  });

  test("headers, and no byte for 100 s in all: not answering", async () => {
    const body = writable();
    const outcome = settle(
      open(() => new Promise((resolve) => setTimeout(() => resolve(body.response), 60_000))).then((connection) =>
        readText(connection, 1000),
      ),
    );
    await vi.advanceTimersByTimeAsync(99_999);
    expect(body.state.cancelled).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(await outcome).toMatchObject({ error: { kind: "not-answering" } });
    expect(body.state.cancelled).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("60 s between pieces: not answering; bytes of any kind start the time anew", async () => {
    const body = writable();
    const outcome = settle(open(() => body.response).then((connection) => readText(connection, 1000)));
    for (const piece of ["first", ": comment", "\n"]) {
      await vi.advanceTimersByTimeAsync(59_999);
      body.write(piece);
    }
    await vi.advanceTimersByTimeAsync(59_999);
    expect(vi.getTimerCount()).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(await outcome).toMatchObject({ error: { kind: "not-answering" } });
    expect(vi.getTimerCount()).toBe(0);
  });

  test("the time that a consumer takes does not count", async () => {
    const body = writable();
    const { pieces } = await open(() => body.response);
    body.write("one");
    await pieces.next();
    await vi.advanceTimersByTimeAsync(600_000);
    body.write("two");
    expect(await pieces.next()).toMatchObject({ done: false });
  });
});

describe("closing", () => {
  test("a read body leaves nothing behind", async () => {
    const site = createFakeSite(() => answer(["a", "b"]));
    const remove = vi.spyOn(site.signal, "removeEventListener");
    expect(await readText(await openConnection(URL_ASKED, {}, site), 1000)).toBe("ab");
    expect(vi.getTimerCount()).toBe(0);
    expect(remove).toHaveBeenCalledOnce();
  });

  test("leaving the pieces early cancels the body", async () => {
    const body = writable();
    const { pieces } = await open(() => body.response);
    body.write("one");
    for await (const piece of pieces) {
      expect(piece.byteLength).toBe(3);
      break;
    }
    expect(body.state.cancelled).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("an unread connection can be closed, twice", async () => {
    const body = writable();
    const connection = await open(() => body.response);
    connection.close();
    connection.close();
    expect(body.state.cancelled).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("no more is read than wanted", async () => {
    let pulled = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        pulled += 1;
        controller.enqueue(new Uint8Array(1000));
      },
    });
    expect(await readText(await open(() => new Response(endless)), 5000)).toHaveLength(5000);
    expect(pulled).toBeLessThan(10);
  });
});

describe("failures", () => {
  test("an abort before, while waiting, and while reading", async () => {
    const before = settle(open(() => answer([]), { signal: AbortSignal.abort() }));
    expect(await before).toMatchObject({ error: { kind: "aborted" } });

    const stop = new AbortController();
    const waiting = settle(open(() => new Promise(() => {}), { signal: stop.signal }));
    await vi.advanceTimersByTimeAsync(10);
    stop.abort();
    expect(await waiting).toMatchObject({ error: { kind: "aborted" } });

    const stopReading = new AbortController();
    const body = writable();
    const connection = await open(() => body.response, { signal: stopReading.signal });
    const reading = settle(readText(connection, 1000));
    await vi.advanceTimersByTimeAsync(10);
    stopReading.abort();
    expect(await reading).toMatchObject({ error: { kind: "aborted" } });
    await vi.advanceTimersByTimeAsync(0);
    expect(body.state.cancelled).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("a failed fetch is the network, or offline where that is known", async () => {
    const fail = () => Promise.reject(new TypeError("fetch failed"));
    expect(await settle(open(fail))).toMatchObject({ error: { kind: "network" } });
    expect(await settle(open(fail, { online: () => true }))).toMatchObject({ error: { kind: "network" } });
    expect(await settle(open(fail, { online: () => false }))).toMatchObject({ error: { kind: "offline" } });
  });

  test("a body that breaks is the network", async () => {
    const connection = await open(() => answer(["some"], { complete: false }));
    expect(await settle(readText(connection, 1000))).toMatchObject({ error: { kind: "network" } });
  });

  test("characters that pieces cut in two are whole again", async () => {
    const bytes = new TextEncoder().encode("é😀");
    const pieces = Array.from(bytes, (byte) => Uint8Array.of(byte));
    expect(await readText(await open(() => answer(pieces)), 1000)).toBe("é😀");
  });
});
