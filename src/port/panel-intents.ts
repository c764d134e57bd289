import * as z from "zod/mini";
import type { ListedMemory } from "../conversations/store/listed-memory.ts";
import { type OverflowEvents, withOverflow } from "../conversations/store/overflow-memory.ts";
import { type Intent, intentSchema } from "./events.ts";

/** What the panel of each window should do. Kept in session memory, so that it outlives the background. */
export interface PanelIntents {
  /** Adds an intent. One with the same id is replaced. */
  leave(windowId: number, intent: Intent): Promise<void>;
  /** Returns what waits for the panel of this window, oldest first. */
  waiting(windowId: number): Promise<Intent[]>;
  /** Forgets the intent. Others stay. */
  done(windowId: number, intentId: string): Promise<void>;
  /** Forgets all intents of a window that is gone. */
  forget(windowId: number): Promise<void>;
}

const storedSchema = z.array(intentSchema);

/** Keeps intents in `storage`. If that is full, an intent waits in the background, which stays awake for it. */
export function createPanelIntents(
  storage: ListedMemory,
  events: Pick<OverflowEvents, "stayAwake"> = {},
): PanelIntents {
  const memory = withOverflow(storage, events);
  const key = (windowId: number) => `intents:${windowId}`;
  /** The last change. Only one runs at a time, so that none is lost between reading and writing. */
  let changing: Promise<unknown> = Promise.resolve();

  async function waiting(windowId: number): Promise<Intent[]> {
    return storedSchema.safeParse(await memory.get(key(windowId))).data ?? [];
  }

  function change(windowId: number, make: (intents: Intent[]) => Intent[]): Promise<void> {
    const changed = changing.then(async () => {
      const intents = make(await waiting(windowId));
      await (intents.length === 0 ? memory.delete(key(windowId)) : memory.set(key(windowId), intents));
    });
    changing = changed.catch(() => undefined);
    return changed;
  }

  return {
    waiting,
    leave: (windowId, intent) =>
      change(windowId, (intents) => [...intents.filter(({ id }) => id !== intent.id), intent]),
    done: (windowId, intentId) => change(windowId, (intents) => intents.filter(({ id }) => id !== intentId)),
    forget: (windowId) => change(windowId, () => []),
  };
}
