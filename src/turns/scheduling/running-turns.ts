import { createSemaphore, type Semaphore, type Slot } from "./semaphore.ts";

/** A turn from the moment at which it was asked for, before anything of it is stored. */
export interface RunningTurn {
  readonly signal: AbortSignal;
  /**
   * Whether the message that the turn would follow is being deleted. Then it must not begin, and nothing may be asked
   * after it.
   */
  readonly abandoned: boolean;
  /**
   * Takes a slot of the backend that is asked, at once. It releases the one of the backend before, and `end` the last.
   * @param limit how many questions this backend answers at once
   */
  acquire(backend: string, limit: number): Slot;
  /** Adds a message without which the turn makes no sense. */
  concerns(messageId: string): void;
  /** Ends the turn, which then writes nothing any more. A second call does nothing. */
  end(): void;
}

/** Holds what is being answered now: one turn a conversation, and as many at once as each backend answers. */
export interface RunningTurns {
  readonly any: boolean;
  has(conversationId: string): boolean;
  /** Whether this question or answer made the conversation busy. It can arrive twice at one moment. */
  isStartedBy(conversationId: string, startId: string): boolean;
  /** Whether the running turn follows this message. */
  isFollowing(conversationId: string, messageId: string): boolean;
  /** Marks the conversation as busy, at once. `follows` is null for a turn that follows nothing. */
  begin(conversationId: string, startId: string, follows: string | null): RunningTurn;
  /** Stops the turn. Returns false if nothing is being answered there. */
  stop(conversationId: string): boolean;
  /** Ends the turns whose messages are being deleted; see `Turns`. */
  abandon(isDeleted: (conversationId: string, messageIds: readonly string[]) => boolean): void;
}

interface Entry {
  startId: string;
  follows: string | null;
  messageIds: string[];
  controller: AbortController;
  abandoned: boolean;
}

/** Holds `stayAwake` while a turn runs. */
export function createRunningTurns(stayAwake: () => () => void): RunningTurns {
  const entries = new Map<string, Entry>();
  /** One for each backend: a slow model on the desk holds nobody up who asks elsewhere. */
  const semaphores = new Map<string, Semaphore>();

  function semaphoreOf(backend: string, limit: number): Semaphore {
    const key = `${limit} ${backend}`;
    const semaphore = semaphores.get(key) ?? createSemaphore(limit);
    semaphores.set(key, semaphore);
    return semaphore;
  }

  return {
    get any() {
      return entries.size > 0;
    },
    has: (conversationId) => entries.has(conversationId),
    isStartedBy: (conversationId, startId) => entries.get(conversationId)?.startId === startId,

    isFollowing: (conversationId, messageId) => entries.get(conversationId)?.follows === messageId,

    begin(conversationId, startId, follows) {
      const controller = new AbortController();
      let slot: Slot | undefined;
      const letSleep = stayAwake();
      const messageIds = follows === null ? [startId] : [startId, follows];
      const entry: Entry = { startId, follows, messageIds, controller, abandoned: false };
      entries.set(conversationId, entry);
      return {
        signal: controller.signal,
        get abandoned() {
          return entry.abandoned;
        },
        acquire(backend, limit) {
          slot?.release();
          slot = semaphoreOf(backend, limit).acquire(controller.signal);
          return slot;
        },
        concerns: (messageId) => void messageIds.push(messageId),
        end() {
          if (entries.get(conversationId) !== entry) return;
          entries.delete(conversationId);
          slot?.release();
          letSleep();
        },
      };
    },

    stop(conversationId) {
      const entry = entries.get(conversationId);
      entry?.controller.abort();
      return entry !== undefined;
    },

    abandon(isDeleted) {
      for (const [id, entry] of entries) {
        if (!isDeleted(id, entry.messageIds)) continue;
        entry.abandoned = true;
        entry.controller.abort();
      }
    },
  };
}
