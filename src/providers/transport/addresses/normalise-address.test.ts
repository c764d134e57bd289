import { expect, test } from "vitest";
import { endpoint, normaliseAddress, withVersion } from "./normalise-address.ts";
import { baseUrlSchema } from "./base-url-schema.ts";

test.each([
  ["https://api.openai.com/v1", "https://api.openai.com/v1", ""],
  [" https://api.openai.com/v1/ ", "https://api.openai.com/v1", "end-cut"],
  ["https://api.openai.com/v1/chat/completions", "https://api.openai.com/v1", "end-cut"],
  ["https://api.openai.com/v1/chat/completions/?a=b#c", "https://api.openai.com/v1", "end-cut"],
  ["https://api.anthropic.com/v1/messages", "https://api.anthropic.com/v1", "end-cut"],
  ["https://g.example/v1beta/models/g-1:generateContent?key=x", "https://g.example/v1beta", "end-cut"],
  ["https://api.openai.com/v1/models", "https://api.openai.com/v1", "end-cut"],
  ["api.deepseek.com", "https://api.deepseek.com", "scheme-added"],
  ["HTTPS://API.DeepSeek.com/", "https://api.deepseek.com", ""],
  ["localhost:1234", "http://localhost:1234", "scheme-added"],
  ["127.0.0.1:8080/v1/", "http://127.0.0.1:8080/v1", "scheme-added end-cut"],
  ["nas.local:8000/v1", "http://nas.local:8000/v1", "scheme-added"],
  ["0.0.0.0:8000/v1", "http://127.0.0.1:8000/v1", "scheme-added loopback"],
  ["http://192.168.1.7:1234/v1", "http://192.168.1.7:1234/v1", ""],
  ["http://[fd00::1]:8000/v1", "http://[fd00::1]:8000/v1", ""],
  [
    "https://me.openai.azure.com/openai/deployments/d/chat/completions?api-version=2024-10-21&x=y",
    "https://me.openai.azure.com/openai/deployments/d?api-version=2024-10-21",
    "end-cut",
  ],
  ["https://api.example?key=secret", "https://api.example", "end-cut"],
])("%s is %s", (typed, baseUrl, changes) => {
  expect(normaliseAddress(typed)).toEqual({ baseUrl, changes: changes === "" ? [] : changes.split(" ") });
  expect(normaliseAddress(baseUrl)).toEqual({ baseUrl, changes: [] });
  expect(baseUrlSchema.safeParse(baseUrl).success).toBe(true);
});

test.each([
  ["", "not-an-address"],
  ["two words", "not-an-address"],
  ["https://", "not-an-address"],
  ["ftp://nas/v1", "not-an-address"],
  ["javascript://x", "not-an-address"],
  ["http://api.openai.com/v1", "not-secure"],
  ["http://192.168.1.7.example/v1", "not-secure"],
  ["http://127.0.0.1.nip.io/v1", "not-secure"],
  ["https://me:secret@api.example/v1", "holds-password"],
])("%s is refused: %s", (typed, problem) => {
  expect(normaliseAddress(typed)).toEqual({ problem });
  expect(baseUrlSchema.safeParse(typed).success).toBe(false);
});

test("endpoints stand behind the base and before what it asks for", () => {
  expect(endpoint("https://api.example", "/models")).toBe("https://api.example/models");
  expect(endpoint("https://a.example/d?api-version=1", "/models")).toBe("https://a.example/d/models?api-version=1");
});

test.each([
  ["http://127.0.0.1:1234", "http://127.0.0.1:1234/v1"],
  ["https://a.example/api?api-version=1", "https://a.example/api/v1?api-version=1"],
  ["https://a.example/v1", undefined],
  ["https://a.example/v1beta/openai", undefined],
  ["https://v1.example/", "https://v1.example/v1"],
])("the version of %s: %s", (baseUrl, other) => {
  expect(withVersion(baseUrl, "v1")).toEqual(other === undefined ? [] : [other]);
});
