import { describe, expect, it, test } from "vitest";
import type { Message } from "../conversation.ts";
import { sampleMessage } from "../samples.test-tools.ts";
import { fileMessage, messageRow, readMessage, withBackends } from "./message-row.ts";

const CHATGPTT = { id: "chatgptt", name: "chatgptt.me" };
const OTHER = { id: "site:https://other.example", name: "other.example" };

const row = (change: object): object => ({ ...sampleMessage({ id: "a", role: "assistant", text: "So." }), ...change });
const read = (change: object): Message => {
  const message = readMessage(row(change));
  if (message === undefined) throw new Error("Damaged");
  return message;
};

const whole = sampleMessage({
  id: "a",
  role: "assistant",
  text: "So. And so on.",
  state: "failed",
  backend: CHATGPTT,
  model: "m",
  continued: [{ backend: OTHER, model: "n", from: 3 }],
  trail: [{ backend: OTHER, error: { kind: "quota", status: 429, detail: "No more" }, notAsked: 3 }],
  sources: [{ type: "page", title: "Bees", url: "https://bees.example", hash: "5f", section: 2 }],
  usage: { inputTokens: 12, outputTokens: 3 },
  error: { kind: "network" },
  incomplete: "cut",
});

test("a message comes back as it was stored", () => {
  expect(readMessage(structuredClone(messageRow(whole)))).toEqual(whole);
});

test("what is shown only while an answer is written is not stored", () => {
  const loading = sampleMessage({ id: "a", state: "sending", loading: true });
  expect(messageRow(loading)).not.toHaveProperty("loading");
  expect(fileMessage(loading)).not.toHaveProperty("loading");
});

test("an error can be read by the versions that need to know whether it is worth another try", () => {
  expect(messageRow(whole).error).toEqual({ kind: "network", retryable: true });
  expect(messageRow(sampleMessage({ id: "q" }))).not.toHaveProperty("error");
});

describe("the site of an older version", () => {
  it("is its backend, also of those who went on with the answer", () => {
    const message = read({ site: "chatgptt.me", continued: [{ site: "other.example", from: 1 }] });
    expect(message).toEqual(row({ backend: CHATGPTT, continued: [{ backend: OTHER, from: 1 }] }));
  });

  it("stands beside the backend in what is stored, so that an older version shows it", () => {
    expect(messageRow(whole)).toMatchObject({
      site: "chatgptt.me",
      continued: [{ site: "other.example", model: "n", from: 3 }],
    });
    expect(messageRow(sampleMessage({ id: "q" }))).not.toHaveProperty("site");
  });

  it("counts where it differs from the backend: the older version was here since", () => {
    expect(read({ ...messageRow(whole), site: "other.example" })).toMatchObject({ backend: OTHER });
  });

  it("tells nothing that the backend does not, where the names are the same", () => {
    const backend = { id: "mine", name: "chatgptt.me" };
    expect(read({ backend, site: "chatgptt.me" })).toEqual(row({ backend }));
  });
});

describe("what only a later version understands", () => {
  it.each<[object, Partial<Message>]>([
    [{ state: "paused" }, { state: "done" }],
    [{ role: "tool" }, { role: "assistant" }],
    [{ incomplete: "bored" }, { incomplete: "unknown" }],
    [{ error: { kind: "odd", status: 418, more: 1 } }, { error: { kind: "unknown", status: 418 } }],
    [{ error: "odd" }, { error: undefined }],
    [{ leftOut: { reason: "odd" } }, { leftOut: undefined }],
    [{ backend: "other" }, { backend: undefined }],
    [{ sources: { pages: [] } }, { sources: undefined }],
    [
      { model: 7, usage: [] },
      { model: undefined, usage: undefined },
    ],
  ])("%j is read as %j, and kept", (change, safe) => {
    const message = read(change);
    expect(message).toEqual({ ...row({}), ...safe, unknownValues: change });
    expect(withBackends({ ...messageRow(message) })).toEqual(row(change));
    expect(fileMessage(message)).toEqual(row(change));
  });

  it("is kept where it has names that this version does not know, deep inside too", () => {
    const later = { mood: "calm", error: { kind: "quota", until: { day: 5 } } };
    const message = read({ ...later, state: "failed" });
    expect(message.unknownValues).toBeUndefined();
    expect(messageRow({ ...message, text: "New." })).toMatchObject({ ...later, text: "New." });
  });

  it("gives way to what is written there now", () => {
    const message = read({
      state: "paused",
      error: { kind: "odd" },
      incomplete: "bored",
      leftOut: { reason: "odd" },
    });
    const { error: _, ...going } = message;
    const stored = messageRow({ ...going, state: "streaming", incomplete: "cut" });
    expect(stored).toEqual(row({ state: "streaming", incomplete: "cut", leftOut: { reason: "odd" } }));
  });
});

test.each([
  undefined,
  null,
  7,
  "message",
  [],
  row({ id: 7 }),
  row({ text: undefined }),
  row({ text: { parts: [] } }),
  row({ parentId: 3 }),
  row({ conversationId: null }),
  row({ createdAt: "today" }),
])("%j is a damaged row", (stored) => {
  expect(readMessage(stored)).toBeUndefined();
});
