import { expect, test, vi } from "vitest";
import type { ChatErrorKind } from "../../providers/chat-error.ts";
import { afterChecks } from "./retry-after-challenge.ts";
import type { SiteTabs, TabKind, WaitingAnswer } from "./site-tabs.ts";

const SITE = "https://chat.example/chat";
const NORMAL: TabKind = { private: false };
const answer = (messageId: string): WaitingAnswer => ({ backendId: "chat", conversationId: "c", messageId });

/** A site's tab, whose checks come to their end when the test says so. */
function start(waiting: WaitingAnswer[]) {
  let load: (url: string, kind: TabKind) => void = () => undefined;
  const checks: Array<(problem: ChatErrorKind | null) => void> = [];
  const asked: string[] = [];
  const problems: unknown[] = [];
  const tabs: Pick<SiteTabs, "onLoaded" | "waiting" | "stopWaiting"> = {
    onLoaded: (listener) => void (load = listener),
    waiting: async () => [...waiting],
    stopWaiting: async (_url, _kind, { messageId }) => {
      // Asked by then.
      expect(asked).toContain(messageId);
      waiting.splice(
        waiting.findIndex((one) => one.messageId === messageId),
        1,
      );
    },
  };
  afterChecks(
    tabs as SiteTabs,
    () => new Promise((resolve) => checks.push(resolve)),
    async ({ messageId }) => {
      asked.push(messageId);
      if (messageId === "bad") throw new Error("bad");
    },
    (problem) => problems.push(problem),
  );
  return { load: (kind = NORMAL) => load(SITE, kind), checks, asked, problems };
}

const settle = () => vi.waitFor(() => Promise.resolve());

test.each([null, "tokens-missing", "site-error"] as const)(
  "a site that says %s has let the person in",
  async (kind) => {
    const { load, checks, asked } = start([answer("a"), answer("b")]);
    load();
    await vi.waitFor(() => expect(checks).toHaveLength(1));
    checks[0]?.(kind);
    await vi.waitFor(() => expect(asked).toEqual(["a", "b"]));
  },
);

test.each(["challenge", "network", "offline", "not-answering", "unknown", "permission", "blocked"] as const)(
  "%s says nothing of the check: the answers go on waiting",
  async (kind) => {
    const { load, checks, asked } = start([answer("a")]);
    load();
    await vi.waitFor(() => expect(checks).toHaveLength(1));
    checks[0]?.(kind);
    await settle();
    expect(asked).toEqual([]);
    load();
    await vi.waitFor(() => expect(checks).toHaveLength(2));
    checks[1]?.(null);
    await vi.waitFor(() => expect(asked).toEqual(["a"]));
  },
);

test("pages that load at once ask once, and what is added meanwhile is asked too", async () => {
  const waiting = [answer("a")];
  const { load, checks, asked } = start(waiting);
  load();
  load();
  await vi.waitFor(() => expect(checks).toHaveLength(1));
  waiting.push(answer("b"));
  checks[0]?.(null);
  await vi.waitFor(() => expect(asked).toEqual(["a", "b"]));
  await settle();
  expect(checks).toHaveLength(1);
});

test("a page that is loaded while the one before is looked at is looked at after it", async () => {
  const { load, checks, asked } = start([answer("a")]);
  load();
  await vi.waitFor(() => expect(checks).toHaveLength(1));
  load();
  checks[0]?.("challenge");
  await vi.waitFor(() => expect(checks).toHaveLength(2));
  checks[1]?.(null);
  await vi.waitFor(() => expect(asked).toEqual(["a"]));
});

test("private windows are looked at by themselves, and a failure stops nobody else", async () => {
  const { load, checks, asked, problems } = start([answer("bad"), answer("a")]);
  load();
  load({ private: true });
  await vi.waitFor(() => expect(checks).toHaveLength(2));
  checks[0]?.(null);
  await vi.waitFor(() => expect(asked).toEqual(["bad", "a"]));
  expect(problems).toHaveLength(1);
});
