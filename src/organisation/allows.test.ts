import { expect, test } from "vitest";
import { siteRecord } from "../backends/backends.test-tools.ts";
import { DEFAULT_BACKEND, type UsableBackend } from "../backends/backend.ts";
import { allows, coversAddress } from "./allows.ts";
import { readRules } from "./rules.ts";

test.each([
  ["https://llm.example.com", "https://llm.example.com/v1", true],
  ["https://llm.example.com/", "https://llm.example.com", true],
  ["https://llm.example.com/*", "https://llm.example.com/v1", true],
  ["https://llm.example.com/team", "https://llm.example.com/team/v1", true],
  ["https://llm.example.com/team", "https://llm.example.com/team", true],
  ["https://llm.example.com/team", "https://llm.example.com/teams/v1", false],
  ["https://llm.example.com", "https://llm.example.com.evil.example", false],
  ["https://llm.example.com", "https://llm.example.com:8443", false],
  ["https://llm.example.com:443", "https://llm.example.com", true],
  ["https://llm.example.com", "http://llm.example.com", false],
  ["https://*.example.com", "https://a.b.example.com/v1", true],
  ["https://*.example.com", "https://example.com", false],
  ["https://*.example.com", "https://badexample.com", false],
  ["https://*", "https://example.com", false],
  ["https://ll*.example.com", "https://llm.example.com", false],
  ["*://llm.example.com", "https://llm.example.com", false],
  ["llm.example.com", "https://llm.example.com", false],
  ["https://me@llm.example.com", "https://llm.example.com", false],
  ["", "https://llm.example.com", false],
  ["http://127.0.0.1:11434", "http://127.0.0.1:11434", true],
  ["http://localhost:11434", "http://127.0.0.1:11434", false],
])("%s covers %s: %s", (pattern, address, covers) => {
  expect(coversAddress(pattern, address)).toBe(covers);
});

const OLLAMA: UsableBackend = { id: "o", type: "ollama", name: "O", config: {}, agreedAt: 1 };
const BROWSER: UsableBackend = { id: "b", type: "built-in", name: "B", config: {}, agreedAt: 1 };

test.each([
  [{ allowedKinds: ["ollama"] }, "O"],
  [{ allowedKinds: [] }, ""],
  [{ allowedAddresses: ["https://chatgptt.me"] }, "chatgptt.me B"],
  [{ allowedAddresses: [] }, "B"],
  [{ allowedAddresses: ["http://127.0.0.1:11434"], allowedKinds: ["chatgptt"] }, ""],
  [{ allowChatgptt: false }, "O B other.example"],
  [{ fixedOrder: true }, "chatgptt.me O B other.example www.chatgptt.me"],
])("all rules have to let a backend be asked: %j", (policy, allowed) => {
  const rules = readRules(policy);
  const backends = [DEFAULT_BACKEND, OLLAMA, BROWSER, siteRecord("other.example"), siteRecord("www.chatgptt.me")];
  const names = backends.filter((backend) => rules !== undefined && allows(rules, backend)).map(({ name }) => name);
  expect(names.join(" ")).toBe(allowed);
});
