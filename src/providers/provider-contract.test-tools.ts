import { expect, test } from "vitest";
import { ChatError } from "./chat-error.ts";
import {
  type ContractSubject,
  createCall,
  gather,
  isNearby,
  listenTo,
  open,
  QUESTION,
} from "./contract-calls.test-tools.ts";
import type { ReplyPart } from "./provider.ts";
import { testRefusals } from "./refusals-contract.test-tools.ts";
import { testTraits } from "./traits-contract.test-tools.ts";

/** Registers the tests that every type of provider passes. */
export function testProviderContract<Config>(create: () => ContractSubject<Config>): void {
  testTraits(create);
  testRefusals(create);

  test("its traits, hosts and configuration make sense", () => {
    const { type, config } = create();
    expect(type.type).toMatch(/^[a-z][a-z-]*$/);
    expect(type.config.safeParse(JSON.parse(JSON.stringify(config))).success).toBe(true);
    expect(type.config.safeParse(null).success).toBe(false);
    for (const origin of type.origins(config)) expect(origin).toMatch(/^https?:\/\/[^/:*]+\/\*$/);
  });

  test("an answer begins with text, and has exactly one end, which comes last", async () => {
    const subject = create();
    const { parts, error } = await gather(subject, subject.servers.answering);
    expect(error).toBeUndefined();
    expect(parts.some(({ type }) => type === "text")).toBe(true);
    expect(parts.filter(({ type }) => type === "finish")).toHaveLength(1);
    expect(parts.at(-1)?.type).toBe("finish");
    const beside = new Set(["model", "usage", "left-out", "notice", "rewritten"]);
    expect(parts.find(({ type }) => !beside.has(type))?.type).toBe("text");
  });

  test("no turn is empty, none follows one of the same role, and the last one asks", async () => {
    const { provider, servers } = open(create());
    const bodies: unknown[] = [];
    const listening: typeof fetch = (url, init) => {
      if (typeof init?.body === "string" && init.body.startsWith("{")) bodies.push(JSON.parse(init.body));
      return servers.answering(url, init);
    };
    const said = (role: "user" | "assistant", text: string) => ({ role, text });
    const messages = [
      said("assistant", "Hello!"),
      said("user", "One?"),
      said("user", "I mean: one?"),
      said("assistant", " \n"),
      said("user", "Two?"),
      said("assistant", "Two."),
      said("assistant", "Well, two."),
      said("user", "Three?"),
    ];
    for await (const part of provider.chat({ messages, model: "m-1" }, createCall(listening))) {
      expect(part).toBeDefined();
    }
    const conversations = bodies.map(turnsIn).filter((turns) => turns !== undefined);
    expect(conversations.length > 0).toBe(bodies.length > 0);
    for (const turns of conversations) {
      expect(turns.map(({ role }) => role)).toEqual(turns.map((_, index) => (index % 2 === 0 ? "user" : "assistant")));
      expect(turns.at(-1)).toMatchObject({ role: "user", text: expect.stringContaining("Three?") });
      for (const { text } of turns) expect(text.trim()).not.toBe("");
    }
  });

  test("a page and nothing at all are told apart", async () => {
    const subject = create();
    const { servers } = subject;
    const page = "<!doctype html><title>Welcome</title><p>It works.</p>";
    for (const [kind, contentType, body] of [
      [servers.kinds.page, "text/html", page],
      [servers.kinds.nothing, "text/event-stream", ""],
    ] as const) {
      if (kind === undefined) continue;
      const { parts, error } = await gather(subject, servers.saying(contentType, body));
      expect(parts.filter(({ type }) => type === "text")).toEqual([]);
      expect(error).toBeInstanceOf(ChatError);
      expect(error).toMatchObject({ kind });
    }
  });

  test("an answer whose connection breaks keeps its text, and is not whole", async () => {
    const subject = create();
    const { servers } = subject;
    const { parts, error } = await gather(subject, servers.saying("text/event-stream", servers.beginning));
    const whole = parts.some((part) => part.type === "finish" && part.reason === "stop");
    // What names its end in each event has ended well with the last one.
    if (!servers.endsAnywhere) expect(whole).toBe(false);
    if (error !== undefined) expect(error).toMatchObject({ kind: "cut" });
    expect(parts.some(({ type }) => type === "text")).toBe(true);
  });

  test.each([
    ["before it says anything", false],
    ["in the middle of an answer", true],
  ])("a server that hangs %s is left at once", async (_, begins) => {
    const { provider, servers } = open(create());
    const stop = new AbortController();
    let asked = false;
    const silent: typeof fetch = (url, init) => {
      if (begins) return servers.hanging(url, init);
      asked = true;
      return new Promise(() => undefined);
    };
    const parts = provider.chat(QUESTION, createCall(silent, { signal: stop.signal }));
    if (begins) await parts.next();
    let error: unknown;
    const ended = parts.next().catch((thrown: unknown) => void (error = thrown));
    while (!begins && !asked) await nextTask();
    stop.abort();
    // Counted in tasks, because a machine can be slow: far fewer than fit into 50 ms.
    for (let task = 0; task < 10 && error === undefined; task += 1) await nextTask();
    expect(error).toMatchObject({ kind: "aborted" });
    await ended;
    expect(await parts.next()).toEqual({ done: true, value: undefined });
  });

  test("a check and a list that hang are left at once", async () => {
    const subject = create();
    for (const task of ["check", "listModels"] as const) {
      const { provider } = open(subject);
      const stop = new AbortController();
      let asked = false;
      const silent: typeof fetch = () => ((asked = true), new Promise(() => undefined));
      let error: unknown;
      const running = provider[task]?.(createCall(silent, { signal: stop.signal })).catch(
        (thrown: unknown) => void (error = thrown),
      );
      if (running === undefined) continue;
      for (let tasks = 0; tasks < 10 && !asked; tasks += 1) await nextTask();
      if (!asked) continue;
      stop.abort();
      for (let tasks = 0; tasks < 10 && error === undefined; tasks += 1) await nextTask();
      expect(error).toMatchObject({ kind: "aborted" });
      await running;
    }
  });

  test("a network that fails is a ChatError", async () => {
    const subject = create();
    const { error } = await gather(subject, () => Promise.reject(new TypeError("Failed to fetch")));
    expect(error).toMatchObject({ kind: isNearby(subject) ? "not-running" : "network" });
  });

  test("nothing comes after an abort", async () => {
    const { provider, servers } = open(create());
    const stop = new AbortController();
    const parts: ReplyPart[] = [];
    let error: unknown;
    try {
      for await (const part of provider.chat(QUESTION, createCall(servers.hanging, { signal: stop.signal }))) {
        parts.push(part);
        stop.abort();
      }
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toMatchObject({ kind: "aborted" });
    expect(parts).toHaveLength(1);
  });

  test("a question that is stopped before it is asked is not asked", async () => {
    const subject = create();
    const listening = listenTo(subject);
    const { error } = await gather(subject, listening.fetch, { signal: AbortSignal.abort() });
    expect(error).toMatchObject({ kind: "aborted" });
    expect(listening.requests).toEqual([]);
  });
}

const nextTask = () => new Promise((resolve) => void setTimeout(resolve, 0));

/** Returns the turns of a conversation in a request. undefined: it asks for something else. */
function turnsIn(body: unknown): { role: string; text: string }[] | undefined {
  const { messages, contents } = body as {
    messages?: { role: string; content: string }[];
    contents?: { role: string; parts: { text: string }[] }[];
  };
  if (messages !== undefined) return messages.map(({ role, content }) => ({ role, text: content }));
  return contents?.map(({ role, parts }) => ({
    role: role === "model" ? "assistant" : role,
    text: parts.map(({ text }) => text).join(""),
  }));
}
