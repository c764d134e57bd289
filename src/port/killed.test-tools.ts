import type { ListedMemory } from "../conversations/store/listed-memory.ts";

/** How long a write to disk takes, in ms. */
const WRITE_MS = 5;

/**
 * Wraps an object. Once `signal` has aborted, its methods do nothing and never resolve, because their caller is dead.
 */
export function endWith<Target extends object>(signal: AbortSignal, target: Target): Target {
  return new Proxy(target, {
    get(methods, name) {
      const method: unknown = Reflect.get(methods, name);
      if (typeof method !== "function") return method;
      return (...parameters: unknown[]): unknown =>
        signal.aborted ? new Promise(() => undefined) : Reflect.apply(method, methods, parameters);
    },
  });
}

/** Wraps memory so that a write takes `WRITE_MS`, and is lost if `signal` aborts meanwhile. */
export function slowToWrite(signal: AbortSignal, memory: ListedMemory): ListedMemory {
  return {
    ...memory,
    async set(key, value) {
      await new Promise((resolve) => setTimeout(resolve, WRITE_MS));
      if (!signal.aborted) await memory.set(key, value);
    },
  };
}
