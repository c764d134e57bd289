import { beforeEach, describe, expect, it, test } from "vitest";
import type { Target } from "../../../backends/target.ts";
import type { Conversation } from "../../../conversations/conversation.ts";
import { sampleConversation, sampleMessage } from "../../../conversations/samples.test-tools.ts";
import type { Command } from "../../../port/commands.ts";
import type { Chat } from "../chat.ts";
import { createTestChat } from "../chat.test-tools.ts";

const CHOSEN: Target = { backendId: "chatgptt" };
const DESK: Target = { backendId: "desk", model: "small" };
const ATTIC: Target = { backendId: "attic" };

let sent: Command[];
let chosen: Target | undefined;
let agreedTo: string[];
let chat: Chat;

beforeEach(() => {
  sent = [];
  chosen = CHOSEN;
  agreedTo = ["chatgptt", "desk", "attic"];
  chat = createTestChat({
    send: (command) => sent.push(command),
    chosen: () => chosen,
    hasAgreed: (target) => target === undefined || agreedTo.includes(target.backendId),
    close: () => undefined,
  });
});

const asks = () => sent.filter(({ type }) => type === "ask");
const edits = () => sent.filter(({ type }) => type === "edit");

/** The background sends the conversation that is shown. */
function receive(change: Partial<Conversation> = {}): void {
  const id = chat.conversationId.value;
  const messages = [sampleMessage({ id: "q", conversationId: id, text: "Why?" })];
  const conversation = sampleConversation({ id, leafId: "q", ...change });
  chat.receive({ type: "snapshot", sequence: 0, conversation, messages, draft: "" });
}

describe("a new chat", () => {
  it("asks the chosen backend, and says so without being bound to it", () => {
    expect(chat.target.value).toEqual(CHOSEN);
    chat.ask("Why?");
    expect(asks()).toMatchObject([{ target: CHOSEN }]);
    expect(asks()[0]).not.toHaveProperty("binds");
  });

  it("asks whom the person chooses, is bound to them, and the next one is not", () => {
    chat.choose(DESK);
    expect([chat.target.value, edits()]).toEqual([DESK, []]);
    chat.ask("Why?");
    expect(asks()).toMatchObject([{ target: DESK, binds: true }]);
    chat.newChat(false);
    expect(chat.target.value).toEqual(CHOSEN);
  });

  it("keeps whom the person chooses until it is asked, and forgets it then", () => {
    chat.choose(DESK);
    expect(sent).toEqual([{ type: "draft-target", target: DESK }]);
    chat.show("c");
    expect(chat.target.value).toBeUndefined();
    chat.newChat(false);
    expect(chat.target.value).toEqual(DESK);
    chat.ask("Why?");
    expect(sent).toContainEqual({ type: "draft-target", target: null });
    expect([chat.target.value, asks()]).toMatchObject([DESK, [{ target: DESK, binds: true }]]);
  });

  it("asks whom the person has chosen in it before the view was closed, unless they choose again meanwhile", () => {
    chat.receive({ type: "welcome", conversationId: null, draft: "", target: DESK });
    expect(chat.target.value).toEqual(DESK);
    chat.receive({ type: "welcome", conversationId: null, draft: "", target: ATTIC });
    expect(chat.target.value).toEqual(DESK);
    chat.ask("Why?");
    expect(asks()).toMatchObject([{ target: DESK, binds: true }]);

    const late = createTestChat({
      send: () => undefined,
      chosen: () => CHOSEN,
      hasAgreed: () => true,
      close: () => {},
    });
    late.choose(ATTIC);
    late.receive({ type: "welcome", conversationId: null, draft: "", target: DESK });
    expect(late.target.value).toEqual(ATTIC);
  });

  it("is handed over with whom it asks, and keeps that where the panel does not open", () => {
    chat.choose(DESK);
    const undo = chat.handOver();
    expect(sent.at(-1)).toMatchObject({ type: "hand-over", conversationId: null, target: DESK });
    expect(chat.target.value).toEqual(CHOSEN);
    undo();
    expect(chat.target.value).toEqual(DESK);

    const panel = createTestChat({
      send: () => undefined,
      chosen: () => CHOSEN,
      hasAgreed: () => true,
      close: () => {},
    });
    panel.receive({ type: "intent", intent: { type: "show", id: "i", conversationId: null, draft: "", target: DESK } });
    expect(panel.target.value).toEqual(DESK);
  });

  it("in memory alone is chosen for with its first question, too, so that nothing is stored before", () => {
    chat.newChat(true);
    chat.choose(DESK);
    chat.ask("Why?");
    expect([edits(), asks()]).toMatchObject([[], [{ target: DESK, binds: true }]]);
  });

  it("asks nobody in particular before the settings have been read", () => {
    chosen = undefined;
    const early = createTestChat({ send: (command) => sent.push(command), hasAgreed: () => true, close: () => {} });
    early.ask("Why?");
    expect(asks()[0]).not.toHaveProperty("target");
  });
});

