import { expect, vi } from "vitest";
import type { Message, QueuedQuestion } from "../conversations/conversation.ts";
import { isRunning } from "../conversations/message-state.ts";
import { createMemoryStore } from "../conversations/store/memory-store.ts";
import { createMemory } from "../conversations/store/memory.test-tools.ts";
import { pathTo } from "../conversations/path.ts";
import type { FakeReply } from "../turns/fake-reply.test-tools.ts";
import { type Chat, createChat } from "../ui/client/chat.ts";
import { createBackground, type TestBackground } from "./background.test-tools.ts";
import { type Connection, createConnection } from "./client.ts";
import { createPortPair, type PortPair } from "./fake-port.test-tools.ts";
import { endWith, slowToWrite } from "./killed.test-tools.ts";

export const CONVERSATION_ID = "shared";

/** Something that happens. `tell` and `confirm` carry messages to the view and to the background. */
export type Step =
  | { type: "ask" | "retry" | "go-on" | "stop" | "take-back" | "send-now" | "rename" | "lose"; view: number }
  | { type: "text"; text: string }
  | { type: "finish" | "fail" | "end" | "die" }
  | { type: "tell" | "confirm"; view: number; count: number }
  | { type: "wait"; ms: number }
  /** All arrives on both sides. */
  | { type: "flow" };

interface WorldView {
  chat: Chat;
  pair(): PortPair;
  wake(): void;
}

export interface World {
  take(step: Step): Promise<void>;
  /** Waits until everything has arrived, and ends every answer. */
  comeToRest(): Promise<void>;
  /** Fails unless every view shows what is stored, and providers gave what is stored. */
  check(): Promise<void>;
  end(): void;
}

