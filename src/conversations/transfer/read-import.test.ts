import { describe, expect, it, test } from "vitest";
import type { Conversation, Message, StoredConversation } from "../conversation.ts";
import { exportFile, exportHead, exportTail } from "./export-file.ts";
import { readImport } from "./read-import.ts";
import { sampleConversation, sampleMessage } from "../samples.test-tools.ts";

const question = sampleMessage({ id: "q", text: "Why?" });
const answer = sampleMessage({ id: "a", parentId: "q", role: "assistant", text: "So.", createdAt: 2 });
const conversation = sampleConversation({ title: "Bees", leafId: "a" });

interface Changes {
  conversation?: object;
  messages?: object[];
  question?: object;
  answer?: object;
}

const fileOf = (version: number, change: Changes) => fileWith(change).replace('"version":2', `"version":${version}`);

/** Returns a file of today's version with one conversation, which is sound except for these changes. */
function fileWith(change: Changes): string {
  const messages = change.messages ?? [
    { ...question, ...change.question },
    { ...answer, ...change.answer },
  ];
  return (
    exportHead + JSON.stringify({ conversation: { ...conversation, ...change.conversation }, messages }) + exportTail
  );
}

const problemOf = (text: string) => {
  const result = readImport(text);
  return result.type === "problem" ? result.problem : undefined;
};

test("a sound file is read as it was written", () => {
  const whole: StoredConversation = {
    conversation: { ...conversation, pinnedAt: 5 },
    messages: [
      question,
      {
        ...answer,
        state: "failed",
        error: { kind: "rate-limit", status: 429, retryAt: 9 },
        model: "m",
        notice: "n",
        continued: [{ backend: { id: "b", name: "b.example" }, model: "n", from: 2 }],
        leftOut: { reason: "too-long", messages: 12 },
        backend: { id: "a", name: "a.example" },
        incomplete: "cut",
        trail: [
          { backend: { id: "b", name: "b.example" }, error: { kind: "network" }, notAsked: 3 },
          { backend: { id: "c", name: "c.example" }, error: { kind: "quota", status: 402, detail: "d" } },
        ],
        sources: [{ type: "page", title: "t", url: "https://bees.example", hash: "5f", section: 2 }],
        usage: { inputTokens: 5, outputTokens: 2 },
      },
    ],
  };
  expect(readImport(exportFile([whole]))).toEqual({ type: "read", conversations: [whole], holdsMore: false });
  expect(readImport(exportFile([]))).toEqual({ type: "read", conversations: [], holdsMore: false });
});

test("what a model thought is not exported, and is read where a file holds it", () => {
  const thought = { ...answer, reasoning: "Hm.", thoughtMs: 1_200, durationMs: 3_400 };
  const exported = exportFile([{ conversation, messages: [question, thought] }]);
  expect(exported).not.toMatch(/Hm\.|thought/);
  expect(exported).toContain("3400");
  expect(readImport(fileWith({ answer: thought }))).toMatchObject({
    conversations: [{ messages: [question, thought] }],
  });
});

test("what waits in a file is never asked by itself: it is typed, and not sent", () => {
  const queue = [
    { id: "w", text: "Next?", parentId: "a" },
    { id: "x", text: "And then?" },
  ];
  expect(readImport(fileWith({ conversation: { queue } }))).toEqual({
    type: "read",
    conversations: [{ conversation, messages: [question, answer], draft: "Next?\n\nAnd then?", draftSources: [] }],
    holdsMore: false,
  });
});

test("what waits in a file keeps where its text comes from; of text that looks so and does not say, nobody knows", () => {
  const page = { type: "page", url: "https://bees.example/", title: "Bees" };
  const draftSourcesOf = (...queue: object[]) => {
    const read = readImport(fileWith({ conversation: { queue } }));
    return read.type === "read" ? read.conversations[0]?.draftSources : read.problem;
  };
  expect(draftSourcesOf({ id: "w", text: "Why?\n\nBees.", sources: [page] }, { id: "x", text: "Go on" })).toEqual([
    page,
  ]);
  expect(draftSourcesOf({ id: "w", text: "Why?\n\nBees." })).toEqual([{ type: "unknown" }]);
  expect(draftSourcesOf({ id: "w", text: "Why?" })).toBeUndefined();
});

