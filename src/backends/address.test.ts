import { expect, test } from "vitest";
import { createAnthropic } from "../providers/anthropic/anthropic.ts";
import { createGemini } from "../providers/gemini/gemini.ts";
import { createOllama } from "../providers/ollama/ollama.ts";
import { createOpenAiCompatible } from "../providers/openai-compatible/openai-compatible.ts";
import type { ProviderType } from "../providers/provider.ts";
import { backendAddress, reachOfBackend } from "./address.ts";
import { DEFAULT_BACKEND, readBackend } from "./backend.ts";

const TYPES: readonly ProviderType[] = [createOpenAiCompatible(), createAnthropic(), createGemini(), createOllama()];

function read(type: string, config: object) {
  const backend = readBackend("b", { type, name: "B", config });
  if (backend === undefined) throw new Error(`Not readable: ${type}`);
  return backend;
}

test("every type is asked where its own default is, and reaches as far as its traits say", () => {
  for (const { type, origins, traits, traitsOf } of TYPES) {
    for (const baseUrl of [undefined, "http://127.0.0.1:8080/v1", "http://nas.local/v1", "https://api.example/v1"]) {
      if (baseUrl === undefined && type === "openai-compatible") continue;
      const config = baseUrl === undefined ? {} : { baseUrl };
      const backend = read(type, config);
      const address = backendAddress(backend) ?? "";
      expect(origins(config)).toEqual([`${new URL(address).protocol}//${new URL(address).hostname}/*`]);
      expect(reachOfBackend(backend)).toBe((traitsOf?.(config) ?? traits).reach);
    }
  }
});

test("a chat site is public, wherever it stands, and the browser's own model has no address", () => {
  expect(reachOfBackend(DEFAULT_BACKEND)).toBe("public");
  expect(reachOfBackend(read("chatgptt", { url: "http://localhost:8080" }))).toBe("public");
  expect(backendAddress(read("built-in", {}))).toBeUndefined();
  expect(reachOfBackend(read("built-in", {}))).toBe("computer");
});

test.each([
  ["openai-compatible", {}],
  ["openai-compatible", { baseUrl: "http://api.example/v1" }],
  ["anthropic", { baseUrl: 7 }],
  ["ollama", { contextTokens: -1 }],
  ["constructor", {}],
])("%s with the config %j is not asked", (type, config) => {
  expect(readBackend("b", { type, name: "B", config })).toBeUndefined();
});
