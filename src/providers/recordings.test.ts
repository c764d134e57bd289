import { describe, expect, test } from "vitest";
import { anthropicRecordings } from "../../tests/fixtures/backends/anthropic.ts";
import { geminiRecordings } from "../../tests/fixtures/backends/gemini.ts";
import { openAiCompatibleRecordings } from "../../tests/fixtures/backends/openai-compatible.ts";
import { ollamaRecordings } from "../../tests/fixtures/backends/ollama.ts";
import { Secret } from "../secrets/secret.ts";
import { createAnthropic } from "./anthropic/anthropic.ts";
import { createGemini } from "./gemini/gemini.ts";
import { knowingItsModels } from "./ollama/fake-ollama.test-tools.ts";
import { createOllama } from "./ollama/ollama.ts";
import { createOpenAiCompatible } from "./openai-compatible/openai-compatible.ts";
import type { Call, Provider } from "./provider.ts";
import { outcomeOf, readRecordings, type Recording, replay } from "./recordings.test-tools.ts";

const NO_WAIT = { pauseMs: 0, longestMs: 0 };

const FORMATS: readonly { format: string; own: readonly Recording[]; provider(): Provider }[] = [
  {
    format: "openai",
    own: openAiCompatibleRecordings,
    provider: () => createOpenAiCompatible({ loadingWait: NO_WAIT }).create({ baseUrl: "https://api.example/v1" }),
  },
  {
    format: "anthropic",
    own: anthropicRecordings,
    provider: () => createAnthropic({ loadingWait: NO_WAIT }).create({ baseUrl: "https://api.example/v1" }),
  },
  {
    format: "gemini",
    own: geminiRecordings,
    provider: () => createGemini().create({ baseUrl: "https://api.example/v1beta" }),
  },
  {
    format: "ollama",
    own: ollamaRecordings,
    provider: () => knowingItsModels(createOllama().create({ baseUrl: "http://127.0.0.1:11434" })),
  },
];

function createCall(fetch: typeof globalThis.fetch): Call {
  return { fetch, key: new Secret("sk-recorded"), signal: new AbortController().signal, now: () => 0 };
}

/** What the recordings call an error where we have a closer name for it. */
function kindsOf({ name, expected }: Recording): readonly (string | undefined)[] {
  const kind = expected.error?.kind;
  if (kind === "unauthorized") return ["wrong-key"];
  if (kind === "blocked") return ["blocked", "origin-refused"];
  return name.includes("loading") ? ["loading"] : [kind];
}

describe.each(FORMATS)("$format", ({ format, own, provider }) => {
  const all = [...own, ...readRecordings(format)];
  const lists = all.filter(({ expected }) => expected.models !== undefined);
  const chats = all.filter(({ expected }) => (expected.models === undefined && "text" in expected) || expected.error);

  test("there are some", () => {
    expect(chats.length).toBeGreaterThan(10);
    expect(lists.length).toBeGreaterThan(0);
  });

  test.each(chats)("$name means the same whole and byte by byte", async (recording) => {
    const { expected } = recording;
    const whole = await outcomeOf(provider(), createCall(replay(recording)));
    const split = await outcomeOf(provider(), createCall(replay(recording, 1)));
    expect({ ...split, error: split.error?.kind }).toEqual({ ...whole, error: whole.error?.kind });
    const thinking = /^\s*<think>([^]*?)<\/think>\s*([^]*)$/.exec(expected.text ?? "");
    expect(whole.text).toBe(thinking?.[2] ?? expected.text ?? "");
    expect(whole.reasoning).toBe(thinking?.[1] ?? expected.reasoning ?? "");
    expect(whole.model).toBe(expected.model);
    if (expected.error !== undefined) {
      expect(kindsOf(recording)).toContain(whole.error?.kind);
      if (expected.error.detail !== undefined) expect(whole.error?.detail).toBe(expected.error.detail);
      if (expected.error.retryAfterMs !== undefined)
        expect(whole.error?.retryAfterMs).toBe(expected.error.retryAfterMs);
    } else if (whole.text.trim() === "") {
      expect(whole.error?.kind).toBe(expected.finish === "refused" ? "refused" : "empty-answer");
    } else {
      expect(whole.error).toBeUndefined();
      expect(whole.finish).toBe(expected.finish);
      if (expected.finishReason !== undefined) expect(whole.finishReason).toBe(expected.finishReason);
      if (expected.usage !== undefined) {
        const { input: inputTokens, output: outputTokens } = expected.usage;
        expect(whole.usage).toMatchObject({ inputTokens, outputTokens });
      }
    }
  });

  test.each(lists)("$name is a list of models", async (recording) => {
    const models = await provider().listModels?.(createCall(replay(recording)));
    expect(models?.map(({ id }) => id)).toEqual(recording.expected.models?.map((id) => id.replace(/^models\//, "")));
  });
});