test("nothing of a file is running or deleted", () => {
  const result = readImport(fileWith({ conversation: { deletedAt: 5 }, answer: { state: "streaming", inLine: true } }));
  if (result.type !== "read") return expect.unreachable();
  expect(result.conversations[0]?.conversation).not.toHaveProperty("deletedAt");
  expect(result.conversations[0]?.messages[1]).toEqual({ ...answer, state: "interrupted" });
});

test.each([
  "",
  " ",
  "{",
  "hello",
  '{"format":"sidenote","version":1,"conversations":[',
  "\u0000",
  "NaN",
  "[".repeat(100_000),
])("%.20j is no JSON", (text) => {
  expect(problemOf(text)).toBe("not-json");
});

test.each([
  null,
  7,
  "sidenote",
  [],
  {},
  { format: "other", version: 1 },
  { format: "sidenote" },
  { format: "sidenote", version: "1" },
])("%j is of another program", (json) => {
  expect(problemOf(JSON.stringify(json))).toBe("foreign");
});

test("a branch that was deleted when the file was written is not in it, and the shown path ends elsewhere", () => {
  const result = readImport(fileWith({ answer: { deletedAt: 5 } }));
  if (result.type !== "read") return expect.unreachable();
  expect(result.conversations).toEqual([{ conversation: { ...conversation, leafId: "q" }, messages: [question] }]);
  expect(readImport(exportFile([{ conversation, messages: [question, { ...answer, deletedAt: 5 }] }]))).toEqual(result);
});

test("a temporary conversation can be exported, and imported once, under an id of its own", () => {
  const id = "temporary:7:uuid";
  const messages = Array.from([question, answer], (message) => ({ ...message, conversationId: id }));
  expect(readImport(exportFile([{ conversation: { ...conversation, id }, messages }]))).toMatchObject({
    conversations: [
      { conversation: { id: "uuid" }, messages: [{ conversationId: "uuid" }, { conversationId: "uuid" }] },
    ],
  });
});

test("what is wrong or too long deep inside is refused too", () => {
  const error = { kind: "quota" };
  expect(problemOf(fileWith({ answer: { state: "failed", error } }))).toBeUndefined();
  expect(problemOf(fileWith({ answer: { state: "failed", error: { ...error, status: "429" } } }))).toBe("damaged");
  expect(problemOf(fileWith({ conversation: { queue: [{ id: "w", text: 7 }] } }))).toBe("damaged");
  for (const [bees, problem] of [
    [40, undefined],
    [41, "damaged"],
  ] as const) {
    const id = "🐝".repeat(bees);
    expect(problemOf(fileWith({ conversation: { leafId: id }, answer: { id } }))).toBe(problem);
  }
});

test("JSON nested 100,000 levels deep is refused, wherever it stands", () => {
  const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
  expect(problemOf(deep)).toBe("foreign");
  expect(problemOf(`{"format":"sidenote","version":1,"conversations":${deep}}`)).toBe("damaged");
  expect(problemOf(`{"format":"sidenote","version":1,"conversations":[],"more":${deep}}`)).toBe("damaged");
});

test("a file of a later Sidenote that cannot be understood is told apart, whatever else is in it", () => {
  expect(problemOf('{"format":"sidenote","version":3,"conversations":"compressed"}')).toBe("newer");
});

describe("a file of version 1 is damaged with", () => {
  it.each<[string, Changes]>([
    ["what was left out for no reason", { answer: { leftOut: { reason: "odd", messages: 1 } } }],
    ["a state that there is not", { answer: { state: "thinking" } }],
    ["an error of no kind", { answer: { error: { kind: "odd" } } }],
  ])("%s", (_, change) => {
    expect(problemOf(fileOf(1, change))).toBe("damaged");
  });
});

