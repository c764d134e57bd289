/** Somebody's place in the line, in the order in which they came. */
export interface Place {
  /** Whether others stood before, so that one had to wait when one came. */
  readonly waits: boolean;
  /** Resolves when it is one's turn. Rejects with the signal's reason. */
  readonly entered: Promise<void>;
  /** Must be called at the end, wherever one stands then; again does nothing. */
  leave(): void;
}

/** Lets a limited number in at once; the others wait in the order in which they came. */
export interface Line {
  enter(signal: AbortSignal): Place;
}

export function createLine(limit: number): Line {
  let inside = 0;
  const waiting: (() => void)[] = [];

  return {
    enter(signal) {
      const waits = inside >= limit;
      let isInside = false;
      let goIn = (): void => undefined;
      let giveUp = (): void => undefined;
      const entered = new Promise<void>((resolve, reject) => {
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
      entered.catch(() => undefined);
      if (signal.aborted) giveUp();
      else if (waits) {
        waiting.push(goIn);
        signal.addEventListener("abort", giveUp, { once: true });
      } else goIn();
      return {
        waits,
        entered,
        leave() {
          if (!isInside) return giveUp();
          isInside = false;
          inside -= 1;
          waiting.shift()?.();
        },
      };
    },
  };
}
