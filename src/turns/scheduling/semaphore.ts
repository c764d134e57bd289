/** Somebody's place in the line, in the order in which they came. */
export interface Slot {
  /** Whether others stood before, so that one had to wait when one came. */
  readonly waits: boolean;
  /** Resolves when it is one's turn. Rejects with the signal's reason. */
  readonly acquired: Promise<void>;
  /** Must be called at the end, wherever one stands then; again does nothing. */
  release(): void;
}

/** Lets a limited number in at once; the others wait in the order in which they came. */
export interface Semaphore {
  acquire(signal: AbortSignal): Slot;
}

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
      // Who leaves before it is their turn does not wait for it.
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
