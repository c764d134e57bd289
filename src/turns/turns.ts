import type { BackendReference, Message } from "../conversations/conversation.ts";
import { isWhole } from "../conversations/message-state.ts";
import { tidyQuestion } from "../conversations/question-text.ts";
import type { Stores } from "../conversations/store/stores.ts";
import { type BackendChoice, type ReadyBackend, referenceTo, unavailableBackend } from "./backend.ts";
import type { BackendLimits } from "./context/backend-limits.ts";
import { createPersistThenApply } from "./persist-then-apply.ts";
import { askFitting } from "./context/ask-fitting.ts";
import { isParentDeleted, resolveParent, questionOf } from "./parent-message.ts";
import type { LiveConversation } from "./live-conversation.ts";
import type { LiveConversations } from "./live-conversations.ts";
import { planQuestion, planContinuation, planRetry } from "./make-turn-plan.ts";
import type { Question, Refusal } from "./question.ts";
import { enqueue, isQueued } from "./queue.ts";
import { createRunningTurns } from "./scheduling/running-turns.ts";
import { beginTurn, messagesOf, type TurnPlan } from "./turn-plan.ts";
import { createPendingQuestions } from "./pending-questions.ts";
import { writeAnswer } from "./write-answer.ts";

/** Runs questions to their end. What is asked twice with the same ids is asked once. */
export interface Turns {
  /**
   * Adds the question and starts the answer. Resolves when both are stored and the answer is under way. While the
   * conversation is being answered, the question is queued instead.
   * @returns why the question is not asked; undefined if it is
   */
  ask(question: Question): Promise<Refusal | undefined>;
  /**
   * Asks for a new answer to a question.
   * @param messageId the question, or an answer to it that has ended
   * @param answerId becomes the id of the new answer
   * @param backendId whom to ask. Default: the backend that the person has chosen
   * @returns why nothing is asked; undefined if it is
   */
  retry(conversationId: string, messageId: string, answerId: string, backendId?: string): Promise<Refusal | undefined>;
  /** Like `retry`, without what was said before the question. For conversations that are too long for the backend. */
  retryAlone(conversationId: string, messageId: string, answerId: string): Promise<Refusal | undefined>;
  /**
   * Continues an answer that broke off, in the same message. An answer that is whole stays as it is.
   * @param backendId whom to ask. Default: the backend that the person has chosen
   * @returns why nothing is asked; undefined if it is
   */
  goOn(conversationId: string, messageId: string, backendId?: string): Promise<Refusal | undefined>;
  /** Ends the answer that is being written. Returns false if there is none. */
  stop(conversationId: string): boolean;
  /**
   * Ends answers at once, like `stop`, because what they follow is being deleted. Queued questions are not asked there.
   * @param isDeleted whether a turn ends. `messageIds`: the message that it follows, its question and its answer
   */
  abandon(isDeleted: (conversationId: string, messageIds: readonly string[]) => boolean): void;
  /** Whether any answer is being written. */
  readonly running: boolean;
}

/** What turns work with. */
export interface TurnsDependencies {
  stores: Stores;
  conversations: LiveConversations;
  /** Returns the backend to ask. If it rejects, the answer fails with that error. */
  backend(choice: BackendChoice): Promise<ReadyBackend>;
  limits: BackendLimits;
  /** Keeps the background awake. Returns a function that ends that. */
  stayAwake(): () => void;
  /** Called when an answer has ended, in whichever way, unless it is being deleted. */
  ended(answer: Message): void;
  /** Called when a conversation was begun or moved to the top of the list. */
  listChanged(): void;
  /** Told of each write that fails. The conversation goes on in memory. */
  storageFailed(cause: unknown): void;
  /** Told of other failures that nobody waits for. */
  report(problem: unknown): void;
  /** Milliseconds since 1970. */
  now(): number;
  randomId(): string;
}

