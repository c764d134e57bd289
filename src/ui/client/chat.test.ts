import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Message } from "../../conversations/conversation.ts";
import { sampleConversation, sampleMessage } from "../../conversations/samples.test-tools.ts";
import type { Command } from "../../port/commands.ts";
import type { Event } from "../../port/events.ts";
import { createTestChat } from "./chat.test-tools.ts";
import type { Chat } from "./chat.ts";

let sent: Command[];
let chat: Chat;
const close = vi.fn();

beforeEach(() => {
  sent = [];
  chat = createTestChat({ send: (command) => sent.push(command), hasAgreed: () => true, close });
});

/** What was sent since the last call. */
function takeSent(): Command[] {
  const taken = sent;
  sent = [];
  return taken;
}

const question = (id: string, conversationId: string): Message =>
  sampleMessage({ id, conversationId, text: `Question ${id}` });
const answer = (id: string, parentId: string, change: Partial<Message> = {}): Message =>
  sampleMessage({ role: "assistant", state: "sending", ...change, id, parentId });

function snapshot(conversationId: string, messages: Message[] = []): Event {
  const leafId = messages.at(-1)?.id ?? null;
  return {
    type: "snapshot",
    sequence: 0,
    conversation: sampleConversation({ id: conversationId, leafId }),
    messages,
    draft: "",
  };
}

/** The background begins to answer what the view has asked. */
function begin(questionId: string, answerId = "a1"): void {
  const conversationId = chat.conversationId.value;
  chat.receive({
    type: "changes",
    conversationId,
    sequence: 3,
    changes: [
      { type: "message", message: question(questionId, conversationId) },
      { type: "message", message: answer(answerId, questionId) },
      { type: "conversation", conversation: sampleConversation({ id: conversationId, leafId: answerId }) },
    ],
  });
}

const texts = () => chat.shown.path.value.map((id) => chat.shown.message(id)?.value.text);

describe("a question", () => {
  it("begins the conversation and is shown until the background has it", () => {
    chat.ask("Why?");
    expect(sent).toEqual([
      { type: "watch", conversationId: "id-1" },
      { type: "ask", conversationId: "id-1", questionId: "id-2", text: "Why?" },
    ]);
    expect(chat.unconfirmed.value).toMatchObject([{ text: "Why?" }]);
    chat.receive(snapshot("id-1"));
    expect(chat.unconfirmed.value).toMatchObject([{ text: "Why?" }]);
    begin("id-2");
    expect(chat.unconfirmed.value).toEqual([]);
    expect(chat.shown.path.value).toEqual(["id-2", "a1"]);
    expect(chat.shown.running.value).toBe(true);
  });

  it("that was queued, and taken back by another view before this one was told, is on its way no more", () => {
    chat.ask("Why?");
    chat.receive(snapshot("id-1", [question("q1", "id-1"), answer("a1", "q1")]));
    const conversation = sampleConversation({ id: "id-1", leafId: "a1" });
    const queued = { ...conversation, queue: [{ id: "id-2", text: "Why?" }] };
    chat.receive({
      type: "changes",
      conversationId: "id-1",
      sequence: 3,
      changes: [
        { type: "conversation", conversation: queued },
        { type: "conversation", conversation },
      ],
    });
    expect(chat.unconfirmed.value).toEqual([]);
  });

  it("is shown once at every moment, also where its message comes before the path", () => {
    chat.ask("Why?");
    chat.receive(snapshot("id-1"));
    const changes = { type: "changes", conversationId: "id-1", sequence: 1 } as const;
    chat.receive({ ...changes, changes: [{ type: "message", message: question("id-2", "id-1") }] });
    expect(chat.unconfirmed.value.length > 0 || chat.shown.path.value.includes("id-2")).toBe(true);
    begin("id-2");
    expect(chat.unconfirmed.value).toEqual([]);
  });

  it("in a conversation that is watched already is only asked", () => {
    chat.show("c");
    takeSent();
    chat.ask("Why?");
    expect(sent.map(({ type }) => type)).toEqual(["ask"]);
  });

  it("that was delivered, and is not there after a break, was taken back by another view", () => {
    chat.ask("Why?");
    chat.receive(snapshot("id-1"));
    expect(chat.unconfirmed.value).toHaveLength(1);
    chat.delivered({ type: "ask", conversationId: "id-1", questionId: "id-2", text: "Why?" });
    expect(chat.unconfirmed.value).toHaveLength(1);
    chat.receive(snapshot("id-1"));
    expect(chat.unconfirmed.value).toEqual([]);
  });

  it("another answer that is wanted meanwhile is refused as busy, and that is said until the answer is there", () => {
    chat.show("c");
    chat.receive(snapshot("c", [question("q1", "c"), answer("a1", "q1", { state: "streaming" })]));
    chat.receive({ type: "refused", questionId: "a2", reason: "busy" });
    expect(chat.problem.value).toBe("busy");
    const changes = [{ type: "message", message: answer("a1", "q1", { state: "done" }) }] as const;
    chat.receive({ type: "changes", conversationId: "c", sequence: 1, changes: [...changes] });
    expect(chat.problem.value).toBeUndefined();
  });

  it("that is refused goes back into the composer, below what was typed meanwhile", () => {
    chat.ask("Why?");
    chat.draft.text.value = "And how? ";
    chat.receive({ type: "refused", questionId: "id-2", reason: "busy" });
    expect(chat.draft.text.value).toBe("And how?\n\nWhy?");
    expect(chat.unconfirmed.value).toEqual([]);
    expect(chat.problem.value).toBe("busy");
    chat.ask(chat.draft.text.value);
    expect(chat.problem.value).toBeUndefined();
  });

  it("is kept while another conversation is shown, and shown in its own alone", () => {
    chat.show("c");
    chat.ask("Why?");
    chat.show("d");
    expect(chat.unconfirmed.value).toEqual([]);
    chat.receive(snapshot("d"));
    chat.show("c");
    expect(chat.unconfirmed.value).toMatchObject([{ text: "Why?" }]);
    chat.receive(snapshot("c", [question("id-2", "c")]));
    expect(chat.unconfirmed.value).toEqual([]);
  });

  it("that is refused while another conversation is shown goes into the draft of its own", () => {
    chat.show("c");
    chat.receive(snapshot("c"));
    chat.ask("Why?");
    chat.show("d");
    takeSent();
    chat.receive({ type: "refused", questionId: "id-2", reason: "busy" });
    expect(sent).toEqual([{ type: "draft", conversationId: "c", text: "Why?" }]);
    expect(chat.draft.text.value).toBe("");
    expect(chat.problem.value).toBeUndefined();
  });

  it("is not put back for the refusal of another", () => {
    chat.ask("Why?");
    chat.receive({ type: "refused", questionId: "other", reason: "busy" });
    expect(chat.unconfirmed.value).toMatchObject([{ text: "Why?" }]);
    expect(chat.draft.text.value).toBe("");
  });
});

