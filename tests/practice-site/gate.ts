/** Lets pieces of answers through: all of them, or while it is held only as many as a test releases. */
export class Gate {
  #held = false;
  #credits = 0;
  readonly #waiting: (() => void)[] = [];

  /** From now on every piece waits for `release`. */
  hold(): void {
    this.#held = true;
    this.#credits = 0;
  }

  /** Lets `count` more pieces through, whoever waits or comes next; without a count, opens the gate for good. */
  release(count = Number.POSITIVE_INFINITY): void {
    this.#credits += count;
    if (count === Number.POSITIVE_INFINITY) this.#held = false;
    while (this.#waiting.length > 0 && (!this.#held || this.#credits > 0)) {
      this.#credits -= 1;
      this.#waiting.shift()?.();
    }
  }

  /** Resolves when one piece may go. Rejects with the signal's reason when the client leaves. */
  async pass(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (!this.#held) return;
    if (this.#credits > 0) {
      this.#credits -= 1;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const leave = (): void => {
        this.#waiting.splice(this.#waiting.indexOf(go), 1);
        reject(signal.reason as Error);
      };
      const go = (): void => {
        signal.removeEventListener("abort", leave);
        resolve();
      };
      this.#waiting.push(go);
      signal.addEventListener("abort", leave, { once: true });
    });
  }
}
