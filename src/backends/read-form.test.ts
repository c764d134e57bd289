import { expect, test } from "vitest";
import { kindById } from "./backend-kinds.ts";
import { type BackendSetup, readTyped } from "./read-form.ts";

const typed = (address: string, keyHeader = "Authorization") => ({ address, keyHeader });

test("what people paste is put right, and what was altered is told", () => {
  expect(readTyped(kindById("llama.cpp"), typed("0.0.0.0:8080/v1/chat/completions"))).toEqual({
    setup: { type: "openai-compatible", config: { baseUrl: "http://127.0.0.1:8080/v1", preset: "llama.cpp" } },
    url: "http://127.0.0.1:8080/v1",
    changes: ["scheme-added", "loopback", "end-cut"],
  });
});

test.each([
  ["other", "", "no-address"],
  ["other", "  ", "no-address"],
  ["other", "two words", "not-an-address"],
  ["other", "http://api.example/v1", "not-secure"],
  ["ollama", "http://me:secret@127.0.0.1:11434", "holds-password"],
  ["chat-site", "chat", "not-an-address"],
  ["chat-site", "http://chat.example", "not-secure"],
])("%s does not take “%s”: %s", (kind, address, problem) => {
  expect(readTyped(kindById(kind), typed(address))).toEqual({ problem });
});

test.each([
  ["api-key", { keyHeader: "api-key" }],
  [" x-api-key ", { keyHeader: "x-api-key" }],
  ["", {}],
  ["authorization", {}],
])("a key goes into the header “%s”", (header, expected) => {
  expect(readTyped(kindById("other"), typed("https://x.example", header))).toMatchObject({
    setup: { config: { baseUrl: "https://x.example", preset: "other", ...expected } },
  });
});

test("what is no header is refused", () => {
  expect(readTyped(kindById("other"), typed("https://x.example", "api key:"))).toEqual({ problem: "no-header" });
});

test("what the form does not show stays, and a header that is usual again goes", () => {
  const ollama = {
    type: "ollama",
    config: { baseUrl: "http://127.0.0.1:1", contextTokens: 8192, think: false },
  } as const;
  expect(readTyped(kindById("ollama"), typed("http://127.0.0.1:2"), ollama)).toMatchObject({
    setup: { config: { baseUrl: "http://127.0.0.1:2", contextTokens: 8192, think: false } },
  });
  const other = {
    type: "openai-compatible",
    config: { baseUrl: "https://x.example", preset: "of tomorrow", keyHeader: "api-key" },
  } as const;
  expect(readTyped(kindById("other"), typed("https://x.example"), other)).toMatchObject({
    setup: { config: { baseUrl: "https://x.example", preset: "of tomorrow" } },
  });
  const builtIn: BackendSetup = { type: "built-in", config: { languages: ["ja"] } };
  expect(readTyped(kindById("built-in"), typed(""), builtIn)).toEqual({ setup: builtIn, changes: [] });
});

test("a site has the same id and name however it is typed", () => {
  const site = { id: "site:https://chat.example", name: "chat.example" };
  for (const address of ["chat.example", "https://chat.example/"]) {
    expect(readTyped(kindById("chat-site"), typed(address))).toMatchObject({ site, url: "https://chat.example" });
  }
});
