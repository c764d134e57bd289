import { expect, test } from "vitest";
import { Secret } from "../secrets/secret.ts";
import { ChatError } from "./chat-error.ts";
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
}

/** One type, a backend of it, and servers that speak its format. */
export interface ContractSubject<Config> {
  type: ProviderType<Config>;
  config: Config;
  servers: ContractServers;
}

const KEY = "sk-contract-5up3r-s3cret";
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
