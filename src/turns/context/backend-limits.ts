import * as z from "zod/mini";
import type { SessionMemory } from "../../providers/provider.ts";

/**
 * How much is sent to a backend that has not named its limit, in bytes: what common models take today (128,000 tokens), less
 * room for the answer and for what the backend adds.
 */
export const FIRST_LIMIT = 400_000;

/** Share of a named limit that is used: the backend counts tokens, and we count bytes. */
const SAFE_PART = 0.9;

/** For a backend that names its limit but not the size it got: slightly less than a token takes in any language. */
const BYTES_A_TOKEN = 3;

/** How much each backend takes with one question, as far as it is known. */
export interface BackendLimits {
  /** The limit in bytes, for all messages together. */
  get(backendId: string): Promise<number>;
  /**
   * Learns from a backend that found messages too long.
   * @param size of those messages, in bytes
   * @param detail the backend's words
   * @returns the new limit, in bytes
   */
  learn(backendId: string, size: number, detail: string | undefined): Promise<number>;
}

const limitSchema = z.number().check(z.positive());

/** Keeps limits in session memory. If that fails, they are learned again. */
export function createBackendLimits(memory: SessionMemory): BackendLimits {
  const key = (backendId: string) => `limit:${backendId}`;

  async function get(backendId: string): Promise<number> {
    const stored: unknown = await memory.get(key(backendId)).catch(() => undefined);
    return limitSchema.safeParse(stored).data ?? FIRST_LIMIT;
  }

  return {
    get,
    async learn(backendId, size, detail = "") {
      const limit = Math.max(1, Math.floor(limitBy(detail, size)));
      await memory.set(key(backendId), limit).catch(() => undefined);
      return limit;
    },
  };
}

/** How many bytes fit, by the backend's words. Half of what was sent, if the words give no plausible numbers. */
function limitBy(detail: string, size: number): number {
  const { most, asked } = readTokens(detail);
  const limit = SAFE_PART * (asked === undefined ? most * BYTES_A_TOKEN : (most / asked) * size);
  return limit > 0 && limit < size ? limit : size / 2;
}

/** How many tokens the backend takes, and how many it got, by its words. NaN and undefined: it does not say. */
function readTokens(detail: string): { most: number; asked: number | undefined } {
  const find = (pattern: RegExp): number | undefined => {
    const written = pattern.exec(detail)?.[1]?.replaceAll(",", "");
    return written === undefined ? undefined : Number(written);
  };
  const most = find(/(?:maximum|limit|allowed)[^\d]{0,40}(\d[\d,]*)/i) ?? find(/(\d[\d,]*) maximum/i);
  const asked = find(/(?:resulted in|requested|token count|too long)[^\d]{0,20}(\d[\d,]*)/i);
  const completion = find(/(\d[\d,]*) in the completion/i) ?? 0;
  return { most: (most ?? Number.NaN) - completion, asked: asked && asked - completion };
}