describe("a conversation that is stored", () => {
  it("asks whom it says, also again and to continue", () => {
    chat.show("c");
    receive({ target: DESK });
    expect(chat.target.value).toEqual(DESK);
    chat.ask("And?");
    chat.retry("q");
    chat.retryAlone("q");
    chat.goOn("q");
    chat.askQueued({ id: "w", text: "Now?" });
    const commands = sent.filter(({ type }) => ["ask", "retry", "go-on"].includes(type));
    expect(commands).toHaveLength(5);
    for (const command of commands) expect(command).toMatchObject({ target: DESK });
  });

  it("can be asked once of somebody else", () => {
    chat.show("c");
    receive({ target: DESK });
    chat.retry("q", ATTIC);
    expect(sent.at(-1)).toMatchObject({ type: "retry", target: ATTIC });
    expect([chat.target.value, edits()]).toEqual([DESK, []]);
  });

  it("that is not shown yet leaves it to the background, which knows", () => {
    chat.show("c");
    expect(chat.target.value).toBeUndefined();
    chat.ask("And?");
    expect(asks()[0]).not.toHaveProperty("target");
  });

  it("asks a new choice at once, before the background has it, and then what the conversation says", () => {
    chat.show("c");
    receive({ target: DESK });
    chat.choose(ATTIC);
    chat.ask("And?");
    expect(edits()).toEqual([{ type: "edit", conversationId: "c", edit: { type: "target", target: ATTIC } }]);
    expect(asks()).toMatchObject([{ target: ATTIC }]);
    // Another view has chosen at the same moment, and the background takes that last.
    receive({ target: CHOSEN });
    expect(chat.target.value).toEqual(ATTIC);
    for (const command of edits()) chat.delivered(command);
    expect(chat.target.value).toEqual(CHOSEN);
  });

  it("shows the last of two quick choices all the time", () => {
    chat.show("c");
    receive();
    chat.choose(DESK);
    chat.choose(ATTIC);
    receive({ target: DESK });
    for (const command of edits().slice(0, 1)) chat.delivered(command);
    expect(chat.target.value).toEqual(ATTIC);
    for (const command of edits().slice(1)) chat.delivered(command);
    receive({ target: ATTIC });
    receive({ target: DESK });
    expect(chat.target.value).toEqual(DESK);
  });

  it("goes back to what it was where a choice cannot be stored", () => {
    chat.show("c");
    receive({ target: DESK });
    chat.choose(ATTIC);
    for (const command of edits()) chat.failed(command);
    expect(chat.target.value).toEqual(DESK);
  });
});

describe("a held question", () => {
  it("goes to whom the person chooses instead", () => {
    agreedTo = ["desk"];
    chat.draft.text.value = "Why?";
    expect(chat.askDraft()).toBe(false);
    expect(chat.held.value).toMatchObject([{ target: CHOSEN }]);
    chat.choose(DESK);
    chat.agreed();
    expect(asks()).toMatchObject([{ target: DESK, binds: true }]);
    expect(chat.held.value).toEqual([]);
  });

  it("of another conversation stays held while only somebody else is agreed to", () => {
    agreedTo = ["desk"];
    chat.show("c");
    receive({ target: ATTIC });
    chat.draft.text.value = "Why?";
    chat.askDraft();
    chat.show("d");
    receive({ target: DESK });
    chat.agreed();
    expect([asks(), chat.held.value]).toMatchObject([[], [{ target: ATTIC, conversationId: "c" }]]);
    agreedTo = ["desk", "attic"];
    chat.agreed();
    expect(asks()).toMatchObject([{ target: ATTIC, conversationId: "c" }]);
  });
});

test("a choice that was made while a question was on its way is stored behind it", () => {
  chat.ask("Why?");
  chat.choose(DESK);
  expect(sent.slice(-2)).toMatchObject([{ type: "ask" }, { type: "edit", edit: { target: DESK } }]);
});
