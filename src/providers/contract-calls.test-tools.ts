import { Secret } from "../secrets/secret.ts";
import type { ChatErrorKind } from "./chat-error.ts";
import { reachOf } from "./transport/host-reach.ts";
import type { Call, ChatRequest, Provider, ProviderType, ReplyPart, Traits } from "./provider.ts";

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
  /**
   * What it means if a question is answered with a web page, or with nothing at all. No page: whatever comes is text.
   * `refused`: statuses that mean something else here than elsewhere.
   */
  kinds: Readonly<{ page?: ChatErrorKind; nothing: ChatErrorKind; refused?: Readonly<Record<number, ChatErrorKind>> }>;
  /** Whether the type sends requests. Default: yes. No: the servers stand behind the browser's own model. */
  requested?: boolean;
}

/** One type, a backend of it, and servers that speak its format. */
export interface ContractSubject<Config> {
  type: ProviderType<Config>;
  config: Config;
  servers: ContractServers;
}

export const KEY = "sk-contract-5up3r-s3cret";
export const QUESTION: ChatRequest = {
  messages: [
    { role: "user", text: "One?" },
    { role: "assistant", text: "One." },
    { role: "user", text: "Two?" },
  ],
  model: "m-1",
};

export function open<Config>({ type, config, servers }: ContractSubject<Config>) {
  return { provider: type.create(config), servers };
}

export function traitsOf<Config>({ type, config }: ContractSubject<Config>): Traits {
  return type.traitsOf?.(config) ?? type.traits;
}

export function isNearby<Config>({ type, config }: ContractSubject<Config>): boolean {
  return type.origins(config).some((origin) => reachOf(origin) !== "public");
}

/** What a server was sent, as text. */
interface Sent {
  url: string;
  headers: string;
  body: string;
}

/** The server that answers, and what it was sent. */
export function listenTo<Config>({ servers }: ContractSubject<Config>): { requests: Sent[]; fetch: typeof fetch } {
  const requests: Sent[] = [];
  return {
    requests,
    fetch(url, init) {
      const headers = JSON.stringify([...new Headers(init?.headers)]);
      requests.push({ url: String(url), headers, body: String(init?.body ?? "") });
      return servers.answering(url, init);
    },
  };
}

interface CallOptions {
  /** Default: there is one. */
  key?: string | undefined;
  signal?: AbortSignal;
}

export function createCall(fetch: typeof globalThis.fetch, options: CallOptions = {}): Call {
  const { key, signal = new AbortController().signal } = { key: KEY, ...options };
  return { fetch, ...(key !== undefined && { key: new Secret(key) }), signal, now: () => 0, online: () => true };
}

/** Asks a question, and gathers all that comes. @param subject with the provider to ask. Default: a new one */
export async function gather<Config>(
  { provider, ...subject }: ContractSubject<Config> & { provider?: Provider },
  fetch: typeof globalThis.fetch,
  options: CallOptions = {},
): Promise<{ parts: ReplyPart[]; error?: unknown }> {
  const parts: ReplyPart[] = [];
  const asked = provider ?? open(subject).provider;
  try {
    for await (const part of asked.chat(QUESTION, createCall(fetch, options))) parts.push(part);
    return { parts };
  } catch (error) {
    return { parts, error };
  }
}