/** Creates what runs questions to their end, one at a time in each conversation, whether or not anybody watches. */
export function createTurns(dependencies: TurnsDependencies): Turns {
  const { stores, conversations, backend, limits, stayAwake, ended, listChanged } = dependencies;
  const { storageFailed, report, now, randomId } = dependencies;
  const running = createRunningTurns(stayAwake);
  const pending = createPendingQuestions();
  const save = (message: Message) => stores.anyStore.saveMessage(message).catch(storageFailed);
  const changeStored = createPersistThenApply((conversation, messages) =>
    stores.anyStore.save(conversation, messages).catch(storageFailed),
  );

  /** Starts a turn. Marks the conversation as busy at once, so that nothing else starts there. Undone on failure. */
  async function start(
    live: LiveConversation,
    startId: string,
    follows: string | null,
    makeTask: (backend: BackendReference | undefined) => TurnPlan,
    backendId?: string,
  ): Promise<Refusal | undefined> {
    const { id } = live.conversation;
    const turn = running.begin(id, startId, follows);
    let release = (): void => undefined;
    let begun = false;
    try {
      const asked = await backend({ conversationId: id, backendId }).catch(unavailableBackend);
      // Looked at here, because what waited can be asked after the person has chosen another backend.
      if (!asked.agreed) return "not-agreed";
      const limit = await limits.get(asked.id);
      ({ release } = await conversations.hold(id));
      if (turn.abandoned) return "gone";
      const task = makeTask(referenceTo(asked));
      const slot = turn.acquire(asked.id, asked.atOnce);
      if (slot.waits) task.answer = { ...task.answer, inLine: true };
      turn.concerns(task.answer.id);
      const kept = await changeStored(live, messagesOf(task), beginTurn(live, task, now()));
      if (!kept) return undefined;
      listChanged();
      const { messages, continues = false } = task;
      const reply = askFitting(asked, { messages, continues }, { limit, learn: limits.learn }, turn.signal);
      begun = true;
      void writeAnswer(live, task.answer, reply, { slot, signal: turn.signal }, { save, now })
        .then(() => {
          // The next queued question begins at once, so that nothing that comes now is asked before it.
          turn.end();
          return turn.abandoned ? undefined : askNext(live, live.messages.get(task.answer.id) ?? task.answer);
        })
        .catch(report)
        .finally(release);
      // Its parent was deleted while it was being stored, so it is deleted too.
      return turn.abandoned ? "gone" : undefined;
    } finally {
      if (!begun) {
        turn.end();
        release();
      }
    }
  }

  /**
   * Reports the end of an answer, and asks the next queued question. The person decides instead
   *
   * - after an answer that failed,
   * - on questions that were not sent to this background, but left in the queue by an earlier one or by a file.
   */
  async function askNext(live: LiveConversation, answer: Message): Promise<void> {
    const { state } = answer;
    ended(answer);
    if (state !== "done" && state !== "stopped") return;
    const conversationId = live.conversation.id;
    for (let next = pending.next(live.conversation); next !== undefined; next = pending.next(live.conversation)) {
      if (running.has(conversationId)) return;
      pending.forget(next.id);
      const refusal = await startQuestion(live, { conversationId, questionId: next.id, text: next.text });
      if (refusal !== "gone") continue;
      // Its parent has been deleted. It goes back into the queue, for the person to send or to take back.
      if (isParentDeleted(live, null) || isQueued(live.conversation, next.id)) return;
      const { text } = next;
      await changeStored(live, [], (conversation) => enqueue(conversation, { id: randomId(), text }));
      return;
    }
  }

  function startQuestion(live: LiveConversation, asked: Question): Promise<Refusal | undefined> {
    const { conversationId, questionId, text, title } = asked;
    const parentId = resolveParent(live, asked);
    const wasQueued = isQueued(live.conversation, questionId);
    const question: Message = {
      id: questionId,
      conversationId,
      parentId,
      role: "user",
      text: tidyQuestion(text),
      state: "done",
      createdAt: now(),
    };
    const makeTask = (to: BackendReference | undefined) =>
      planQuestion(live, { question, title, wasQueued }, { id: randomId(), backend: to, createdAt: now() });
    return start(live, questionId, parentId, makeTask);
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

  function retry(conversationId: string, messageId: string, answerId: string, alone: boolean, backendId?: string) {
    return withConversation(conversationId, async (live) => {
      const question = questionOf(live, messageId);
      if (question === undefined || live.messages.has(answerId)) return undefined;
      if (isParentDeleted(live, question.id)) return "gone";
      // A question that is asked again twice, e.g. by a double click, is answered once.
      if (running.isFollowing(conversationId, question.id)) return undefined;
      if (running.has(conversationId)) return "busy";
      const makeTask = (to: BackendReference | undefined) =>
        planRetry(live, question, { replaces: messageId, alone }, { id: answerId, backend: to, createdAt: now() });
      return start(live, answerId, question.id, makeTask, backendId);
    });
  }

  return {
    ask(question) {
      const { conversationId, questionId, text, parentId } = question;
      return withConversation(conversationId, async (live) => {
        if (live.messages.has(questionId) || running.isStartedBy(conversationId, questionId)) return undefined;
        if (text.trim() === "") return "blank";
        if (isParentDeleted(live, parentId ?? null)) return "gone";
        // While another question is being put into the queue, this one waits too, and does not overtake it.
        if (!running.has(conversationId) && !pending.isJoining(conversationId)) return startQuestion(live, question);
        const joined = pending.join(conversationId, questionId);
        try {
          await changeStored(live, [], (conversation) => {
            const parent = parentId === undefined ? conversation.leafId : parentId;
            return enqueue(conversation, { id: questionId, text: tidyQuestion(text), parentId: parent });
          });
        } finally {
          joined();
        }
        if (isParentDeleted(live, null)) return "gone";
        // The answer that it waited for can have ended before the question was in the queue.
        return running.has(conversationId) || live.messages.has(questionId) ? undefined : startQuestion(live, question);
      });
    },

    retry: (conversationId, messageId, answerId, backendId) =>
      retry(conversationId, messageId, answerId, false, backendId),
    retryAlone: (conversationId, messageId, answerId) => retry(conversationId, messageId, answerId, true),

    goOn(conversationId, messageId, backendId) {
      return withConversation(conversationId, async (live) => {
        const message = live.messages.get(messageId);
        if (message?.role !== "assistant" || message.text === "" || isWhole(message)) return undefined;
        if (running.isStartedBy(conversationId, messageId)) return undefined;
        if (isParentDeleted(live, messageId)) return "gone";
        if (running.has(conversationId)) return "busy";
        const makeTask = (to: BackendReference | undefined) =>
          planContinuation(live, live.messages.get(messageId) ?? message, to);
        return start(live, messageId, null, makeTask, backendId);
      });
    },

    stop: running.stop,
    abandon: running.abandon,
    get running() {
      return running.any;
    },
  };
}
