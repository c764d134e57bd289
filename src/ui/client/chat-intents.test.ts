import { beforeEach, describe, expect, it, vi } from "vitest";
import { sampleConversation, sampleMessage } from "../../conversations/samples.test-tools.ts";
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

describe("a quotation", () => {
  const quote: Intent = { type: "quote", id: "e1", text: " Bees dance.\n\nThey talk. " };

  it("is put into the composer, marked on each line, and nothing is asked", () => {
    receive(quote);
    expect(chat.draft.text.value).toBe("> Bees dance.\n> \n> They talk.\n\n");
    expect(sent).toEqual([intentDone("e1")]);
  });

  it("comes below what is typed", () => {
    chat.draft.text.value = "Look at this: \n";
    receive({ ...quote, text: "Bees dance." });
    expect(chat.draft.text.value).toBe("Look at this:\n\n> Bees dance.\n\n");
  });

  it("that is delivered twice is added once, and confirmed again", () => {
    receive(quote);
    const once = chat.draft.text.value;
    receive(quote);
    expect(chat.draft.text.value).toBe(once);
    expect(sent).toEqual([intentDone("e1"), intentDone("e1")]);
  });
});

describe("an intent to ask", () => {
  const ask: Intent = { type: "ask", id: "e1", text: "Explain bees" };

  it("is asked at once, in a conversation of its own", () => {
    chat.show("c");
    sent = [];
    receive(ask);
    expect(sent).toEqual([
      { type: "watch", conversationId: null },
      { type: "watch", conversationId: "e1" },
      { type: "ask", conversationId: "e1", questionId: "e1", text: "Explain bees" },
      intentDone("e1"),
    ]);
    expect(chat.conversationId.value).toBe("e1");
  });

  it("says what its conversation is called", () => {
    receive({ ...ask, title: "Explain: Bees" });
    expect(sentOf("ask")).toMatchObject([{ text: "Explain bees", title: "Explain: Bees" }]);
  });

  it("leaves what is typed in the composer", () => {
    chat.receive({ type: "welcome", conversationId: null, draft: "" });
    chat.draft.text.value = "My own";
    receive(ask);
    expect(chat.draft.text.value).toBe("My own");
  });

  it("that is delivered twice is asked once", () => {
    receive(ask);
    receive(ask);
    expect(sentOf("ask")).toHaveLength(1);
    expect(sentOf("intent-done")).toHaveLength(2);
  });

  it("that is delivered again later neither shows its question twice nor leads the person back", () => {
    receive(ask);
    const question = sampleMessage({ id: "e1", conversationId: "e1", text: "Explain bees" });
    const conversation = sampleConversation({ id: "e1", leafId: "e1" });
    chat.receive({ type: "snapshot", sequence: 1, conversation, messages: [question], draft: "" });
    receive(ask);
    expect(chat.unconfirmed.value).toEqual([]);
    chat.show("c");
    receive(ask);
    expect(chat.conversationId.value).toBe("c");
  });

  it("waits in the composer until the person has agreed, and is asked once then, as it stands there", () => {
    agreed = false;
    receive(ask);
    receive(ask);
    expect(sent).toEqual([{ type: "watch", conversationId: null }, intentDone("e1"), intentDone("e1")]);
    expect(chat.draft.text.value).toBe("Explain bees");
    chat.draft.text.value = "Explain wasps";
    agreed = true;
    chat.agreed();
    receive(ask);
    expect(sentOf("ask")).toEqual([{ type: "ask", conversationId: "e1", questionId: "e1", text: "Explain wasps" }]);
    expect(chat.conversationId.value).toBe("e1");
  });

  it("is not asked where its text was taken out of the composer", () => {
    agreed = false;
    receive(ask);
    chat.draft.text.value = "";
    agreed = true;
    chat.agreed();
    expect(sentOf("ask")).toEqual([]);
  });
});

describe("an intent to show", () => {
  const show: Intent = { type: "show", id: "e1", conversationId: "c", draft: "And" };

  it("turns to the conversation and goes on with what was typed", () => {
    receive(show);
    expect(sent).toEqual([{ type: "watch", conversationId: "c" }, intentDone("e1")]);
    expect(chat.draft.text.value).toBe("And");
  });

  it("keeps what is typed there above, and adds it once", () => {
    chat.show("c");
    chat.draft.text.value = "Mine";
    receive(show);
    receive(show);
    expect(chat.draft.text.value).toBe("Mine\n\nAnd");
  });

  it("of a conversation that is shown already does not begin it anew", () => {
    chat.show("c");
    sent = [];
    receive({ ...show, draft: " " });
    expect(sent).toEqual([intentDone("e1")]);
    expect(chat.draft.text.value).toBe("");
  });
});

