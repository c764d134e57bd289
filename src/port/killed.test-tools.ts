import type { ListedMemory } from "../conversations/store/listed-memory.ts";

/** How long a write to disk takes, in ms. */
const WRITE_MS = 5;

/** The same object, whose methods do nothing and never come back once `signal` has aborted: who called them is dead. */
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

/** Writes take a while, and are not done where `signal` aborts meanwhile. */
export function slowToWrite(signal: AbortSignal, memory: ListedMemory): ListedMemory {
  return {
    ...memory,
    async set(key, value) {
      await new Promise((resolve) => setTimeout(resolve, WRITE_MS));
      if (!signal.aborted) await memory.set(key, value);
    },
  };
}
