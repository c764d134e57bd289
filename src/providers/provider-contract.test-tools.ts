import { expect, test } from "vitest";
import { Secret } from "../secrets/secret.ts";
import { ChatError, type ChatErrorKind } from "./chat-error.ts";
import { reachOf } from "./transport/host-reach.ts";
import type { Call, ChatRequest, Provider, ProviderType, ReplyPart } from "./provider.ts";

/** Servers as a type would meet them. Each `fetch` is answered as that server answers. */
export interface ContractServers {
  /** Answers with some text, and ends well. */
  answering: typeof fetch;
  /** Refuses with this status and no words of its own. */
  refusing(status: number): typeof fetch;
  /** Begins an answer and then says nothing more. Lists of models come to their end. */
  hanging: typeof fetch;
  /** How a body begins that holds some text. */
  beginning: string;
  /** Answers a question with this body. Lists of models come to their end. */
  saying(contentType: string, body: string): typeof fetch;
  /** Whether each event names an end, so that an answer that breaks off cannot be told from a whole one. Default: no. */
  endsAnywhere?: boolean;
  /** What it means if a question is answered with a web page, or with nothing at all. No page: whatever comes is text. */
  kinds: Readonly<{ page?: ChatErrorKind; nothing: ChatErrorKind }>;
}

/** One type, a backend of it, and servers that speak its format. */
export interface ContractSubject<Config> {
  type: ProviderType<Config>;
  config: Config;
  servers: ContractServers;
}

const KEY = "sk-contract-5up3r-s3cret";
const NEVER = new AbortController().signal;
const QUESTION: ChatRequest = {
  messages: [
    { role: "user", text: "One?" },
    { role: "assistant", text: "One." },
    { role: "user", text: "Two?" },
  ],
  model: "m-1",
};

/** Registers the tests that every type of provider passes. */
export function testProviderContract<Config>(create: () => ContractSubject<Config>): void {
  test("its traits, hosts and configuration make sense", () => {
    const { type, config } = create();
    expect(type.type).toMatch(/^[a-z][a-z-]*$/);
    expect(type.config.safeParse(JSON.parse(JSON.stringify(config))).success).toBe(true);
    expect(type.config.safeParse(null).success).toBe(false);
    for (const origin of type.origins(config)) expect(origin).toMatch(/^https?:\/\/[^/:*]+\/\*$/);
    for (const traits of [type.traits, type.traitsOf?.(config) ?? type.traits]) {
      expect(traits.pace.atOnce).toBeGreaterThan(0);
      expect(traits.limits.firstByteMs).toBeGreaterThan(0);
    }
  });

  test("an answer begins with text, and has exactly one end, which comes last", async () => {
    const { provider, servers } = open(create());
    const { parts, error } = await gather(provider, servers.answering);
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
    for await (const part of provider.chat({ messages, model: "m-1" }, createCall(listening, NEVER))) {
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
    const { provider, servers } = open(create());
    const page = "<!doctype html><title>Welcome</title><p>It works.</p>";
    for (const [kind, contentType, body] of [
      [servers.kinds.page, "text/html", page],
      [servers.kinds.nothing, "text/event-stream", ""],
    ] as const) {
      if (kind === undefined) continue;
      const { parts, error } = await gather(provider, servers.saying(contentType, body));
      expect(parts.filter(({ type }) => type === "text")).toEqual([]);
      expect(error).toBeInstanceOf(ChatError);
      expect(error).toMatchObject({ kind });
    }
  });

  test("an answer whose connection breaks keeps its text, and is not whole", async () => {
    const { provider, servers } = open(create());
    const { parts, error } = await gather(provider, servers.saying("text/event-stream", servers.beginning));
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
    const parts = provider.chat(QUESTION, createCall(silent, stop.signal));
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

  test.each([400, 401, 403, 404, 429, 500, 503])("status %i is a ChatError, without the key", async (status) => {
    const { provider, servers } = open(create());
    const { error } = await gather(provider, servers.refusing(status));
    expect(error).toBeInstanceOf(ChatError);
    expect(JSON.stringify(error) + String(error) + describe(error)).not.toContain(KEY);
  });

  test("a network that fails is a ChatError", async () => {
    const subject = create();
    const { error } = await gather(open(subject).provider, () => Promise.reject(new TypeError("Failed to fetch")));
    const nearby = subject.type.origins(subject.config).some((origin) => reachOf(origin) !== "public");
    expect(error).toMatchObject({ kind: nearby ? "not-running" : "network" });
  });

  test("nothing comes after an abort", async () => {
    const { provider, servers } = open(create());
    const stop = new AbortController();
    const parts: ReplyPart[] = [];
    let error: unknown;
    try {
      for await (const part of provider.chat(QUESTION, createCall(servers.hanging, stop.signal))) {
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
    const { provider, servers } = open(create());
    const { error } = await gather(provider, servers.answering, AbortSignal.abort());
    expect(error).toMatchObject({ kind: "aborted" });
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

function open<Config>({ type, config, servers }: ContractSubject<Config>) {
  return { provider: type.create(config), servers };
}

function createCall(fetch: typeof globalThis.fetch, signal: AbortSignal): Call {
  return { fetch, key: new Secret(KEY), signal, now: () => 0, online: () => true };
}

async function gather(
  provider: Provider,
  fetch: typeof globalThis.fetch,
  signal = new AbortController().signal,
): Promise<{ parts: ReplyPart[]; error?: unknown }> {
  const parts: ReplyPart[] = [];
  try {
    for await (const part of provider.chat(QUESTION, createCall(fetch, signal))) parts.push(part);
    return { parts };
  } catch (error) {
    return { parts, error };
  }
}

function describe(error: unknown): string {
  return error instanceof ChatError ? `${error.detail} ${error.stack}` : "";
}
