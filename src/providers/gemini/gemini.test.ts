import { expect, test } from "vitest";
import { createFakeServer, eventStream, textOf } from "../fake-server.test-tools.ts";
import { createGemini } from "./gemini.ts";

const answer = () =>
  eventStream('data: {"candidates":[{"content":{"parts":[{"text":"Hi"}]},"finishReason":"STOP"}]}\n\n');
const ASK = "/v1beta/models/gemini-x:streamGenerateContent";
const messages = [
  { role: "system" as const, text: "Be brief." },
  { role: "user" as const, text: "One?" },
  { role: "assistant" as const, text: "One." },
  { role: "user" as const, text: "Two?" },
];
const list = (thinking: boolean) => () =>
  Response.json({
    models: [
      {
        name: "models/gemini-x",
        displayName: "X",
        inputTokenLimit: 9,
        thinking,
        supportedGenerationMethods: ["generateContent"],
      },
      { name: "models/gemma-y", supportedGenerationMethods: ["generateContent"] },
    ],
  });

function create() {
  return createGemini().create(createGemini().config.parse({}));
}

test("a question has the key in a header, and asks for no more than the service knows", async () => {
  const { asked, call } = createFakeServer({ [ASK]: answer, "/v1beta/models": list(false) });
  const provider = create();
  expect(await textOf(provider.chat({ messages, model: "gemini-x" }, call("AIza-1")))).toBe("Hi");
  expect(await textOf(provider.chat({ messages, model: "models/gemini-x" }, call("AIza-1")))).toBe("Hi");
  expect(asked.map(({ url }) => url.pathname + url.search)).toEqual([
    "/v1beta/models?pageSize=1000",
    `${ASK}?alt=sse`,
    `${ASK}?alt=sse`,
  ]);
  expect(asked[1]?.body).toEqual({
    systemInstruction: { parts: [{ text: "Be brief." }] },
    contents: [
      { role: "user", parts: [{ text: "One?" }] },
      { role: "model", parts: [{ text: "One." }] },
      { role: "user", parts: [{ text: "Two?" }] },
    ],
  });
  for (const { headers, url } of asked) {
    expect(headers.get("x-goog-api-key")).toBe("AIza-1");
    expect(url.href).not.toContain("AIza");
  }
});

test("thoughts are asked for where the model has any, and nowhere else", async () => {
  const { asked, call } = createFakeServer({ [ASK]: answer, "/v1beta/models": list(true) });
  await textOf(create().chat({ messages, model: "gemini-x" }, call("k")));
  expect(asked.at(-1)?.body).toMatchObject({ generationConfig: { thinkingConfig: { includeThoughts: true } } });
  const without = createFakeServer({ [ASK]: answer });
  await textOf(create().chat({ messages, model: "gemini-x" }, without.call("k")));
  expect(without.asked.at(-1)?.body).not.toHaveProperty("generationConfig");
});

test("models that answer are listed, by the names that people know", async () => {
  const { call } = createFakeServer({ "/v1beta/models": list(true) });
  expect(await create().listModels?.(call("k"))).toEqual([
    { id: "gemini-x", name: "X", contextTokens: 9, input: ["text", "image"], thinking: true },
    { id: "gemma-y", input: ["text"], thinking: false },
  ]);
});

test("without a key or a model nothing is sent", async () => {
  const { asked, call } = createFakeServer({ [ASK]: answer });
  await expect(textOf(create().chat({ messages, model: "gemini-x" }, call()))).rejects.toMatchObject({
    kind: "no-key",
  });
  await expect(textOf(create().chat({ messages }, call("k")))).rejects.toMatchObject({ kind: "no-model" });
  expect(asked).toEqual([]);
});

test("a check finds what is wrong: the key, the model, the answer", async () => {
  const wrongKey = createFakeServer({
    "/v1beta/models": () => Response.json({ error: { status: "UNAUTHENTICATED" } }, { status: 401 }),
  });
  await expect(create().check(wrongKey.call("k"))).rejects.toMatchObject({ kind: "wrong-key" });
  const { call, asked } = createFakeServer({ [ASK]: answer, "/v1beta/models": list(false) });
  await expect(create().check(call("k"), "gemini-z")).rejects.toMatchObject({ kind: "no-model" });
  await create().check(call("k"), "models/gemini-x");
  expect(asked.at(-1)?.url.pathname).toBe(ASK);
});
