import { createSemaphore, type Slot } from "./semaphore.ts";

/** A turn from the moment on at which it was asked for, before anything of it is stored. */
export interface RunningTurn {
  readonly place: Slot;
  readonly signal: AbortSignal;
  /** What it would follow is being deleted: it must not begin, and nothing may be asked after it. */
  readonly abandoned: boolean;
  /** It makes no sense without this message either. */
  concerns(messageId: string): void;
  /** It will write nothing any more. Again does nothing. */
  end(): void;
}

/** What is being answered now: one turn a conversation, and so many at once as the line lets in. */
export interface RunningTurns {
  readonly any: boolean;
  has(conversationId: string): boolean;
  /** Whether it is this question or answer that made the conversation busy; it can arrive twice at one moment. */
  isStartedBy(conversationId: string, startId: string): boolean;
  /** Whether what runs there follows this message. */
  isFollowing(conversationId: string, messageId: string): boolean;
  /** Marks the conversation as busy and takes the next place in the line, at once. `follows`: null for nothing. */
  begin(conversationId: string, startId: string, follows: string | null): RunningTurn;
  /** False: nothing is being answered there. */
  stop(conversationId: string): boolean;
  /** See `Turns`. */
  abandon(isDeleted: (conversationId: string, messageIds: readonly string[]) => boolean): void;
}

interface Entry {
  startId: string;
  follows: string | null;
  messageIds: string[];
  controller: AbortController;
  abandoned: boolean;
}

/** `stayAwake` is held while a turn runs. */
export function createRunningTurns(limit: number, stayAwake: () => () => void): RunningTurns {
  const entries = new Map<string, Entry>();
  const semaphore = createSemaphore(limit);

  return {
    get any() {
      return entries.size > 0;
    },
    has: (conversationId) => entries.has(conversationId),
    isStartedBy: (conversationId, startId) => entries.get(conversationId)?.startId === startId,

    isFollowing: (conversationId, messageId) => entries.get(conversationId)?.follows === messageId,

    begin(conversationId, startId, follows) {
      const controller = new AbortController();
      const place = semaphore.acquire(controller.signal);
      const rest = stayAwake();
      const messageIds = follows === null ? [startId] : [startId, follows];
      const entry: Entry = { startId, follows, messageIds, controller, abandoned: false };
      entries.set(conversationId, entry);
      return {
        place,
        signal: controller.signal,
        get abandoned() {
          return entry.abandoned;
        },
        concerns: (messageId) => void messageIds.push(messageId),
        end() {
          if (entries.get(conversationId) !== entry) return;
          entries.delete(conversationId);
          place.release();
          rest();
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
