import { expect, test } from "vitest";
import { createFakeServer, eventStream, textOf } from "../fake-server.test-tools.ts";
import { createAnthropic } from "./anthropic.ts";

const answer = () =>
  eventStream(
    'data: {"type":"content_block_delta","delta":{"type":"text_delta","text":"Hi"}}\n\ndata: {"type":"message_stop"}\n\n',
  );
const messages = [
  { role: "system" as const, text: "Be brief." },
  { role: "user" as const, text: "One?" },
];

function create(stored: object) {
  return createAnthropic().create(createAnthropic().config.parse(stored));
}

test("a question carries what the service requires, and no more", async () => {
  const { asked, call } = createFakeServer({
    "/v1/messages": answer,
    "/v1/models": () => Response.json({ data: [{ id: "claude-x", max_tokens: 64_000 }] }),
  });
  const provider = create({});
  expect(await textOf(provider.chat({ messages, model: "claude-x" }, call("sk-ant-1")))).toBe("Hi");
  await textOf(provider.chat({ messages, model: "claude-x" }, call("sk-ant-1")));
  expect(asked.map(({ url }) => url.href)).toEqual([
    "https://api.anthropic.com/v1/models?limit=1000",
    "https://api.anthropic.com/v1/messages",
    "https://api.anthropic.com/v1/messages",
  ]);
  expect(asked[1]?.body).toEqual({
    model: "claude-x",
    max_tokens: 64_000,
    stream: true,
    system: "Be brief.",
    messages: [{ role: "user", content: "One?" }],
  });
  expect(Object.fromEntries(asked[1]?.headers ?? [])).toEqual({
    "content-type": "application/json",
    "x-api-key": "sk-ant-1",
    "anthropic-version": "2023-06-01",
    "anthropic-dangerous-direct-browser-access": "true",
  });
});

test("where the list does not say how long an answer may be, or is not there, a length that all take is asked for", async () => {
  const { asked, call } = createFakeServer({ "/v1/messages": answer });
  await textOf(create({}).chat({ messages, model: "claude-x" }, call("k")));
  expect(asked.at(-1)?.body).toMatchObject({ max_tokens: 8192 });
});

test("a server at home is found with and without a version, and gets the key where it wants it", async () => {
  const { asked, call } = createFakeServer({ "/messages": answer });
  const provider = create({ baseUrl: "http://127.0.0.1:8080", keyHeader: "authorization" });
  expect(await textOf(provider.chat({ messages }, call("k")))).toBe("Hi");
  expect(asked.map(({ url }) => url.pathname)).toEqual(["/v1/messages", "/messages"]);
  expect(asked[1]?.headers.get("authorization")).toBe("Bearer k");
  expect(asked[1]?.headers.has("x-api-key")).toBe(false);
});

test("the service is not asked without a key, a server at home is", async () => {
  const { asked, call } = createFakeServer({ "/v1/messages": answer });
  await expect(textOf(create({}).chat({ messages }, call()))).rejects.toMatchObject({ kind: "no-key" });
  expect(asked).toEqual([]);
  expect(await textOf(create({ baseUrl: "http://127.0.0.1:1234" }).chat({ messages }, call()))).toBe("Hi");
});

test("the list is read to its last page", async () => {
  const pages: Record<string, object> = {
    "": { data: [{ id: "claude-a", display_name: "A", max_input_tokens: 9 }, {}], has_more: true, last_id: "claude-a" },
    "claude-a": { data: [{ id: "b" }], has_more: false },
  };
  const { call } = createFakeServer({
    "/v1/models": ({ url }) => Response.json(pages[url.searchParams.get("after_id") ?? ""]),
  });
  expect(await create({}).listModels?.(call("k"))).toEqual([
    { id: "claude-a", name: "A", contextTokens: 9, input: ["text", "image"] },
    { id: "b", input: ["text"] },
  ]);
});

test("a list that never ends is left", async () => {
  let page = 0;
  const { asked, call } = createFakeServer({
    "/v1/models": () => Response.json({ data: [{ id: `m${(page += 1)}` }], has_more: true, last_id: `m${page}` }),
  });
  expect(await create({}).listModels?.(call("k"))).toHaveLength(10);
  expect(asked).toHaveLength(10);
});

test("a check asks the chosen model, also by a name that no list has", async () => {
  const { asked, call } = createFakeServer({
    "/v1/messages": answer,
    "/v1/models": () => Response.json({ data: [{ id: "claude-x" }, { id: "claude-y" }] }),
  });
  await create({}).check(call("k"), "claude-latest");
  expect(asked.at(-1)).toMatchObject({ method: "POST", body: { model: "claude-latest" } });
  await expect(create({}).check(createFakeServer({}).call("k"))).rejects.toMatchObject({ kind: "wrong-path" });
});
