import { isWhole, type Message, titleFrom } from "../conversations/conversation.ts";
import type { Stores } from "../conversations/stores.ts";
import type { ChatMessage, ReplyPart } from "../providers/provider.ts";
import type { Backend } from "./backend.ts";
import { createStoredChanges } from "./change-stored.ts";
import { createLine } from "./line.ts";
import type { LiveConversation } from "./live-conversation.ts";
import type { LiveConversations } from "./live-conversations.ts";
import type { Question, Refusal } from "./question.ts";
import { enqueue, takeFromQueue } from "./queue.ts";
import { runTurn } from "./run-turn.ts";
import { GO_ON, toldUpTo } from "./told.ts";

/** So many answers are written at once; more would slow each other down, and sites count them as an attack. */
const MAX_ANSWERS_AT_ONCE = 3;

export interface Turns {
  /**
   * Adds the question and starts the answer. Resolves when both are stored and the answer is under way. While another
   * answer is being written there, the question is queued; one that says what it follows is refused.
   */
  ask(question: Question): Promise<Refusal | undefined>;
  /** Asks again for an answer that ended: a sibling beside it. `answerId` becomes its id; asking twice does nothing. */
  retry(conversationId: string, messageId: string, answerId: string): Promise<Refusal | undefined>;
  /** Has an answer that broke off go on, in the same message. One that is whole stays as it is. */
  goOn(conversationId: string, messageId: string): Promise<Refusal | undefined>;
  /** Ends the answer that is being written; where there is none, nothing happens. */
  stop(conversationId: string): void;
  /** Ends answers as `stop`, and asks nothing that waits there: what it would follow is being deleted. */
  abandon(isDeleted: (conversationId: string) => boolean): void;
  /** Whether any answer is being written. */
  readonly running: boolean;
}

export interface TurnsSurroundings {
  stores: Stores;
  conversations: LiveConversations;
  /** The backend that the person has chosen. */
  backend(): Promise<Backend>;
  /** Keeps the background awake; gives back what ends that. */
  stayAwake(): () => void;
  /** Called when a conversation was begun or moved to the top of the list. */
  listChanged(): void;
  /** A write failed; the conversation goes on in memory. */
  storageFailed(cause: unknown): void;
  /** Something else failed that nobody waits for. */
  report(problem: unknown): void;
  /** Milliseconds since 1970. */
  now(): number;
  randomId(): string;
}

/** An answer to be written, the question where it is new, and what the backend is told. */
interface Task {
  question?: Message;
  answer: Message;
  messages: ChatMessage[];
}

interface Running {
  /** Of the question or answer that started it, which can arrive twice at one moment. */
  id: string;
  controller: AbortController;
  abandoned?: boolean;
}

