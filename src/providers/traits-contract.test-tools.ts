import { expect, onTestFinished, test, vi } from "vitest";
import { ChatError } from "./chat-error.ts";
import {
  type ContractSubject,
  createCall,
  gather,
  KEY,
  listenTo,
  open,
  QUESTION,
  traitsOf,
} from "./contract-calls.test-tools.ts";
import { reachOf } from "./transport/host-reach.ts";

/** Registers the tests that show the declared traits to be true. */
export function testTraits<Config>(create: () => ContractSubject<Config>): void {
  test("its key is sent in a header alone, and only by those who take one", async () => {
    const subject = create();
    const { key } = traitsOf(subject);
    const listening = listenTo(subject);
    const withKey = await gather(subject, listening.fetch);
    expect(withKey.error).toBeUndefined();
    expect(listening.requests.some(({ headers }) => headers.includes(KEY))).toBe(key !== "none");
    for (const { url, body } of listening.requests) expect(url + body).not.toContain(KEY);

    const alone = listenTo(subject);
    const withoutKey = await gather(subject, alone.fetch, { key: undefined });
    if (key === "required") {
      expect(withoutKey.error).toMatchObject({ kind: "no-key" });
      expect(alone.requests).toEqual([]);
    } else {
      expect(withoutKey.error).toBeUndefined();
      for (const { headers } of alone.requests) expect(headers).not.toMatch(/authorization|api-key/i);
    }
  });

  test("it asks only hosts that it names, which are as near as it says, and by what it is given to ask with", async () => {
    const subject = create();
    const { type, config, servers } = subject;
    const { reach, key, siteTab } = traitsOf(subject);
    const elsewhere = vi.fn<typeof fetch>(() => Promise.reject(new TypeError("Failed to fetch")));
    vi.stubGlobal("fetch", elsewhere);
    onTestFinished(() => void vi.unstubAllGlobals());
    const listening = listenTo(subject);
    expect((await gather(subject, listening.fetch)).error).toBeUndefined();
    expect(elsewhere).not.toHaveBeenCalled();
    const origins = type.origins(config);
    if (servers.requested === false) expect(origins).toEqual([]);
    else for (const { url } of listening.requests) expect(origins).toContain(patternOf(url));
    for (const origin of origins) {
      expect(reachOf(origin)).toBe(reach === "account" ? "public" : reach);
      // Whom nobody has an account with is asked by everybody.
      if (reachOf(origin) === "public") expect(reach).toBe(key === "none" ? "public" : "account");
    }
    if (origins.length === 0) expect(reach).toBe("computer");
    if (siteTab) expect(reach).toBe("public");
  });

  test("it answers as many questions at once as it says, each by itself", async () => {
    const subject = create();
    const { atOnce, gapMs } = traitsOf(subject).pace;
    expect(atOnce).toBeGreaterThan(0);
    expect(gapMs).toBeGreaterThanOrEqual(0);
    const { provider } = open(subject);
    const questions = Array.from({ length: atOnce }, () => gather({ ...subject, provider }, subject.servers.answering));
    for (const { parts, error } of await Promise.all(questions)) {
      expect(error).toBeUndefined();
      expect(parts.filter(({ type }) => type === "finish")).toHaveLength(1);
    }
  });

  test.each([
    ["before it says anything", false],
    ["in the middle of an answer", true],
  ])("a server that falls silent %s is given up exactly when it says", async (_, begins) => {
    const subject = create();
    const { firstByteMs, betweenPiecesMs } = traitsOf(subject).limits;
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    let heardAt = 0;
    const { servers } = subject;
    const silent: typeof fetch = (url, init) => {
      const isQuestion = servers.requested === false || String(init?.body).includes("Two");
      if (isQuestion) heardAt = Date.now();
      return isQuestion && !begins ? new Promise(() => undefined) : servers.hanging(url, init);
    };
    let endedAt: number | undefined;
    let last: unknown;
    const reading = (async () => {
      for await (const part of open(subject).provider.chat(QUESTION, createCall(silent))) {
        last = part;
        if (part.type === "text") heardAt = Date.now();
      }
    })()
      .catch((thrown: unknown) => (last = thrown))
      .finally(() => (endedAt = Date.now()));
    while (endedAt === undefined) await vi.advanceTimersToNextTimerAsync();
    await reading;
    expect(endedAt - heardAt).toBe(begins ? betweenPiecesMs : firstByteMs);
    const ends = [{ type: "finish", reason: "cut" }, { kind: "cut" }, { kind: "not-answering" }];
    expect(ends).toContainEqual(last instanceof ChatError ? { kind: last.kind } : last);
    if (!begins) expect(last).toMatchObject({ kind: "not-answering" });
  });
}

/** The match pattern of a request's host. */
function patternOf(url: string): string {
  const { protocol, hostname } = new URL(url);
  return `${protocol}//${hostname}/*`;
}
