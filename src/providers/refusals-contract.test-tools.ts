import { expect, test } from "vitest";
import { ChatError, type ChatErrorKind } from "./chat-error.ts";
import { type ContractSubject, gather, isNearby, KEY, traitsOf } from "./contract-calls.test-tools.ts";

/** What a status means without words, where a key was sent. */
const REFUSED: Readonly<Record<number, ChatErrorKind>> = {
  400: "bad-request",
  401: "wrong-key",
  402: "quota",
  403: "blocked",
  404: "wrong-path",
  408: "not-answering",
  413: "too-long",
  422: "bad-request",
  429: "rate-limit",
  451: "blocked",
  500: "site-error",
  502: "site-error",
  503: "site-error",
  504: "not-answering",
  529: "site-error",
};

/** On this computer and nearby, no firewall of a service refuses: it is the extension's origin that is not wanted. */
const REFUSED_NEARBY: Readonly<Record<number, ChatErrorKind>> = { ...REFUSED, 403: "origin-refused" };

/** Registers the tests of what a server means that refuses without a word. */
export function testRefusals<Config>(create: () => ContractSubject<Config>): void {
  test.each(Object.keys(REFUSED).map(Number))("status %i is told by its kind, without the key", async (status) => {
    const subject = create();
    const { servers } = subject;
    const { error } = await gather(subject, servers.refusing(status));
    expect(error).toBeInstanceOf(ChatError);
    if (servers.requested === false) expect(error).toMatchObject({ kind: "site-error" });
    else {
      const usual = (isNearby(subject) ? REFUSED_NEARBY : REFUSED)[status];
      expect(error).toMatchObject({ kind: servers.kinds.refused?.[status] ?? usual, status });
    }
    expect(JSON.stringify(error) + String(error) + describe(error)).not.toContain(KEY);
  });

  test("a key that is missing is told apart from one that is wrong", async () => {
    const subject = create();
    if (traitsOf(subject).key === "none") return;
    const { error } = await gather(subject, subject.servers.refusing(401), { key: undefined });
    expect(error).toMatchObject({ kind: "no-key" });
  });
}

function describe(error: unknown): string {
  return error instanceof ChatError ? `${error.detail} ${error.stack}` : "";
}
