import { ChatError } from "../../chat-error.ts";

/** Finds out below which base a server has its chat: as it was typed, or with a version behind it. */
export interface Bases {
  /**
   * Yields what `ask` yields. Where the server knows no such path, asks below the next base, and keeps the one that is
   * right. Nothing was answered then, so nothing is asked twice.
   * @throws what `ask` throws
   */
  ask<Part>(ask: (baseUrl: string) => AsyncGenerator<Part, void, void>): AsyncGenerator<Part, void, void>;
  /** As `ask`, for what gives one value. */
  first<Value>(get: (baseUrl: string) => Promise<Value>): Promise<Value>;
}

/** @param candidates the bases to try, in this order; at least one */
export function createBases(candidates: readonly string[]): Bases {
  let known = candidates.length === 1 ? candidates[0] : undefined;

  async function* ask<Part>(
    task: (baseUrl: string) => AsyncGenerator<Part, void, void>,
  ): AsyncGenerator<Part, void, void> {
    if (known !== undefined) {
      yield* task(known);
      return;
    }
    let failure: unknown;
    for (const candidate of candidates) {
      try {
        for await (const part of task(candidate)) {
          known = candidate;
          yield part;
        }
        return;
      } catch (thrown) {
        if (known !== undefined || !isWrongPath(thrown)) throw thrown;
        failure ??= thrown;
      }
    }
    throw failure;
  }

  return {
    ask,
    async first(get) {
      async function* once(baseUrl: string) {
        yield await get(baseUrl);
      }
      for await (const value of ask(once)) return value;
      throw new ChatError("unknown");
    },
  };
}

function isWrongPath(thrown: unknown): boolean {
  return thrown instanceof ChatError && thrown.kind === "wrong-path";
}
