import { beforeEach, describe, expect, it, vi } from "vitest";
import { sampleConversation, sampleMessage } from "../../conversations/samples.test-tools.ts";
import type { Source } from "../../conversations/conversation.ts";
import type { Command } from "../../port/commands.ts";
import type { Event } from "../../port/events.ts";
import { createTestChat, snapshotOf } from "./chat.test-tools.ts";
import type { Chat } from "./chat.ts";

const PAGE: Source = { type: "selection", url: "https://bees.example/", title: "Bees" };
const quote: Event = { type: "intent", intent: { type: "quote", id: "e1", text: "Bees dance.", sources: [PAGE] } };

let sent: Command[];
let agreed: boolean;
let chat: Chat;

beforeEach(() => {
  sent = [];
  agreed = true;
  chat = createTestChat({ send: (command) => sent.push(command), hasAgreed: () => agreed, close: vi.fn() });
  chat.receive({ type: "welcome", conversationId: null, draft: "" });
});

/** What each question that was sent says of its text. */
const asked = () => sent.flatMap((command) => (command.type === "ask" ? [command.sources] : []));
/** What the last command that keeps the draft says of its text. */
const kept = () => sent.findLast((command) => command.type === "draft");

function type(text: string): void {
  chat.draft.text.value = text;
}

describe("text of a page in the composer", () => {
  it("is sent with its mark, however it was changed; what is typed after it without one", () => {
    chat.receive(quote);
    type("They dance, I read. Why?");
    chat.askDraft();
    type("And when?");
    chat.askDraft();
    expect(asked()).toEqual([[PAGE], undefined]);
  });

  it("has no mark any more once all of it is deleted, until it can be back", () => {
    chat.receive(quote);
    type("");
    type("Typed");
    expect(chat.draft.sourcesOf(null)).toEqual([]);
    chat.draft.mayBeBack();
    type("> Bees dance.");
    expect(chat.draft.sourcesOf(null)).toEqual([PAGE]);
  });

  it("can be back after it was sent, too", () => {
    chat.receive(quote);
    chat.askDraft();
    chat.draft.mayBeBack();
    type("> Bees dance.");
    chat.askDraft();
    expect(asked()).toEqual([[PAGE], [PAGE]]);
  });

  it("is kept with its mark, and comes back with it", () => {
    chat.receive(quote);
    chat.draft.keepNow();
    expect(kept()).toMatchObject({ conversationId: null, sources: [PAGE] });
    const other = createTestChat({ send: (command) => sent.push(command), hasAgreed: () => true, close: vi.fn() });
    other.receive({ type: "welcome", conversationId: null, draft: "> Bees dance.", draftSources: [PAGE] });
    other.askDraft();
    expect(asked()).toEqual([[PAGE]]);
    type("");
    chat.draft.keepNow();
    expect(kept()).not.toHaveProperty("sources");
  });

  it("keeps it in its own conversation, and takes it along to another one only with the text", () => {
    chat.show("c");
    chat.receive({ ...snapshotOf("c", "> Bees dance."), draftSources: [PAGE] } as Event);
    chat.show("d");
    chat.receive(snapshotOf("d", ""));
    type("Typed");
    chat.askDraft();
    chat.show("c");
    chat.receive({ ...snapshotOf("c", "> Bees dance."), draftSources: [PAGE] } as Event);
    chat.askDraft();
    expect(asked()).toEqual([undefined, [PAGE]]);
  });

  it("keeps it from before what is kept has been read", () => {
    chat.show("c");
    chat.receive(quote);
    chat.show("d");
    chat.receive(snapshotOf("d", ""));
    chat.askDraft();
    expect(asked()).toEqual([[PAGE]]);
  });

  it("goes to the panel with its mark, and comes back with it where the panel cannot be opened", () => {
    chat.receive(quote);
    const undo = chat.handOver();
    expect(sent.findLast(({ type: of }) => of === "hand-over")).toMatchObject({ sources: [PAGE] });
    undo();
    chat.askDraft();
    const panel = createTestChat({ send: (command) => sent.push(command), hasAgreed: () => true, close: vi.fn() });
    panel.receive({ type: "welcome", conversationId: null, draft: "" });
    const intent = { type: "show", id: "e2", conversationId: null, draft: "> Bees dance.", sources: [PAGE] } as const;
    panel.receive({ type: "intent", intent: { ...intent, sources: [PAGE] } });
    panel.askDraft();
    expect(asked()).toEqual([[PAGE], [PAGE]]);
  });
});

describe("a question that holds text of a page", () => {
  const intent = { type: "ask", id: "e1", text: "Explain:\n\nBees dance." } as const;

  it("waits for the person's agreement with its mark, unless they have put another text in its place", () => {
    for (const change of [() => undefined, () => type(""), () => type("Typed")]) {
      agreed = false;
      chat.newChat(false);
      chat.receive({ type: "intent", intent: { ...intent, id: `e-${sent.length}`, sources: [PAGE] } });
      change();
      agreed = true;
      chat.agreed();
    }
    // What is typed over a part of it may hold the rest.
    expect(asked()).toEqual([[PAGE], [PAGE]]);
  });

  it("comes back into the composer with its mark, where it is refused or could not be sent", () => {
    for (const reason of ["busy", "gone", undefined] as const) {
      chat.newChat(false);
      type("");
      const id = `e-${sent.length}`;
      chat.receive({ type: "intent", intent: { ...intent, id, sources: [PAGE] } });
      const command = sent.findLast((each) => each.type === "ask");
      if (reason !== undefined) chat.receive({ type: "refused", questionId: id, reason });
      else if (command !== undefined) chat.failed(command);
      chat.askDraft();
    }
    expect(asked()).toEqual(Array.from({ length: 6 }, () => [PAGE]));
  });

  it("keeps its mark when it is put back to be changed, sent from the queue, or taken out of it", () => {
    const question = sampleMessage({ id: "q", text: "Why?", sources: [PAGE] });
    const answer = sampleMessage({ id: "a", role: "assistant", parentId: "q", text: "", state: "failed" });
    chat.show("c");
    chat.receive({
      type: "snapshot",
      sequence: 0,
      conversation: sampleConversation({ id: "c", leafId: "a" }),
      messages: [question, answer],
      draft: "",
    });
    chat.changeQuestion("a");
    chat.askDraft();
    chat.askQueued({ id: "w", text: "Why?", sources: [PAGE] });
    chat.takeBack({ id: "x", text: "Why?", sources: [PAGE] });
    chat.askDraft();
    expect(asked()).toEqual([[PAGE], [PAGE], [PAGE]]);
  });

  it("of an earlier version is one of which nobody knows, when it waits in the queue", () => {
    chat.askQueued({ id: "w", text: "Explain:\n\nBees dance." });
    chat.askQueued({ id: "x", text: "Why?" });
    expect(asked()).toEqual([[{ type: "unknown" }], undefined]);
  });
});
