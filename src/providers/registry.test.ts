import { describe, expect, test } from "vitest";
import * as z from "zod/mini";
import { ChatError } from "./chat-error.ts";
import { createFakeSite, GENERATION_1_PAGE, html, json } from "./chatgptt/fake-site.test-tools.ts";
import type { ContractServers } from "./contract-calls.test-tools.ts";
import { testProviderContract } from "./provider-contract.test-tools.ts";
import { createFailures } from "./formats/failures.ts";
import type { ProviderType } from "./provider.ts";
import { createProviderTypes } from "./registry.ts";
import { sendRequest } from "./transport/request.ts";
import { TIME_LIMITS } from "./transport/time-limits.ts";

const CHUNK = 'data: {"id":"c","choices":[{"index":0,"delta":{"content":"Tw"}}]}\n\n';

/** Begins with this text, and says nothing more. */
function hanging(text: string): Response {
  const body = new ReadableStream({ start: (controller) => controller.enqueue(new TextEncoder().encode(text)) });
  return new Response(body, { headers: { "content-type": "text/event-stream" } });
}

/** A site with the plugin of generation 1, whose chat answers by `respond`. */
function site(respond: () => Response): typeof fetch {
  return createFakeSite(({ action }) => (action === "page" ? html(GENERATION_1_PAGE) : respond())).fetch;
}

function createTypes() {
  const tools = createFakeSite(() => new Response());
  let server: typeof fetch = tools.fetch;
  const types = createProviderTypes({
    chatgptt: {
      parseHtml: tools.parseHtml,
      randomId: tools.randomId,
      memory: tools.memory,
      retryPauseMs: 0,
      access: {
        transport: async () => ({ fetch: (...parameters) => server(...parameters), credentials: "omit" }),
        guest: async () => undefined,
        asMendable: async (error) => error,
      },
    },
    builtIn: { languageModel: () => undefined },
  });
  const [chatgptt] = types;
  return { types, chatgptt, meet: (met: typeof fetch) => (server = met) };
}

test("stored names are never changed", () => {
  expect(createTypes().types.map(({ type }) => type)).toEqual([
    "chatgptt",
    "openai-compatible",
    "anthropic",
    "gemini",
    "ollama",
    "built-in",
  ]);
});

/** A site knows no keys, no money and no paths: with these it says only that it does not work. */
const SITE_REFUSALS = {
  400: "site-error",
  401: "unauthorized",
  402: "site-error",
  404: "site-error",
  422: "site-error",
} as const;

describe("chatgptt", () => {
  testProviderContract(() => {
    const { chatgptt, meet } = createTypes();
    if (chatgptt === undefined) throw new Error("It is not registered");
    // Its requests take the transport of the site, and not that of the call.
    const type: ProviderType = {
      ...chatgptt,
      create(config) {
        const provider = chatgptt.create(config);
        return { ...provider, chat: (request, call) => (meet(call.fetch), provider.chat(request, call)) };
      },
    };
    return {
      type,
      config: { url: "https://chatgptt.me" },
      servers: {
        answering: site(() => json({ status: "success", data: "Two." })),
        refusing: (status) => site(() => new Response("", { status })),
        hanging: site(() => hanging(CHUNK)),
        beginning: CHUNK,
        saying: (contentType, body) => site(() => new Response(body, { headers: { "content-type": contentType } })),
        kinds: { page: "site-error", nothing: "empty-answer", refused: SITE_REFUSALS },
      },
    };
  });
});

/** Answers every request with a body of this type. */
function serving(contentType: string, body: string): ContractServers {
  const beginning = body.slice(0, body.indexOf("\n\n") + 2);
  return {
    beginning,
    saying: (type, said) => async (_url, init) =>
      init?.method === "GET" ? Response.json({}) : new Response(said, { headers: { "content-type": type } }),
    kinds: { page: "wrong-path", nothing: "empty-answer" },
    endsAnywhere: body.includes("finishReason"),
    answering: async () => new Response(body, { headers: { "content-type": contentType } }),
    refusing: (status) => async () => new Response("", { status }),
    hanging: async (_url, init) => (init?.method === "GET" ? Response.json({}) : hanging(beginning)),
  };
}

const MESSAGES =
  'data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Tw"}}\n\ndata: {"type":"message_stop"}\n\n';
const CONTENTS = 'data: {"candidates":[{"content":{"parts":[{"text":"Tw"}]},"finishReason":"STOP"}]}\n\n';

describe.each([
  ["anthropic", {}, MESSAGES],
  ["anthropic", { baseUrl: "http://127.0.0.1:8080", keyHeader: "authorization" }, MESSAGES],
  ["gemini", {}, CONTENTS],
])("%s, with %j", (name, stored, body) => {
  const type = createTypes().types.find((known) => known.type === name);
  const config = type?.config.safeParse(stored);
  if (type === undefined || config?.success !== true) throw new Error("It is not registered");
  testProviderContract(() => ({ type, config: config.data, servers: serving("text/event-stream", body) }));
});

describe.each([
  ["of a service", { baseUrl: "https://api.example/v1" }],
  ["nearby, with an address that lacks its version", { baseUrl: "http://127.0.0.1:1234", preset: "lm-studio" }],
  ["of a preset that wants a key", { baseUrl: "https://api.openai.com/v1", preset: "openai", keyHeader: "api-key" }],
])("openai-compatible, %s", (_, config) => {
  const [, type] = createTypes().types;
  if (type === undefined) throw new Error("It is not registered");
  testProviderContract(() => ({ type, config, servers: serving("text/event-stream", `${CHUNK}data: [DONE]\n\n`) }));
});

describe("a made-up provider", () => {
  const config = z.object({ address: z.string() });
  /** Sends the last question to an address, and answers with what comes back. */
  const echo: ProviderType<z.infer<typeof config>> = {
    type: "echo",
    config,
    traits: {
      key: "optional",
      reach: "account",
      siteTab: false,
      pace: { gapMs: 0, atOnce: 1 },
      limits: TIME_LIMITS,
    },
    origins: ({ address }) => [`${new URL(address).origin}/*`],
    create: ({ address }) => ({
      async check(call) {
        (await sendRequest({ url: address }, call, TIME_LIMITS)).close();
      },
      async *chat({ messages }, call) {
        const connection = await sendRequest({ url: address, body: messages.at(-1)?.text ?? "" }, call, TIME_LIMITS);
        await createFailures(address, call).throwIfRefused(connection);
        if (connection.response.headers.get("content-type") === "text/html") throw new ChatError("wrong-path");
        const decoder = new TextDecoder();
        let begun = false;
        for await (const piece of connection.pieces) {
          begun = true;
          yield { type: "text", text: decoder.decode(piece) };
        }
        if (!begun) throw new ChatError("empty-answer");
        yield { type: "finish", reason: "stop" };
      },
    }),
  };
  const servers: ContractServers = {
    answering: async (_url, init) => new Response(String(init?.body)),
    refusing: (status) => async () => new Response("", { status }),
    hanging: async () => hanging("Tw"),
    beginning: "Tw",
    saying: (contentType, body) => async () => new Response(body, { headers: { "content-type": contentType } }),
    kinds: { page: "wrong-path", nothing: "empty-answer" },
    endsAnywhere: true,
  };

  testProviderContract(() => ({ type: echo, config: { address: "https://echo.example/" }, servers }));
});
