import * as z from "zod/mini";
import type { SessionMemory } from "../providers/provider.ts";
import { type Errand, errandSchema } from "./events.ts";

/** What panels are wanted for, a window each; the last one wins. Kept in session memory, so that it outlives the background. */
export interface Errands {
  leave(windowId: number, errand: Errand): Promise<void>;
  /** What waits for the panel of this window. */
  waiting(windowId: number): Promise<Errand | undefined>;
  /** Forgets the errand; another one that came meanwhile stays. */
  taken(windowId: number, errandId: string): Promise<void>;
  /** The window is gone. */
  forget(windowId: number): Promise<void>;
}

const storedSchema = z.optional(errandSchema);

export function createErrands(memory: SessionMemory): Errands {
  const key = (windowId: number) => `errand:${windowId}`;
  async function waiting(windowId: number): Promise<Errand | undefined> {
    return storedSchema.safeParse(await memory.get(key(windowId))).data;
  }
  return {
    waiting,
    leave: (windowId, errand) => memory.set(key(windowId), errand),
    forget: (windowId) => memory.delete(key(windowId)),
    async taken(windowId, errandId) {
      if ((await waiting(windowId))?.id === errandId) await memory.delete(key(windowId));
    },
  };
}
