/** Lets a limited number in at once; the others wait in the order in which they came. */
export interface Line {
  /** Whether somebody who comes now has to wait. */
  readonly full: boolean;
  /** Resolves when it is one's turn, with what must be called at the end. Rejects with the signal's reason. */
  enter(signal: AbortSignal): Promise<() => void>;
}

export function createLine(limit: number): Line {
  let inside = 0;
  const waiting: (() => void)[] = [];

  function leave(): void {
    inside -= 1;
    waiting.shift()?.();
  }

  function goIn(): () => void {
    inside += 1;
    let left = false;
    return () => {
      if (left) return;
      left = true;
      leave();
    };
  }

  return {
    get full() {
      return inside >= limit;
    },
    enter(signal) {
      return new Promise((resolve, reject) => {
        if (signal.aborted) return reject(signal.reason);
        if (inside < limit) return resolve(goIn());
        function called(): void {
          signal.removeEventListener("abort", giveUp);
          resolve(goIn());
        }
        function giveUp(): void {
          waiting.splice(waiting.indexOf(called), 1);
          reject(signal.reason);
        }
        waiting.push(called);
        signal.addEventListener("abort", giveUp, { once: true });
      });
    },
  };
}