describe("a file is damaged with", () => {
  const long = "x".repeat(1_000_000);
  it.each<[string, Changes]>([
    ["a title that is a number", { conversation: { title: 7 } }],
    ["a text that is a list", { question: { text: ["Why?"] } }],
    ["a role that nobody has", { question: { role: "system" } }],
    ["less than nothing left out", { answer: { leftOut: { reason: "too-long", messages: -1 } } }],
    ["a time that is a text", { question: { createdAt: "today" } }],
    ["a time beyond what a date can be", { question: { createdAt: 8.65e15 } }],
    ["a time of change beyond that", { conversation: { updatedAt: 1e300 } }],
    ["a pin beyond that", { conversation: { pinnedAt: 1e300 } }],
    ["a deletion before all time", { answer: { deletedAt: -1e300 } }],
    ["a time to ask again beyond that", { answer: { error: { kind: "cut", retryAt: 1e300 } } }],
    ["an id without letters", { question: { id: "" }, answer: { parentId: "" } }],
    ["an id of 1 MB", { question: { id: long }, answer: { parentId: long } }],
    ["a conversation's id of 1 MB", { conversation: { id: long }, messages: [] }],
    ["an id with a character that nobody sees", { question: { id: "a\u0000b" }, answer: { parentId: "a\u0000b" } }],
    ["the id of a temporary chat", { conversation: { id: "temporary:1:a", leafId: null }, messages: [] }],
    ["the same message twice", { messages: [question, question, answer] }],
    ["a message of another conversation", { question: { conversationId: "d" } }],
    ["a parent that is missing", { question: { parentId: "gone" } }],
    ["a message that follows itself", { question: { parentId: "q" } }],
    ["a cycle", { question: { parentId: "a" } }],
    ["a leaf that is not there", { conversation: { leafId: "gone" } }],
    ["a queue that is none", { conversation: { queue: "Why?" } }],
    ["a queued question with an id of 1 MB", { conversation: { queue: [{ id: long, text: "Why?" }] } }],
    ["a queued question that was asked", { conversation: { queue: [{ id: "q", text: "Why?" }] } }],
    [
      "a question that is queued twice",
      { conversation: { queue: ["Why?", "How?"].map((text) => ({ id: "w", text })) } },
    ],
  ])("%s", (_, change) => {
    for (const version of [1, 2]) expect(problemOf(fileOf(version, change))).toBe("damaged");
  });

  it("a time that is infinite", () => {
    expect(problemOf(fileWith({}).replace('"createdAt":2', '"createdAt":1e999'))).toBe("damaged");
    expect(problemOf(fileWith({}).replace('"createdAt":2', '"createdAt":null'))).toBe("damaged");
  });

  it("keys that lead to a prototype", () => {
    for (const key of ["__proto__", "constructor", "prototype"]) {
      const value = key === "__proto__" ? '{"polluted":true}' : '"x"';
      expect(problemOf(fileWith({}).replace('"title"', `"${key}":${value},"title"`))).toBe("damaged");
      expect(problemOf(fileWith({}).replace('"role"', `"${key}":${value},"role"`))).toBe("damaged");
      expect(problemOf(fileWith({}).replace('"version"', `"${key}":${value},"version"`))).toBe("damaged");
    }
    expect({}).not.toHaveProperty("polluted");
  });

  it("two conversations of one id, or one message in both", () => {
    const one = { conversation, messages: [question, answer] };
    const other: Conversation = { ...conversation, id: "d" };
    const messages: Message[] = [
      { ...question, conversationId: "d" },
      { ...answer, conversationId: "d" },
    ];
    expect(problemOf(exportFile([one, { conversation: { ...conversation, leafId: null }, messages: [] }]))).toBe(
      "damaged",
    );
    expect(problemOf(exportFile([one, { conversation: other, messages }]))).toBe("damaged");
  });
});

test("ids that are names of a prototype are ids like others", () => {
  const ids = ["__proto__", "constructor", "toString"];
  const messages = ids.map((id, index) => sampleMessage({ id, parentId: ids[index - 1] ?? null }));
  const stored = { conversation: { ...conversation, leafId: "toString" }, messages };
  expect(readImport(exportFile([stored]))).toEqual({ type: "read", conversations: [stored], holdsMore: false });
});

test(
  "a conversation of 100,000 messages is checked in a moment, in whatever order they stand",
  { timeout: 240_000 },
  () => {
    const messages = Array.from({ length: 100_000 }, (_, index) =>
      sampleMessage({ id: `m${index}`, parentId: index === 0 ? null : `m${index - 1}` }),
    );
    const stored = { conversation: { ...conversation, leafId: "m99999" }, messages };
    expect(readImport(exportFile([stored])).type).toBe("read");
    expect(readImport(exportFile([{ ...stored, messages: messages.toReversed() }])).type).toBe("read");
  },
);
