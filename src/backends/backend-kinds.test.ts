import { expect, it } from "vitest";
import { readBackend } from "./backend.ts";
import { BACKEND_KINDS, kindById, kindOf } from "./backend-kinds.ts";
import { readTyped } from "./read-form.ts";

it("are the presets and types, each once, in the order of a list", () => {
  expect(BACKEND_KINDS.map(({ id, name }) => name ?? id)).toEqual([
    "OpenAI",
    "OpenRouter",
    "Groq",
    "Mistral",
    "DeepSeek",
    "Together",
    "xAI",
    "Cerebras",
    "LM Studio",
    "llama.cpp",
    "vLLM",
    "Ollama",
    "Anthropic",
    "Google Gemini",
    "built-in",
    "other",
    "chat-site",
  ]);
});

it.each(BACKEND_KINDS)("$id becomes a backend that can be read, and is known again", (kind) => {
  const read = readTyped(kind, { address: kind.address ?? "https://chat.example", keyHeader: "Authorization" });
  if ("problem" in read) throw new Error(read.problem);
  const backend = readBackend("b", { name: "B", agreedAt: 1, ...read.setup });
  expect(backend).toMatchObject(read.setup);
  expect(backend && kindOf(backend)).toBe(kind);
});

it.each(BACKEND_KINDS.filter(({ key }) => key === "required"))("$id says where its keys are given out", (kind) => {
  expect(new URL(kind.account ?? "").protocol).toBe("https:");
});

it.each([
  [{ baseUrl: "http://127.0.0.1:8080/v1", preset: "llama.cpp-8080" }, "llama.cpp"],
  [{ baseUrl: "https://x.example", preset: "of tomorrow" }, "other"],
  [{ baseUrl: "https://x.example" }, "other"],
])("%j was made from %s", (config, id) => {
  expect(kindOf({ type: "openai-compatible", config })).toBe(kindById(id));
});

it("has no kind that nobody knows", () => {
  expect(() => kindById("teapot")).toThrow("teapot");
});
