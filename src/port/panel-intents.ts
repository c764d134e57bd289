import * as z from "zod/mini";
import type { ListedMemory } from "../conversations/store/listed-memory.ts";
import { type OverflowEvents, withOverflow } from "../conversations/store/overflow-memory.ts";
import { type Errand, errandSchema } from "./events.ts";

/** What panels are wanted for, a window each. Kept in session memory, so that it outlives the background. */
export interface Errands {
  /** One that waits there already, with the same id, is not left twice. */
  leave(windowId: number, errand: Errand): Promise<void>;
  /** What waits for the panel of this window, oldest first. */
  waiting(windowId: number): Promise<Errand[]>;
  /** Forgets the errand; others stay. */
  taken(windowId: number, errandId: string): Promise<void>;
  /** The window is gone. */
  forget(windowId: number): Promise<void>;
}

const storedSchema = z.array(errandSchema);

/** Where session memory is full, an errand waits in the background's own, which stays awake for it. */
export function createErrands(storage: ListedMemory, events: Pick<OverflowEvents, "stayAwake"> = {}): Errands {
  const memory = withOverflow(storage, events);
  const key = (windowId: number) => `errands:${windowId}`;
  /** One change at a time, so that none is lost between reading and writing. */
  let changing: Promise<unknown> = Promise.resolve();

  async function waiting(windowId: number): Promise<Errand[]> {
    return storedSchema.safeParse(await memory.get(key(windowId))).data ?? [];
  }

  function change(windowId: number, make: (errands: Errand[]) => Errand[]): Promise<void> {
    const changed = changing.then(async () => {
      const errands = make(await waiting(windowId));
      await (errands.length === 0 ? memory.delete(key(windowId)) : memory.set(key(windowId), errands));
    });
    changing = changed.catch(() => undefined);
    return changed;
  }

  return {
    waiting,
    leave: (windowId, errand) =>
      change(windowId, (errands) => [...errands.filter(({ id }) => id !== errand.id), errand]),
    taken: (windowId, errandId) => change(windowId, (errands) => errands.filter(({ id }) => id !== errandId)),
    forget: (windowId) => change(windowId, () => []),
  };
}