describe("an intent to show a new conversation", () => {
  const show: Intent = { type: "show", id: "e1", conversationId: null, draft: "Improve this" };

  it("leaves the conversation that the panel showed last, and what is typed there", () => {
    chat.receive({ type: "welcome", conversationId: "c", draft: "" });
    chat.receive(snapshotOf("c", "In c"));
    receive(show);
    expect(chat.knownId.value).toBeNull();
    expect(sent.at(-2)).toEqual({ type: "watch", conversationId: null });
    expect(chat.draft.text.value).toBe("Improve this");
    chat.show("c");
    chat.receive(snapshotOf("c", "In c"));
    expect(chat.draft.text.value).toBe("In c");
  });

  it("goes below what is typed for one already", () => {
    chat.receive({ type: "welcome", conversationId: "c", draft: "Mine" });
    receive(show);
    expect(chat.draft.text.value).toBe("Mine\n\nImprove this");
  });
});

describe("moving about", () => {
  it("a new chat leaves the old one, which keeps its draft", () => {
    chat.receive({ type: "welcome", conversationId: "c", draft: "" });
    chat.draft.text.value = "Half a thought";
    chat.receive({
      type: "snapshot",
      sequence: 0,
      conversation: sampleConversation({ leafId: "m" }),
      messages: [sampleMessage({ id: "m" })],
      draft: "",
    });
    chat.newChat(false);
    expect(sent.at(-1)).toEqual({ type: "watch", conversationId: null });
    expect(chat.shown.path.value).toEqual([]);
    expect(chat.shown.conversation.value).toBeUndefined();
    expect(chat.conversationId.value).not.toBe("c");
    expect(chat.draft.text.value).toBe("");
    expect(sentOf("draft")).toEqual([{ type: "draft", conversationId: "c", text: "Half a thought" }]);
    // The background can have gone before it was told of the new chat.
    expect(chat.greet(true)).toEqual([{ type: "watch", conversationId: null }]);
  });

  it("forgets what was scrollTarget in the conversation that is left", () => {
    chat.show("c", "m");
    expect(chat.search.scrollTarget.value).toBe("m");
    chat.newChat(false);
    expect(chat.search.scrollTarget.value).toBeUndefined();
  });

  it("goes on after a welcome with what was shown last, unless the person has begun something", () => {
    chat.receive({ type: "welcome", conversationId: null, draft: "" });
    expect(sent).toEqual([]);
    chat.receive({ type: "welcome", conversationId: "c", draft: "" });
    expect(sent).toEqual([{ type: "watch", conversationId: "c" }]);
    chat.receive({ type: "welcome", conversationId: "d", draft: "" });
    expect(chat.conversationId.value).toBe("c");
  });

  it("deleting what is shown makes a new chat, deleting another one does not", () => {
    chat.show("c");
    chat.delete("d");
    expect(chat.conversationId.value).toBe("c");
    chat.delete("c");
    expect(chat.conversationId.value).not.toBe("c");
    expect(sentOf("delete")).toHaveLength(2);
  });

  it("a list that was asked for is asked for again on the next connection", () => {
    expect(chat.greet(false)).toEqual([]);
    chat.list(50);
    chat.receive({ type: "conversations", conversations: [sampleConversation()], more: true });
    expect(chat.conversations.value).toMatchObject({ conversations: [sampleConversation()], more: true });
    expect(chat.greet(false)).toEqual([{ type: "list", limit: 50, resumed: true }]);
    chat.show("c");
    expect(chat.greet(false)).toEqual([
      { type: "watch", conversationId: "c" },
      { type: "list", limit: 50, resumed: true },
    ]);
    chat.list(null);
    expect(sentOf("list")).toHaveLength(2);
    expect(chat.greet(false)).toEqual([{ type: "watch", conversationId: "c" }]);
  });

  it("retry and stop name what is shown", () => {
    chat.show("c");
    chat.retry("a1");
    chat.stop();
    expect(sentOf("retry")).toMatchObject([{ conversationId: "c", messageId: "a1" }]);
    expect(sentOf("stop")).toEqual([{ type: "stop", conversationId: "c" }]);
  });

  it("the shortcut closes the view, and a store that fails is told", () => {
    chat.receive({ type: "close" });
    expect(close).toHaveBeenCalledTimes(1);
    chat.receive({ type: "storage-failed" });
    expect(chat.problem.value).toBe("storage-failed");
  });
});
