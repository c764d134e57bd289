import { ChatError } from "../chat-error.ts";
import { withVersion } from "./normalise-address.ts";

/** Finds out below which base a server has its chat: the one that was typed, or the one with `/v1` behind it. */
export interface Bases {
  /**
   * Yields what `ask` yields. Where the server knows no such path, asks once more below the other base, and keeps that if
   * it is the right one. Nothing was answered then, so nothing is asked twice.
   * @throws what `ask` throws
   */
  ask<Part>(ask: (baseUrl: string) => AsyncGenerator<Part, void, void>): AsyncGenerator<Part, void, void>;
  /** As `ask`, for what gives one value. */
  first<Value>(get: (baseUrl: string) => Promise<Value>): Promise<Value>;
}

/** @param baseUrl the one that was typed */
export function createBases(baseUrl: string): Bases {
  const other = withVersion(baseUrl);
  let known = other === undefined ? baseUrl : undefined;

  async function* tryBoth<Part>(
    ask: (baseUrl: string) => AsyncGenerator<Part, void, void>,
  ): AsyncGenerator<Part, void, void> {
    if (known !== undefined || other === undefined) {
      yield* ask(known ?? baseUrl);
      return;
    }
    let failure: unknown;
    for (const candidate of [baseUrl, other]) {
      try {
        for await (const part of ask(candidate)) {
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
    ask: tryBoth,
    async first(get) {
      for await (const value of tryBoth(async function* (base) {
        yield await get(base);
      })) {
        return value;
      }
      throw new ChatError("unknown");
    },
  };
}

function isWrongPath(thrown: unknown): boolean {
  return thrown instanceof ChatError && thrown.kind === "wrong-path";
}
