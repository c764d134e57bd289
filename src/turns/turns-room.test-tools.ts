import { vi } from "vitest";
import type { Message } from "../conversations/conversation.ts";
import { createMemory, createStoresAround } from "../conversations/store/memory.test-tools.ts";
import type { ConversationStore } from "../conversations/store/store.ts";
import type { BackendChoice, Outcome, ReadyBackend } from "./backend.ts";
import { createFakeReply, type FakeReply } from "./fake-reply.test-tools.ts";
import { createLiveConversations, type LiveConversations } from "./live-conversations.ts";
import { createBackendLimits } from "./context/backend-limits.ts";
import { createTurns, type Turns } from "./turns.ts";

/** Turns over a store, with a backend that the test controls. */
export interface TurnsRoom {
  readonly turns: Turns;
  /** Asks in the conversation `c`. */
  ask(questionId: string, text: string): ReturnType<Turns["ask"]>;
  /** Resolves when nothing is being answered. */
  allEnded(): Promise<unknown>;
  readonly conversations: LiveConversations;
  /** One for each question that was asked, in order. */
  readonly replies: FakeReply[];
  /** How many turns keep the background awake. */
  readonly awake: number;
  readonly backend: ReturnType<typeof vi.fn<(choice: BackendChoice) => Promise<ReadyBackend>>>;
  /** Who may be asked after the first. Default: nobody. */
  others: readonly ReadyBackend[];
  readonly outcome: ReturnType<typeof vi.fn<Outcome>>;
  readonly ended: ReturnType<typeof vi.fn<(answer: Message) => void>>;
  readonly listChanged: ReturnType<typeof vi.fn<() => void>>;
  readonly storageFailed: ReturnType<typeof vi.fn<(cause: unknown) => void>>;
  /** Told of failures that nobody waits for. */
  readonly report: ReturnType<typeof vi.fn<(problem: unknown) => void>>;
}

/** Creates turns whose answers have the ids `answer-1`, `answer-2`. Each look at the clock is a millisecond later. */
export function createTurnsRoom(store: ConversationStore): TurnsRoom {
  let ids = 0;
  let time = 100;
  let awake = 0;
  const replies: FakeReply[] = [];
  const backend = vi.fn(async (_choice: BackendChoice): Promise<ReadyBackend> => ({
    id: "chat",
    name: "chat.example",
    agreed: true,
    atOnce: 3,
    chat(request, signal) {
      const reply = createFakeReply(request, signal);
      replies.push(reply);
      return reply.parts;
    },
  }));
  const outcome = vi.fn<Outcome>();
  const ended = vi.fn<(answer: Message) => void>();
  const listChanged = vi.fn<() => void>();
  const storageFailed = vi.fn<(cause: unknown) => void>();
  const report = vi.fn<(problem: unknown) => void>();
  const stores = createStoresAround(store, storageFailed);
  const conversations = createLiveConversations(stores.anyStore, () => time, storageFailed);
  const turns = createTurns({
    stores,
    conversations,
    backends: async (choice) => ({ first: await backend(choice), others: room.others }),
    outcome,
    limits: createBackendLimits(createMemory()),
    stayAwake() {
      awake += 1;
      return () => (awake -= 1);
    },
    ended,
    listChanged,
    storageFailed,
    report,
    now: () => (time += 1),
    randomId: () => `answer-${(ids += 1)}`,
  });
  const room: TurnsRoom = {
    turns,
    ask: (questionId, text) => turns.ask({ conversationId: "c", questionId, text }),
    allEnded: () => vi.waitUntil(() => !turns.running, { interval: 1 }),
    conversations,
    replies,
    backend,
    others: [],
    outcome,
    ended,
    listChanged,
    storageFailed,
    report,
    get awake() {
      return awake;
    },
  };
  return room;
}
