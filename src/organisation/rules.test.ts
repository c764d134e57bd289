import { expect, test } from "vitest";
import { MASK } from "../secrets/secret.ts";
import { readRules } from "./rules.ts";

const DESK = { name: "Desk", kind: "openai-compatible", address: "https://llm.example.com/v1/" };

test("without a policy there are no rules", () => {
  expect(readRules({})).toBeUndefined();
  expect(readRules({ allowChatgptt: null, backends: undefined })).toBeUndefined();
});

test("a rule that is left out forbids nothing", () => {
  expect(readRules({ fixedOrder: false })).toEqual({
    allowedKinds: undefined,
    allowedAddresses: undefined,
    backends: [],
    fixedOrder: false,
    allowChatgptt: true,
    unreadable: [],
  });
});

test.each([
  [{ allowedKinds: "ollama" }, { allowedKinds: [] }, ["allowedKinds"]],
  [{ allowedKinds: ["ollama", 7] }, { allowedKinds: ["ollama"] }, ["allowedKinds"]],
  [{ allowedAddresses: { 0: "https://a.example" } }, { allowedAddresses: [] }, ["allowedAddresses"]],
  [{ allowedAddresses: null }, undefined, []],
  [{ allowChatgptt: "yes" }, { allowChatgptt: false }, ["allowChatgptt"]],
  [{ fixedOrder: 1 }, { fixedOrder: true }, ["fixedOrder"]],
  [{ allowChatgpt: false }, { allowChatgptt: true }, ["allowChatgpt"]],
  [{ backends: DESK }, { backends: [] }, ["backends"]],
  [{ backends: [DESK, { ...DESK, kind: "telepathy" }, DESK] }, {}, ["backends[1]", "backends[2]"]],
])("what cannot be read is taken as strictly as it could be meant, and named: %j", (raw, read, unreadable) => {
  const rules = readRules(raw);
  if (read === undefined) expect(rules).toBeUndefined();
  else expect(rules).toMatchObject({ ...read, unreadable });
});

test.each([
  [{}],
  [{ ...DESK, name: "" }],
  [{ ...DESK, name: 7 }],
  [{ ...DESK, address: "http://llm.example.com/v1" }],
  [{ ...DESK, address: undefined }],
  [{ ...DESK, address: "https://me:secret@llm.example.com" }],
  [{ ...DESK, key: 12 }],
  [{ ...DESK, agreed: "yes" }],
  [{ name: "Browser", kind: "built-in", address: "https://llm.example.com" }],
  [null],
  ["Desk"],
])("a backend that is set up wrongly is none: %j", (backend) => {
  expect(readRules({ backends: [backend] })).toMatchObject({ backends: [], unreadable: ["backends[0]"] });
});

test("a backend has an identity of its own, an address as it is asked, and a key that shows nothing of itself", () => {
  const [read] = readRules({ backends: [{ ...DESK, model: "m", key: "sk-12345" }] })?.backends ?? [];
  expect(read?.backend).toEqual({
    id: "managed:Desk",
    keyId: "managed:Desk",
    type: "openai-compatible",
    name: "Desk",
    config: { baseUrl: "https://llm.example.com/v1" },
    model: "m",
    agreedAt: null,
  });
  expect(read?.key?.reveal()).toBe("sk-12345");
  expect(JSON.stringify(read)).toContain(MASK);
  expect(JSON.stringify(read)).not.toContain("sk-12345");
});
