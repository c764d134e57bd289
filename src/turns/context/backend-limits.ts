import * as z from "zod/mini";
import type { SessionMemory } from "../../providers/provider.ts";
import type { ReadyBackend } from "../backend.ts";

/**
 * How much is sent to a backend that has not named its limit, in bytes. Common models take 128,000 tokens today; the
 * rest is room for the answer and for what the backend adds.
 */
export const FIRST_LIMIT = 400_000;

/** Share of a named limit that is used. The rest is a margin, because the backend counts tokens and we count bytes. */
const SAFE_PART = 0.9;

/**
 * Bytes that a token stands for, where a backend names its limit but not the size it got. Slightly less than a token
 * takes in any language.
 */
const BYTES_A_TOKEN = 3;

/** What has a limit: a backend, or one of its models. */
type Limited = Pick<ReadyBackend, "id" | "model">;

/** Knows how much each backend takes with one question. */
export interface BackendLimits {
  /** Returns the limit for all messages together, in bytes. Default: `FIRST_LIMIT`. */
  get(backend: Limited): Promise<number>;
  /**
   * Learns from a backend that found messages too long.
   * @param size of those messages, in bytes
   * @param detail the backend's words
   * @returns the new limit, in bytes
   */
  learn(backend: Limited, size: number, detail: string | undefined): Promise<number>;
}

const limitSchema = z.number().check(z.positive());

/** Keeps limits in session memory. If that fails, they are learned again. */
export function createBackendLimits(memory: SessionMemory): BackendLimits {
  const key = ({ id, model }: Limited) => `limit:${model === undefined ? id : `${id} ${model}`}`;

  async function get(backend: Limited): Promise<number> {
    const stored: unknown = await memory.get(key(backend)).catch(() => undefined);
    return limitSchema.safeParse(stored).data ?? FIRST_LIMIT;
  }

  return {
    get,
    async learn(backend, size, detail = "") {
      const limit = Math.max(1, Math.floor(limitBy(detail, size)));
      await memory.set(key(backend), limit).catch(() => undefined);
      return limit;
    },
  };
}

/** Returns how many bytes fit, by the backend's words; half of what was sent if they give no plausible numbers. */
function limitBy(detail: string, size: number): number {
  const { most, asked } = readTokens(detail);
  const limit = SAFE_PART * (asked === undefined ? most * BYTES_A_TOKEN : (most / asked) * size);
  return limit > 0 && limit < size ? limit : size / 2;
}

/**
 * Reads how many tokens the backend takes, and how many it got, from its words. Where it does not say, `most` is NaN
 * and `asked` is undefined.
 */
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
