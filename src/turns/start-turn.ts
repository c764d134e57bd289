import type { Target } from "../backends/target.ts";
import type { Message } from "../conversations/conversation.ts";
import { ChatError } from "../providers/chat-error.ts";
import type { ReplyPart } from "../providers/provider.ts";
import {
  type BackendChoice,
  type BackendOrder,
  type Outcome,
  type ReadyBackend,
  type Recipient,
  recipientOf,
  unavailable,
} from "./backend.ts";
import { askFitting } from "./context/ask-fitting.ts";
import { askInOrder, trailBefore } from "./fallback/ask-in-order.ts";
import type { BackendLimits } from "./context/backend-limits.ts";
import type { LiveConversation } from "./live-conversation.ts";
import type { LiveConversations } from "./live-conversations.ts";
import type { StoredChanges } from "./persist-then-apply.ts";
import type { Refusal } from "./question.ts";
import type { RunningTurn, RunningTurns } from "./scheduling/running-turns.ts";
import { beginTurn, messagesOf, type TurnPlan } from "./turn-plan.ts";
import { writeAnswer } from "./write-answer.ts";

/** Whether text of a page must not go to a backend that would get some. */
function mustNotGet({ neverPages }: Pick<ReadyBackend, "neverPages">, holdsPageText: boolean): boolean {
  return holdsPageText && neverPages === true;
}

/** What comes in place of the answer of a backend that must not be asked. */
async function* refusePages(): AsyncGenerator<ReplyPart, void, void> {
  yield await Promise.reject(new ChatError("never-pages"));
}

/** A turn that is to begin. */
export interface TurnStart {
  /** The question or answer that makes the conversation busy. */
  id: string;
  /** The message that the turn follows; null: none. */
  follows: string | null;
  /** Whom to ask. Default: the conversation's target, or else the backend that the person has chosen. */
  target?: Target | undefined;
  /** Whether nobody else may be asked, who would write a second answer behind a half of the first. Default: others may be. */
  alone?: boolean;
  /** Whether what is sent may hold text of a page. Then nobody is asked who never gets any. */
  holdsPageText: boolean;
  /** Plans the turn once it is known who is asked. */
  plan(to: Recipient): TurnPlan;
}

export interface StartTurnDependencies {
  conversations: LiveConversations;
  running: RunningTurns;
  limits: BackendLimits;
  /** Returns the backends to ask. If it rejects, the answer fails with that error. */
  backends(choice: BackendChoice): Promise<BackendOrder>;
  outcome: Outcome;
  changeStored: StoredChanges["change"];
  /** Stores a message. Must not reject. */
  save(message: Message): Promise<void>;
  listChanged(): void;
  /** Called when an answer has ended, unless it is being deleted. The conversation may be asked again then. */
  ended(live: LiveConversation, answer: Message): Promise<void>;
  /** Told of failures that nobody waits for. */
  report(problem: unknown): void;
  /** Milliseconds since 1970. */
  now(): number;
}

/**
 * Creates what starts a turn. It marks the conversation as busy at once, so that nothing else starts there, and undoes
 * that on failure. It resolves when the answer is stored and under way, with why nothing is asked, or else undefined.
 */
export function createStartTurn(dependencies: StartTurnDependencies) {
  const { conversations, running, limits, backends, outcome, changeStored, save, listChanged, ended, report, now } =
    dependencies;

  /** Asks a backend after others have failed, as soon as it has a slot. */
  async function* askNext(
    turn: RunningTurn,
    backend: ReadyBackend,
    ask: (bytes: number) => AsyncGenerator<ReplyPart, void, void>,
  ): AsyncGenerator<ReplyPart, void, void> {
    await turn.acquire(backend.id, backend.atOnce).acquired;
    yield* ask(await limits.get(backend));
  }

  return async (live: LiveConversation, start: TurnStart): Promise<Refusal | undefined> => {
    const { id } = live.conversation;
    const turn = running.begin(id, start.id, start.follows);
    let release = (): void => undefined;
    let begun = false;
    try {
      const bound = live.conversation.target;
      const target = start.target ?? bound;
      // What binds the conversation holds for each of its questions, whomever that one is to be asked of.
      const alone = start.alone === true || target?.only === true || bound?.only === true;
      const { holdsPageText } = start;
      const choice = { conversationId: id, target, alone, holdsPageText };
      const { first, others: next } = await backends(choice).catch(unavailable);
      const others = alone ? [] : next.filter((backend) => !mustNotGet(backend, holdsPageText));
      const limit = await limits.get(first);
      // Looked at here, because what waited can be asked after the person has chosen another backend.
      if (!first.agreed) return "not-agreed";
      ({ release } = await conversations.hold(id));
      if (turn.abandoned) return "gone";
      const plan = start.plan(recipientOf(first));
      const slot = turn.acquire(first.id, first.atOnce);
      if (slot.waits) plan.answer = { ...plan.answer, inLine: true };
      const trail = trailBefore(first);
      if (trail.length > 0) plan.answer = { ...plan.answer, trail: [...trail] };
      turn.concerns(plan.answer.id);
      const kept = await changeStored(live, messagesOf(plan), beginTurn(live, plan, now()));
      if (!kept) return undefined;
      listChanged();
      const { messages, continues = false } = plan;
      const ask = (backend: ReadyBackend, bytes: number) =>
        mustNotGet(backend, holdsPageText)
          ? refusePages()
          : askFitting(
              backend,
              { messages, continues, holdsPageText },
              { limit: bytes, learn: limits.learn },
              turn.signal,
            );
      const reply = askInOrder(
        plan.answer,
        [
          { backend: first, reply: ask(first, limit) },
          ...others.map((backend) => ({ backend, reply: askNext(turn, backend, (bytes) => ask(backend, bytes)) })),
        ],
        {
          signal: turn.signal,
          outcome: (backend, error) => outcome({ conversationId: id, backendId: backend.id }, error),
        },
      );
      begun = true;
      void writeAnswer(live, plan.answer, reply, { slot, signal: turn.signal }, { save, now })
        .then(() => {
          // The next queued question begins at once, so that nothing that comes now is asked before it.
          turn.end();
          return turn.abandoned ? undefined : ended(live, live.messages.get(plan.answer.id) ?? plan.answer);
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
  };
}
