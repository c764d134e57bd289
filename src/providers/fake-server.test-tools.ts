import { Secret } from "../secrets/secret.ts";
import type { Call, ReplyPart } from "./provider.ts";

/** A request as a server got it. */
export interface Asked {
  method: string;
  url: URL;
  headers: Headers;
  /** Parsed JSON. undefined: there was none. */
  body: unknown;
}

/** A server that answers by path. Below all other paths there is nothing. */
export interface FakeServer {
  readonly asked: Asked[];
  call(key?: string): Call;
}

export function createFakeServer(endpoints: Readonly<Record<string, (asked: Asked) => Response>>): FakeServer {
  const asked: Asked[] = [];
  const fetch: typeof globalThis.fetch = async (address, init) => {
    const request: Asked = {
      method: init?.method ?? "GET",
      url: new URL(String(address)),
      headers: new Headers(init?.headers),
      body: typeof init?.body === "string" ? JSON.parse(init.body) : undefined,
    };
    asked.push(request);
    return endpoints[request.url.pathname]?.(request) ?? new Response("404 page not found", { status: 404 });
  };
  return {
    asked,
    call: (key) => ({
      fetch,
      signal: new AbortController().signal,
      now: () => 0,
      ...(key !== undefined && { key: new Secret(key) }),
    }),
  };
}

/** An event stream with this body. */
export function eventStream(body: string): Response {
  return new Response(body, { headers: { "content-type": "text/event-stream" } });
}

/** Reads an answer to its end. */
export async function textOf(answer: AsyncGenerator<ReplyPart, void, void>): Promise<string> {
  let text = "";
  for await (const part of answer) if (part.type === "text") text += part.text;
  return text;
}