/** Creates two views, a background and its store. Nothing moves between them by itself. Needs fake timers. */
export function createWorld(): World {
  const ended = new AbortController();
  /** What is on disk, and what is in the browser's memory. */
  const kept = { disk: createMemory(), memory: createMemory() };
  let ids = 0;
  const randomId = () => `id-${(ids += 1)}`;
  const replies = new Set<FakeReply>();
  /** The replies whose background was killed. */
  const orphans = new Set<FakeReply>();
  const questions = new Set<string>();
  /** The last name that each view gave the conversation. */
  const titles = new Map<number, string>();
  let life = new AbortController();
  let interrupted: Promise<void>;
  let background = startBackground();
  const views = [openView(1), openView(2)] as const;

  /** Starts a background. If it is killed in the middle of a write, nothing is written. */
  function startBackground(): TestBackground {
    const store = createMemoryStore(endWith(life.signal, slowToWrite(life.signal, kept.disk)));
    interrupted = store.interruptRunning();
    return createBackground({ store, memory: endWith(life.signal, kept.memory) }, randomId);
  }

  function openView(windowId: number): WorldView {
    let pair: PortPair = createPortPair();
    const chat: Chat = createChat({
      send: (command) => connection.send(command),
      chosen: () => ({ backendId: "chat" }),
      hasAgreed: () => true,
      randomId,
      newConversationId: (unique) => unique,
      close: () => expect.unreachable("nobody closed a view"),
    });
    const connection: Connection = createConnection({
      connect() {
        pair = createPortPair();
        background.server.connect(pair.background, interrupted);
        return pair.view;
      },
      greet: (resumed) => [
        { type: "hello", surface: "panel", windowId, private: false, resumed },
        ...chat.greet(resumed),
      ],
      receive: chat.receive,
      delivered: chat.delivered,
      failed: (command) => expect.unreachable(JSON.stringify(command)),
      awaits: chat.awaits,
      report: (problem) => expect.unreachable(String(problem)),
      signal: ended.signal,
    });
    chat.show(CONVERSATION_ID);
    return { chat, pair: () => pair, wake: connection.wake };
  }
  const viewAt = (index: number): WorldView => (index === 0 ? views[0] : views[1]);

  async function take(step: Step): Promise<void> {
    for (const reply of background.replies) replies.add(reply);
    const reply = background.replies.at(-1);
    switch (step.type) {
      case "ask": {
        const question = `Question ${randomId()}`;
        questions.add(question);
        viewAt(step.view).chat.ask(question);
        return;
      }
      case "retry":
      case "go-on": {
        const { chat } = viewAt(step.view);
        const last = chat.shown.path.value.at(-1) ?? "none";
        return step.type === "retry" ? chat.retry(last) : chat.goOn(last);
      }
      case "take-back":
      case "send-now": {
        const { chat } = viewAt(step.view);
        const question = chat.shown.conversation.value?.queue?.at(-1);
        if (question === undefined) return;
        return step.type === "take-back" ? chat.takeBack(question) : chat.askQueued(question);
      }
      case "rename": {
        const { chat } = viewAt(step.view);
        if (chat.shown.path.value.length === 0) return;
        const title = `Title ${randomId()}`;
        titles.set(step.view, title);
        return chat.edit({ type: "rename", title });
      }
      case "stop":
        return viewAt(step.view).chat.stop();
      case "text":
        // The first text names the answer, so that no two are alike.
        return reply?.pushText(reply.text === "" ? `${markOf(reply)}${step.text}` : step.text);
      case "finish":
        return reply?.finish();
      case "fail":
        return reply?.fail(new Error("The wire was cut"));
      case "end":
        return reply?.end();
      case "tell":
        return viewAt(step.view).pair().background.deliver(step.count);
      case "confirm":
        return viewAt(step.view).pair().view.deliver(step.count);
      case "lose":
        return viewAt(step.view).pair().sever();
      case "die":
        life.abort();
        for (const orphan of background.replies) orphans.add(orphan);
        life = new AbortController();
        for (const view of views) view.pair().sever();
        background = startBackground();
        // It tells all views that it has started.
        for (const view of views) view.wake();
        return;
      case "flow":
        for (const pair of views.map((view) => view.pair())) {
          pair.view.deliver();
          await vi.advanceTimersByTimeAsync(0);
          pair.background.deliver();
        }
        return;
      case "wait":
        await vi.advanceTimersByTimeAsync(step.ms);
        return;
      default:
        step satisfies never;
    }
  }

  const markOf = (reply: FakeReply) => `[${[...replies].indexOf(reply)}]`;

  async function drain(): Promise<void> {
    for (let quiet = 0; quiet < 3; quiet += 1) {
      await vi.advanceTimersByTimeAsync(2_100);
      for (const pair of views.map((view) => view.pair())) {
        if (pair.view.sent.length + pair.background.sent.length > 0) quiet = -1;
        pair.view.deliver();
        pair.background.deliver();
      }
    }
  }

  async function comeToRest(): Promise<void> {
    // Somebody looks at them.
    for (const view of views) view.wake();
    await drain();
    for (let finished = 0; finished < background.replies.length;) {
      finished = background.replies.length;
      for (const reply of background.replies) {
        replies.add(reply);
        reply.finish();
      }
      await drain();
    }
  }

  async function check(): Promise<void> {
    const stored = await createMemoryStore(kept.disk).open(CONVERSATION_ID);
    const messages = new Map(stored?.messages.map((message) => [message.id, message]));
    const path = pathTo(messages, stored?.conversation.leafId ?? null);
    for (const { chat } of views) {
      expect(chat.shown.path.value.map((id) => chat.shown.message(id)?.value)).toEqual(path);
      expect(chat.shown.running.value).toBe(false);
      expect(chat.unconfirmed.value).toEqual([]);
      if (stored !== undefined) expect(chat.shown.conversation.value).toEqual(stored.conversation);
    }
    expect([...messages.values()].filter(({ state }) => isRunning(state))).toEqual([]);
    if (titles.size > 0) expect([...titles.values()]).toContain(stored?.conversation.title);
    expect(background.problems).toEqual([]);
    checkQuestions([...messages.values()], stored?.conversation.queue ?? []);
    checkAnswers([...messages.values()].filter(({ role }) => role === "assistant"));
  }

  /** Fails unless each question was asked once, waits once, or was taken back into a composer. */
  function checkQuestions(messages: readonly Message[], queue: readonly QueuedQuestion[]): void {
    const texts = [...messages.filter(({ role }) => role === "user"), ...queue].map(({ text }) => text);
    expect(texts).toHaveLength(new Set(texts).size);
    const drafts = views.map(({ chat }) => chat.draft.text.value).join("\n");
    const there = (question: string) => texts.includes(question) || drafts.includes(question);
    expect([...questions].filter((question) => !there(question))).toEqual([]);
  }

  /**
   * Fails unless each answer consists of beginnings of its providers' replies, each of them once. A done answer must
   * hold the whole of the last reply, unless that was cut off.
   */
  function checkAnswers(answers: readonly Message[]): void {
    const given = new Set<FakeReply>();
    for (const { text, state } of answers) {
      const pieces = text.split(/(?=\[)/).filter(Boolean);
      for (const [index, piece] of pieces.entries()) {
        const reply = [...replies].find((candidate) => piece.startsWith(markOf(candidate)));
        if (reply === undefined || given.has(reply)) return expect.unreachable(`No reply of its own gave "${text}"`);
        given.add(reply);
        const cut = reply.signal.aborted || orphans.has(reply);
        if (state === "done" && index === pieces.length - 1 && !cut) expect(piece).toBe(reply.text);
        else expect(reply.text.startsWith(piece)).toBe(true);
      }
    }
  }

  return {
    take,
    comeToRest,
    check,
    end() {
      ended.abort();
      vi.clearAllTimers();
    },
  };
}
