import type { Provider } from "../provider.ts";

/** A request as the server sees it. */
export interface SeenRequest {
  path: string;
  headers: Headers;
  body: Record<string, unknown>;
}

export interface FakeOllamaOptions {
  /** What `/api/show` says of each model. A model that is not here is not known. */
  models?: Readonly<Record<string, object>>;
  version?: string;
  /** Answers a question. Default: with a greeting. */
  chat?: (body: Record<string, unknown>, signal: AbortSignal) => Response;
}

/** An Ollama that knows these models. */
export interface FakeOllama {
  readonly fetch: typeof fetch;
  /** All requests so far, in order. */
  readonly seen: SeenRequest[];
  /** The bodies of the questions among them. */
  readonly asked: Record<string, unknown>[];
}

export const GREETING = '{"message":{"content":"Hello."}}\n{"done":true,"done_reason":"stop"}\n';

export function failure(status: number, error: string): Response {
  return new Response(JSON.stringify({ error }), { status, headers: { "content-type": "application/json" } });
}

export function createFakeOllama(options: FakeOllamaOptions = {}): FakeOllama {
  const { models = { parrot: {} }, version = "0.30.1", chat = () => new Response(GREETING) } = options;
  const seen: SeenRequest[] = [];

  function answer({ path, body }: SeenRequest, signal: AbortSignal): Response {
    switch (path) {
      case "/api/tags":
        return Response.json({ models: Object.keys(models).map((model) => ({ model })) });
      case "/api/version":
        return Response.json({ version });
      case "/api/show": {
        const name = String(body["model"]);
        const model = models[name] ?? models[`${name}:latest`];
        return model === undefined ? failure(404, `model '${name}' not found`) : Response.json(model);
      }
      case "/api/chat":
        return chat(body, signal);
      default:
        return new Response("404 page not found", { status: 404 });
    }
  }

  return {
    seen,
    get asked() {
      return seen.filter(({ path }) => path === "/api/chat").map(({ body }) => body);
    },
    async fetch(input, init = {}) {
      const { pathname } = new URL(String(input));
      const body: unknown = typeof init.body === "string" ? JSON.parse(init.body) : {};
      const request = { path: pathname, headers: new Headers(init.headers), body: body as Record<string, unknown> };
      seen.push(request);
      return answer(request, init.signal ?? new AbortController().signal);
    },
  };
}

/** Answers what is asked before a question, so that a server is asked the question alone. */
export function knowingItsModels(provider: Provider): Provider {
  const chat: Provider["chat"] = (request, call) =>
    provider.chat(request, {
      ...call,
      fetch: (url, init) =>
        String(url).endsWith("/api/show") ? Promise.resolve(Response.json({})) : call.fetch(url, init),
    });
  return { ...provider, chat };
}
