import { beforeEach, describe, expect, it, vi } from "vitest";
import { sampleConversation } from "../../conversations/samples.test-tools.ts";
import type { Command } from "../../port/commands.ts";
import type { Intent } from "../../port/events.ts";
import { createTestChat, snapshotOf, intentDone } from "./chat.test-tools.ts";
import type { Chat } from "./chat.ts";

let sent: Command[];
let agreed: boolean;
let chat: Chat;
const close = vi.fn();

beforeEach(() => {
  sent = [];
  agreed = true;
  chat = createTestChat({ send: (command) => sent.push(command), hasAgreed: () => agreed, close });
});

const receive = (intent: Intent) => chat.receive({ type: "intent", intent });
const sentOf = (type: Command["type"]) => sent.filter((command) => command.type === type);

describe("what is put into the composer while a view opens", () => {
  it("comes below what was kept for the conversation, and both are kept", () => {
    vi.useFakeTimers();
    chat.draft.text.value = "Early";
    chat.receive({ type: "welcome", conversationId: "c", draft: "New" });
    receive({ type: "quote", id: "e1", text: "Bees" });
    chat.receive(snapshotOf("c", "Kept"));
    const all = "Kept\n\nEarly\n\n> Bees\n\n";
    expect(chat.draft.text.value).toBe(all);
    vi.advanceTimersByTime(300);
    expect(sentOf("draft")).toEqual([{ type: "draft", conversationId: "c", text: all }]);
    vi.useRealTimers();
  });
});

describe("what is typed for a new chat", () => {
  it("before the view knew what it shows is there again with New chat", () => {
    chat.receive({ type: "welcome", conversationId: "c", draft: "New" });
    chat.newChat(false);
    expect(chat.draft.text.value).toBe("New");
  });

  it("that is temporary is kept under its own name, and goes into its conversation", () => {
    chat.receive({ type: "welcome", conversationId: null, draft: "New" });
    chat.newChat(true);
    const id = chat.conversationId.value;
    expect(chat.draft.text.value).toBe("");
    chat.draft.text.value = "Secret";
    chat.draft.keepNow();
    expect(sentOf("draft")).toEqual([{ type: "draft", conversationId: id, text: "Secret" }]);
    chat.askDraft();
    expect(sentOf("draft").at(-1)).toEqual({ type: "draft", conversationId: id, text: "" });
    chat.newChat(false);
    expect(chat.draft.text.value).toBe("New");
  });
});

it("what was typed before a break is there again, and not what the background knew before", () => {
  chat.show("c");
  chat.receive(snapshotOf("c", "Old"));
  chat.draft.text.value = "New";
  chat.show("d");
  chat.show("c");
  chat.receive(snapshotOf("c", "Old"));
  expect(chat.draft.text.value).toBe("New");
  for (const command of sentOf("draft")) chat.delivered(command);
  chat.show("d");
  chat.show("c");
  chat.receive(snapshotOf("c", "Elsewhere"));
  expect(chat.draft.text.value).toBe("Elsewhere");
});

describe("handing over", () => {
  it("hands over the conversation and the draft, and a new chat as none, and nothing is left of the draft", () => {
    chat.receive({ type: "welcome", conversationId: null, draft: "" });
    chat.draft.text.value = "And";
    chat.draft.keepNow();
    chat.handOver();
    expect(sent.slice(-2)).toMatchObject([
      { type: "draft", conversationId: null, text: "" },
      { type: "hand-over", conversationId: null, draft: "And" },
    ]);
    chat.show("c");
    chat.draft.text.value = "But";
    chat.handOver();
    expect(sentOf("hand-over").at(-1)).toMatchObject({ conversationId: "c", draft: "But" });
    expect(chat.draft.text.value).toBe("");
  });

  it("hands over what waits for the agreement, and all of it stays where that is undone", () => {
    agreed = false;
    chat.receive({ type: "welcome", conversationId: null, draft: "" });
    chat.ask("Summarise this");
    const undo = chat.handOver();
    expect(sentOf("hand-over")).toMatchObject([{ intentId: "id-3", draft: "Summarise this" }]);
    undo();
    expect(sent.at(-1)).toEqual(intentDone("id-3"));
    expect(chat.draft.text.value).toBe("Summarise this");
    expect(chat.held.value).toHaveLength(1);
  });
});

it("what is typed in a conversation that is deleted elsewhere goes along, above what is on its way there", () => {
  chat.receive({ type: "welcome", conversationId: "c", draft: "New" });
  chat.receive(snapshotOf("c", ""));
  chat.ask("And now?");
  chat.draft.text.value = "Half a thought";
  const conversation = sampleConversation({ id: "c", deletedAt: 5 });
  const changes = [{ type: "conversation", conversation } as const];
  chat.receive({ type: "changes", conversationId: "c", sequence: 1, changes });
  expect(chat.draft.text.value).toBe("New\n\nHalf a thought\n\nAnd now?");
  expect(chat.knownId.value).toBeNull();
});