/** Runs questions to their end, one a conversation, whoever is watching. */
export function createTurns(surroundings: TurnsSurroundings): Turns {
  const { stores, conversations, backend, stayAwake, listChanged, storageFailed, report, now, randomId } = surroundings;
  /** By conversation. */
  const running = new Map<string, Running>();
  const line = createLine(MAX_ANSWERS_AT_ONCE);
  const changeStored = createStoredChanges((conversation, messages) =>
    stores.both.save(conversation, messages).catch(storageFailed),
  );

  /** Marks the conversation as busy at once, so that nothing else can start there; undone where starting fails. */
  async function start(live: LiveConversation, startId: string, makeTask: (site: string) => Task): Promise<void> {
    const { id } = live.conversation;
    const controller = new AbortController();
    const rest = stayAwake();
    const turn: Running = { id: startId, controller };
    running.set(id, turn);
    try {
      const { label, chat } = await backend();
      const hold = await conversations.hold(id);
      const task = makeTask(label);
      await keep(live, task);
      const reply = chat({ messages: task.messages }, controller.signal);
      void write(live, task.answer, reply, controller.signal)
        .finally(() => {
          running.delete(id);
          rest();
        })
        .then(() => (turn.abandoned ? undefined : askNext(live, task.answer.id)))
        .catch(report)
        .finally(hold.release);
    } catch (error) {
      running.delete(id);
      rest();
      throw error;
    }
  }

  /** Stores the question, where it is new, and the answer at the end of the path, and shows them. */
  async function keep(live: LiveConversation, { question, answer }: Task): Promise<void> {
    const updatedAt = now();
    await changeStored(live, question === undefined ? [answer] : [question, answer], (conversation) => {
      const title = conversation.title || titleFrom(question?.text ?? "");
      return takeFromQueue({ ...conversation, title, updatedAt, leafId: answer.id }, question?.id);
    });
    listChanged();
  }

  function write(
    live: LiveConversation,
    answer: Message,
    reply: AsyncGenerator<ReplyPart, void, void>,
    signal: AbortSignal,
  ): Promise<void> {
    return runTurn(answer, reply, {
      enter: line.enter,
      update(message, event) {
        if (event.type === "part" && event.part.type === "text") {
          live.apply({ type: "text", messageId: message.id, text: event.part.text });
        } else live.apply({ type: "message", message });
      },
      // As it stands for everybody: it can have been deleted while it was written.
      checkpoint: ({ id }) => stores.both.saveMessage(live.messages.get(id) ?? answer).catch(storageFailed),
      now,
      signal,
    });
  }

  /** What waits is asked only after an answer that came to its end: after a failure the person decides. */
  async function askNext(live: LiveConversation, answerId: string): Promise<void> {
    const state = live.messages.get(answerId)?.state;
    const [next] = live.conversation.queue ?? [];
    if (next === undefined || running.has(live.conversation.id) || (state !== "done" && state !== "stopped")) return;
    await startQuestion(live, { conversationId: live.conversation.id, questionId: next.id, text: next.text });
  }

  function startQuestion(live: LiveConversation, { conversationId, questionId, text, parentId }: Question) {
    const question: Message = {
      id: questionId,
      conversationId,
      parentId: parentId === undefined ? live.conversation.leafId : parentId,
      role: "user",
      text: text.trim(),
      state: "done",
      createdAt: now(),
    };
    return start(live, questionId, (site) => ({
      question,
      answer: newAnswer(question, randomId(), site),
      messages: [...toldUpTo(live.messages, question.parentId), { role: "user", text: question.text }],
    }));
  }

  function newAnswer(question: Message, id: string, site: string): Message {
    const { conversationId, id: parentId } = question;
    const answer = { id, conversationId, parentId, role: "assistant", text: "", state: "sending", site } as const;
    return { ...answer, createdAt: now(), ...(line.full && { inLine: true }) };
  }

  async function withConversation(
    conversationId: string,
    action: (live: LiveConversation) => Promise<Refusal | undefined>,
  ): Promise<Refusal | undefined> {
    const hold = await conversations.hold(conversationId);
    try {
      return await action(hold.live);
    } finally {
      hold.release();
    }
  }

  return {
    ask(question) {
      const { conversationId, questionId, text, parentId } = question;
      return withConversation(conversationId, async (live) => {
        if (live.messages.has(questionId) || running.get(conversationId)?.id === questionId) return undefined;
        if (text.trim() === "") return "blank";
        if (!running.has(conversationId)) await startQuestion(live, question);
        else if (parentId !== undefined) return "busy";
        else {
          await changeStored(live, [], (conversation) => enqueue(conversation, { id: questionId, text: text.trim() }));
          // What it waited for can have ended before it stood in the queue.
          if (!running.has(conversationId) && !live.messages.has(questionId)) await startQuestion(live, question);
        }
        return undefined;
      });
    },

    retry(conversationId, messageId, answerId) {
      return withConversation(conversationId, async (live) => {
        const question = live.messages.get(live.messages.get(messageId)?.parentId ?? "");
        if (question === undefined || live.messages.has(answerId)) return undefined;
        if (running.get(conversationId)?.id === answerId) return undefined;
        if (running.has(conversationId)) return "busy";
        await start(live, answerId, (site) => ({
          answer: newAnswer(question, answerId, site),
          messages: toldUpTo(live.messages, question.id),
        }));
        return undefined;
      });
    },

    goOn(conversationId, messageId) {
      return withConversation(conversationId, async (live) => {
        const message = live.messages.get(messageId);
        if (message?.role !== "assistant" || message.text === "" || isWhole(message)) return undefined;
        if (running.get(conversationId)?.id === messageId) return undefined;
        if (running.has(conversationId)) return "busy";
        const { error: _, incomplete: _incomplete, ...broken } = message;
        await start(live, messageId, () => ({
          answer: { ...broken, state: "streaming", ...(line.full && { inLine: true }) },
          messages: [...toldUpTo(live.messages, messageId), GO_ON],
        }));
        return undefined;
      });
    },

    stop(conversationId) {
      running.get(conversationId)?.controller.abort();
    },

    abandon(isDeleted) {
      for (const [conversationId, turn] of running) {
        if (!isDeleted(conversationId)) continue;
        turn.abandoned = true;
        turn.controller.abort();
      }
    },

    get running() {
      return running.size > 0;
    },
  };
}
