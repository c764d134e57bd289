import { describe, expect, it, test } from "vitest";
import { sampleConversation, sampleMessage } from "../samples.test-tools.ts";
import { exportFile } from "./export-file.ts";
import { readImport } from "./read-import.ts";

const question = sampleMessage({ id: "q", text: "Why?" });
const answer = sampleMessage({ id: "a", parentId: "q", role: "assistant", text: "So.", createdAt: 2 });
const conversation = sampleConversation({ title: "Bees", leafId: "a" });

interface Changes {
  file?: object;
  entry?: object;
  conversation?: object;
  answer?: object;
}

function fileOf(version: number, change: Changes = {}): string {
  const messages = [question, { ...answer, ...change.answer }];
  const entry = { conversation: { ...conversation, ...change.conversation }, messages, ...change.entry };
  return JSON.stringify({ format: "sidenote", version, conversations: [entry], ...change.file });
}

function read(text: string) {
  const result = readImport(text);
  if (result.type === "problem") throw new Error(result.problem);
  return result;
}

test("version 1 calls a backend by its label, also after a later version was here", () => {
  const CHATGPTT = { id: "chatgptt", name: "chatgptt.me" };
  const OTHER = { id: "site:https://other.example", name: "other.example" };
  const meant = [question, { ...answer, backend: CHATGPTT, continued: [{ backend: OTHER, from: 1 }] }];
  const labels = { site: "chatgptt.me", continued: [{ site: "other.example", from: 1 }] };
  const both = { ...labels, backend: CHATGPTT, continued: [{ site: "other.example", backend: OTHER, from: 1 }] };
  for (const change of [labels, both]) {
    expect(read(fileOf(1, { answer: change }))).toEqual({
      type: "read",
      conversations: [{ conversation, messages: meant }],
      holdsMore: false,
    });
  }
});

describe("what only a later Sidenote understands", () => {
  it.each<[string, number, Changes]>([
    ["a later version", 3, {}],
    ["a key of the file", 2, { file: { madeBy: "Sidenote 9" } }],
    ["a key beside the messages", 2, { entry: { files: [] } }],
    ["a key of a conversation", 2, { conversation: { folder: "f" } }],
    ["a key of a question that waits", 2, { conversation: { queue: [{ id: "w", text: "Next?", files: [] }] } }],
    ["a key of whom it asks", 2, { conversation: { target: { backendId: "b", temperature: 1 } } }],
    ["whom it asks in another form", 2, { conversation: { target: { order: ["b"] } } }],
    ["a key of a message", 2, { answer: { mood: "calm" } }],
    ["a key of a message in version 1", 1, { answer: { mood: "calm" } }],
    ["a key of an error", 2, { answer: { error: { kind: "quota", until: 5 } } }],
    ["a key of a backend", 2, { answer: { backend: { id: "b", name: "b", colour: "red" } } }],
    [
      "a key of the trail",
      2,
      { answer: { trail: [{ backend: { id: "b", name: "b" }, error: { kind: "cut" }, at: 5 }] } },
    ],
    ["a key of what was used", 2, { answer: { usage: { inputTokens: 5, cost: 1 } } }],
    ["a kind of error", 2, { answer: { error: { kind: "odd" } } }],
    ["a state", 2, { answer: { state: "paused" } }],
    ["a reason", 2, { answer: { incomplete: "odd", leftOut: { reason: "odd" } } }],
    ["another form of a field", 3, { answer: { usage: "much", error: "odd" } }],
  ])("%s: is said, and read as far as it goes", (_, version, change) => {
    const result = read(fileOf(version, change));
    expect(result.holdsMore).toBe(version > 2 || Object.keys(change).length > 0);
    expect(result.conversations[0]?.messages.map(({ text }) => text)).toEqual(["Why?", "So."]);
    // Unknown values of a message or a conversation stay with it.
    const { answer: ofAnswer = {}, conversation: { queue: _queue, ...ofConversation } = {} } = JSON.parse(
      JSON.stringify(change),
    ) as { answer?: object; conversation?: { queue?: unknown } };
    const again = JSON.parse(exportFile(result.conversations)) as {
      conversations: { conversation: object; messages: object[] }[];
    };
    expect(again.conversations[0]?.conversation).toMatchObject(ofConversation);
    expect(again.conversations[0]?.messages[1]).toMatchObject(ofAnswer);
  });

  it.each<[string, Changes, string]>([
    ["nests too deep", { answer: { mood: JSON.parse("[".repeat(200) + "]".repeat(200)) as unknown } }, "damaged"],
    [
      "nests too deep in a source",
      { answer: { sources: [{ type: "t", x: JSON.parse("[".repeat(200) + "]".repeat(200)) as unknown }] } },
      "damaged",
    ],
    ["has a reserved key deep inside", { answer: { mood: [{ constructor: 5 }] } }, "damaged"],
    ["has a key of ours", { answer: { unknownValues: { error: 5 } } }, "damaged"],
  ])("is refused where it %s", (_, change, problem) => {
    expect(readImport(fileOf(2, change))).toEqual({ type: "problem", problem });
  });

  it.each<Changes>([
    { answer: { text: { parts: [] } } },
    { answer: { parentId: "gone" } },
    { answer: { id: "q" } },
    { conversation: { title: { en: "Bees" } } },
    { entry: { messages: { first: question } } },
  ])("is not understood at all in a later file with %j", (change) => {
    expect(readImport(fileOf(3, change))).toEqual({ type: "problem", problem: "newer" });
  });
});

test.each([0, -1, 0.5])("there is no version %d", (version) => {
  expect(readImport(fileOf(version))).toEqual({ type: "problem", problem: "damaged" });
});
