import { vi } from "vitest";
import type { Probes } from "../backends/probes.ts";
import { createDeletion } from "../conversations/deletion.ts";
import type { ListedMemory } from "../conversations/store/listed-memory.ts";
import { createMemoryStore } from "../conversations/store/memory-store.ts";
import { createFallbackStore } from "../conversations/store/fallback-store.ts";
import type { ConversationStore } from "../conversations/store/store.ts";
import { createStores } from "../conversations/store/stores.ts";
import { createFakeReply, type FakeReply } from "../turns/fake-reply.test-tools.ts";
import { createLiveConversations, type LiveConversations } from "../turns/live-conversations.ts";
import { dropPurged } from "../turns/delete-conversations.ts";
import { createBackendLimits } from "../turns/context/backend-limits.ts";
import { createTurns, type Turns, type TurnsDependencies } from "../turns/turns.ts";
import { createPanelIntents, type PanelIntents } from "./panel-intents.ts";
import { createLastShown } from "./last-shown.ts";
import { createPortServer, type PortServer } from "./server.ts";
import type { Sites } from "./server-dependencies.ts";

/** All that outlives a background. */
export interface Kept {
  store: ConversationStore;
  /** Holds the temporary conversations too. */
  memory: ListedMemory;
}

/** A background as the entrypoint wires it, with a provider that the test controls. */
export interface TestBackground {
  readonly server: PortServer;
  readonly turns: Turns;
  readonly conversations: LiveConversations;
  readonly intents: PanelIntents;
  /** One for each question that was asked, in order. */
  readonly replies: FakeReply[];
  readonly sites: Sites;
  readonly probes: Probes;
  readonly tryNow: ReturnType<typeof vi.fn<(backendId: string, windowId: number | undefined) => Promise<void>>>;
  readonly problems: unknown[];
  agreed: boolean;
  /** The windows that are open; undefined: the browser does not say. */
  openWindows: readonly number[] | undefined;
}

/** Parts that a test can use in place of the provider that it controls. */
export type RealParts = Pick<TurnsDependencies, "backends" | "outcome" | "report"> & { sites: Sites; probes: Probes };

/** Starts a background over what an earlier one has left. */
export function createBackground(
  { store, memory }: Kept,
  randomId: () => string,
  real: Partial<RealParts> = {},
): TestBackground {
  const replies: FakeReply[] = [];
  const problems: unknown[] = [];
  const report = real.report ?? ((problem: unknown) => void problems.push(problem));
  const storageFailed = (cause: unknown) => {
    report(cause);
    server.storageFailed();
  };
  const stores = createStores(createFallbackStore(store, memory, storageFailed), createMemoryStore(memory));
  const conversations = createLiveConversations(stores.anyStore, Date.now, storageFailed);
  const intents = createPanelIntents(memory);
  const sites: Sites = real.sites ?? {
    open: vi.fn(async () => true),
    check: vi.fn(async () => null),
    checkProxy: vi.fn(async () => "works" as const),
  };
  const probes: Probes = real.probes ?? {
    models: vi.fn(async () => ({ models: [], problem: null })),
    test: vi.fn(async () => ({ models: [], problem: null })),
  };
  const turns = createTurns({
    stores,
    conversations,
    backends:
      real.backends ??
      (async () => ({
        first: {
          id: "chat",
          name: "chat.example",
          agreed: background.agreed,
          atOnce: 3,
          chat(request, signal) {
            const reply = createFakeReply(request, signal);
            replies.push(reply);
            return reply.parts;
          },
        },
        others: [],
      })),
    outcome: real.outcome ?? (() => undefined),
    limits: createBackendLimits(memory),
    stayAwake: () => () => undefined,
    ended: () => undefined,
    listChanged: () => server.listChanged(),
    storageFailed,
    report,
    now: Date.now,
    randomId,
  });
  const tryNow = vi.fn<(backendId: string, windowId: number | undefined) => Promise<void>>(async () => undefined);
  const server: PortServer = createPortServer({
    turns,
    conversations,
    stores,
    intents,
    sites,
    probes,
    signIn: async () => ({ type: "ended", end: "cancelled" }),
    lastShown: createLastShown(memory, Date.now),
    agreed: async () => background.agreed,
    tryNow,
    isWindowOpen: async (windowId) => background.openWindows?.includes(windowId),
    deletion: createDeletion(Date.now, storageFailed, (before) => dropPurged(conversations, before)),
    now: Date.now,
    randomId,
    report,
    storageFailed,
  });
  const background: TestBackground = {
    server,
    turns,
    conversations,
    intents,
    replies,
    sites,
    probes,
    tryNow,
    problems,
    agreed: true,
    openWindows: undefined,
  };
  return background;
}
