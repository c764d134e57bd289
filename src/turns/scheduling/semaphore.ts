/** Belongs to one caller. Slots are given in the order in which they are asked for. */
export interface Slot {
  /** Whether the caller has to wait, because all slots were taken when it asked. */
  readonly waits: boolean;
  /** Resolves when the caller has the slot. Rejects with the signal's reason. */
  readonly acquired: Promise<void>;
  /** Gives the slot back, or leaves the queue. Must be called at the end; a second call does nothing. */
  release(): void;
}

/** Lets a limited number in at once. The others wait in the order in which they came. */
export interface Semaphore {
  acquire(signal: AbortSignal): Slot;
}

/** Creates a semaphore that lets `limit` callers in at once. */
export function createSemaphore(limit: number): Semaphore {
  let inside = 0;
  const waiting: (() => void)[] = [];

  return {
    acquire(signal) {
      const waits = inside >= limit;
      let isInside = false;
      let goIn = (): void => undefined;
      let giveUp = (): void => undefined;
      const acquired = new Promise<void>((resolve, reject) => {
        goIn = () => {
          inside += 1;
          isInside = true;
          signal.removeEventListener("abort", giveUp);
          resolve();
        };
        giveUp = () => {
          const index = waiting.indexOf(goIn);
          if (index >= 0) waiting.splice(index, 1);
          reject(signal.reason);
        };
      });
      // A caller that leaves early never awaits `acquired`, so its rejection must not count as unhandled.
      acquired.catch(() => undefined);
      if (signal.aborted) giveUp();
      else if (waits) {
        waiting.push(goIn);
        signal.addEventListener("abort", giveUp, { once: true });
      } else goIn();
      return {
        waits,
        acquired,
        release() {
          if (!isInside) return giveUp();
          isInside = false;
          inside -= 1;
          waiting.shift()?.();
        },
      };
    },
  };
}
