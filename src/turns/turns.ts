import type { Target } from "../backends/target.ts";
import type { Message } from "../conversations/conversation.ts";
import { isWhole } from "../conversations/message-state.ts";
import { branchOf } from "../conversations/path.ts";
import { mayHoldPageText, sourcesOf } from "../conversations/sources.ts";
import type { Stores } from "../conversations/store/stores.ts";
import type { BackendChoice, BackendOrder, Outcome } from "./backend.ts";
import type { BackendLimits } from "./context/backend-limits.ts";
import { type ConversationEdit, editConversation } from "./conversation-edits.ts";
import { createPersistThenApply } from "./persist-then-apply.ts";
import { isParentDeleted, resolveParent, questionOf } from "./parent-message.ts";
import type { LiveConversation } from "./live-conversation.ts";
import type { LiveConversations } from "./live-conversations.ts";
import { planQuestion, planContinuation, planRetry } from "./make-turn-plan.ts";
import { asQuestion, type Question, type Refusal } from "./question.ts";
import { enqueue, isQueued } from "./queue.ts";
import { createRunningTurns } from "./scheduling/running-turns.ts";
import { createStartTurn } from "./start-turn.ts";
import { createPendingQuestions } from "./pending-questions.ts";

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
   * @param target whom to ask. Default: the conversation's target, or else the backend that the person has chosen
   * @returns why nothing is asked; undefined if it is
   */
  retry(conversationId: string, messageId: string, answerId: string, target?: Target): Promise<Refusal | undefined>;
  /** Like `retry`, without what was said before the question. For conversations that are too long for the backend. */
  retryAlone: Turns["retry"];
  /**
   * Continues an answer that broke off, in the same message. An answer that is whole stays as it is.
   * @param target whom to ask. Default: as for `retry`
   * @returns why nothing is asked; undefined if it is
   */
  goOn(conversationId: string, messageId: string, target?: Target): Promise<Refusal | undefined>;
  /**
   * Edits the conversation at once, and resolves when the edit is stored. Answers that follow what is being deleted end.
   */
  edit(conversationId: string, edit: ConversationEdit): Promise<void>;
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
  /** Returns the backends to ask. If it rejects, the answer fails with that error. */
  backends(choice: BackendChoice): Promise<BackendOrder>;
  outcome: Outcome;
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
  const { stores, conversations, stayAwake, ended, listChanged, storageFailed, now, randomId } = dependencies;
  const running = createRunningTurns(stayAwake);
  const pending = createPendingQuestions();
  const { change: changeStored, saveEdit } = createPersistThenApply((conversation, messages) =>
    stores.anyStore.save(conversation, messages).catch(storageFailed),
  );

  const start = createStartTurn({
    ...dependencies,
    running,
    changeStored,
    save: (message) => stores.anyStore.saveMessage(message).catch(storageFailed),
    ended: askNext,
  });

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
      const { text, target, sources } = { ...next, sources: sourcesOf(next) };
      const refusal = await startQuestion(live, { conversationId, questionId: next.id, text, sources, target });
      if (refusal !== "gone") continue;
      // Its parent has been deleted. It goes back into the queue, for the person to send or to take back.
      if (isParentDeleted(live, null) || isQueued(live.conversation, next.id)) return;
      await changeStored(live, [], (conversation) =>
        enqueue(conversation, { ...asQuestion(randomId(), text, sources), ...(target !== undefined && { target }) }),
      );
      return;
    }
  }

  function startQuestion(live: LiveConversation, asked: Question): Promise<Refusal | undefined> {
    const { conversationId, questionId, text, title, sources = [], target, binds = false } = asked;
    const parentId = resolveParent(live, asked);
    const wasQueued = isQueued(live.conversation, questionId);
    const question: Message = {
      ...asQuestion(questionId, text, sources),
      conversationId,
      parentId,
      role: "user",
      state: "done",
      createdAt: now(),
    };
    const kept = binds ? target : undefined;
    return start(live, {
      id: questionId,
      follows: parentId,
      target,
      holdsPageText: sources.length > 0 || mayHoldPageText(live.messages, parentId),
      plan: (to) =>
        planQuestion(live, { question, title, target: kept, wasQueued }, { id: randomId(), createdAt: now(), ...to }),
    });
  }

  async function withConversation<Result>(
    conversationId: string,
    action: (live: LiveConversation) => Promise<Result>,
  ): Promise<Result> {
    const hold = await conversations.hold(conversationId);
    try {
      return await action(hold.live);
    } finally {
      hold.release();
    }
  }

  function retry(alone: boolean, ...[conversationId, messageId, answerId, target]: Parameters<Turns["retry"]>) {
    return withConversation(conversationId, async (live) => {
      const question = questionOf(live, messageId);
      if (question === undefined || live.messages.has(answerId)) return undefined;
      if (isParentDeleted(live, question.id)) return "gone";
      // A question that is asked again twice, e.g. by a double click, is answered once.
      if (running.isFollowing(conversationId, question.id)) return undefined;
      if (running.has(conversationId)) return "busy";
      return start(live, {
        id: answerId,
        follows: question.id,
        target,
        holdsPageText: mayHoldPageText(live.messages, question.id),
        plan: (to) =>
          planRetry(live, question, { replaces: messageId, alone }, { id: answerId, createdAt: now(), ...to }),
      });
    });
  }

  return {
    ask(question) {
      const { conversationId, questionId, text, sources = [], parentId, target } = question;
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
            const asked = { ...asQuestion(questionId, text, sources), parentId: parent };
            return enqueue(conversation, { ...asked, ...(target !== undefined && { target }) });
          });
        } finally {
          joined();
        }
        if (isParentDeleted(live, null)) return "gone";
        // The answer that it waited for can have ended before the question was in the queue.
        return running.has(conversationId) || live.messages.has(questionId) ? undefined : startQuestion(live, question);
      });
    },

    retry: (...parameters) => retry(false, ...parameters),
    retryAlone: (...parameters) => retry(true, ...parameters),

    goOn(conversationId, messageId, target) {
      return withConversation(conversationId, async (live) => {
        const message = live.messages.get(messageId);
        if (message?.role !== "assistant" || message.text === "" || isWhole(message)) return undefined;
        if (running.isStartedBy(conversationId, messageId)) return undefined;
        if (isParentDeleted(live, messageId)) return "gone";
        if (running.has(conversationId)) return "busy";
        return start(live, {
          id: messageId,
          follows: null,
          target,
          alone: true,
          holdsPageText: mayHoldPageText(live.messages, messageId),
          plan: (to) => planContinuation(live, live.messages.get(messageId) ?? message, to),
        });
      });
    },

    edit(conversationId, edit) {
      return withConversation(conversationId, async (live) => {
        if (edit.type === "delete-branch") {
          const branch = branchOf(live.messages, edit.messageId);
          running.abandon((id, ids) => id === conversationId && ids.some((each) => branch.has(each)));
        }
        const edited = editConversation(live, edit, now());
        if (edited === undefined) return;
        for (const message of edited.messages) live.apply({ type: "message", message });
        live.apply({ type: "conversation", conversation: edited.conversation });
        await saveEdit(
          live,
          edited.messages.map(({ id }) => id),
        );
        listChanged();
      });
    },

    stop: running.stop,
    abandon: running.abandon,
    get running() {
      return running.any;
    },
  };
}