describe("what is shown", () => {
  it("is what the snapshot holds, along the path to the leaf", () => {
    chat.show("c");
    const other = answer("a0", "q1", { state: "failed" });
    chat.receive(snapshot("c", [question("q1", "c"), other, answer("a1", "q1", { text: "So.", state: "done" })]));
    expect(texts()).toEqual(["Question q1", "So."]);
    expect(chat.shown.running.value).toBe(false);
  });

  it("grows with each text and confirms each batch", () => {
    chat.show("c");
    chat.receive(snapshot("c", [question("q1", "c"), answer("a1", "q1")]));
    takeSent();
    for (const [index, text] of ["Be", "cause"].entries()) {
      const changes = [{ type: "text" as const, messageId: "a1", text }];
      chat.receive({ type: "changes", conversationId: "c", sequence: index + 1, changes });
    }
    expect(texts().at(-1)).toBe("Because");
    expect(sent).toEqual([1, 2].map((sequence) => ({ type: "received", conversationId: "c", sequence })));
  });

  it("is not touched by what was still on its way from another conversation", () => {
    chat.show("c");
    chat.show("d");
    chat.receive(snapshot("c", [question("q1", "c")]));
    expect(texts()).toEqual([]);
    chat.receive(snapshot("d", [question("q2", "d")]));
    const message = answer("a1", "q1");
    chat.receive({ type: "changes", conversationId: "c", sequence: 1, changes: [{ type: "message", message }] });
    expect(texts()).toEqual(["Question q2"]);
    expect(chat.shown.message("a1")).toBeUndefined();
  });

  it("is replaced by the snapshot after a break", () => {
    chat.show("c");
    chat.receive(snapshot("c", [question("q1", "c"), answer("a1", "q1", { text: "Be", state: "streaming" })]));
    const answerSignal = chat.shown.message("a1");
    chat.receive(snapshot("c", [question("q1", "c"), answer("a1", "q1", { text: "Because", state: "interrupted" })]));
    expect(chat.shown.message("a1")).toBe(answerSignal);
    expect(texts().at(-1)).toBe("Because");
    expect(chat.shown.running.value).toBe(false);
  });
});

describe("a conversation that was deleted elsewhere", () => {
  it("is left for a new chat, and what was on its way to it goes back to the composer", () => {
    chat.show("c");
    chat.receive(snapshot("c", [question("q1", "c")]));
    chat.ask("And now?");
    const conversation = sampleConversation({ leafId: "q1", deletedAt: 5 });
    const changes = [{ type: "conversation", conversation } as const];
    chat.receive({ type: "changes", conversationId: "c", sequence: 1, changes });
    expect(chat.knownId.value).toBeNull();
    expect(chat.draft.text.value).toBe("And now?");
    expect(chat.unconfirmed.value).toEqual([]);
  });

  it("and is refused first, keeps the text too, and says why", () => {
    chat.ask("And now?");
    const [questionId = ""] = chat.unconfirmed.value.map((asked) => asked.questionId);
    chat.receive({ type: "refused", questionId, reason: "gone" });
    expect([chat.draft.text.value, chat.problem.value]).toEqual(["And now?", "gone"]);
  });
});

it("what is typed for a temporary chat is kept with it, and never with what is kept on disk", () => {
  vi.useFakeTimers();
  chat.newChat(true);
  chat.draft.text.value = "private";
  vi.runAllTimers();
  vi.useRealTimers();
  expect(takeSent().at(-1)).toEqual({ type: "draft", conversationId: chat.conversationId.value, text: "private" });
  expect(chat.conversationId.value).toMatch(/^temporary:/);
});

describe("a site that is opened for an answer", () => {
  it.each([
    ["challenge", "check"],
    ["unauthorized", "sign-in"],
    ["moved", "look"],
  ] as const)("for %s: is opened to %s", (kind, visit) => {
    chat.show("c");
    takeSent();
    chat.openSite(
      answer("a1", "q1", {
        state: "failed",
        backend: { id: "x", name: "x.example" },
        error: { kind },
      }),
    );
    expect(takeSent()).toEqual([{ type: "open-site", backendId: "x", conversationId: "c", messageId: "a1", visit }]);
  });
});
