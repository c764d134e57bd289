import * as z from "zod/mini";
import type { SessionMemory } from "../../providers/provider.ts";

/**
 * How much is sent to a site that has not said how much it takes, in bytes: what the models that public sites use today take
 * (128,000 tokens), less the room for their answer and for what the site adds.
 */
export const FIRST_LIMIT = 400_000;

/** Left of what a site said that it takes: it counts tokens, and we bytes. */
const SAFE_PART = 0.9;

/** Where a site says how much it takes, and not how much it was sent: a little less than a token is in any language. */
const BYTES_A_TOKEN = 3;

/** How much a site takes with one question, as far as it is known. */
export interface SiteLimits {
  /** In bytes, of all messages together. */
  get(site: string): Promise<number>;
  /** The site found messages of this size too long. `detail`: its words. Gives what it takes by that. */
  learn(site: string, size: number, detail: string | undefined): Promise<number>;
}

const limitSchema = z.number().check(z.positive());

/** Remembers what it has learned as long as the browser runs; where that fails, it learns it again. */
export function createSiteLimits(memory: SessionMemory): SiteLimits {
  const key = (site: string) => `limit:${site}`;

  async function get(site: string): Promise<number> {
    const stored: unknown = await memory.get(key(site)).catch(() => undefined);
    return limitSchema.safeParse(stored).data ?? FIRST_LIMIT;
  }

  return {
    get,
    async learn(site, size, detail = "") {
      const limit = Math.max(1, Math.floor(limitBy(detail, size)));
      await memory.set(key(site), limit).catch(() => undefined);
      return limit;
    },
  };
}

/** How many bytes fit, by the site's words; half of what was sent, where they give no numbers that make sense. */
function limitBy(detail: string, size: number): number {
  const { most, asked } = readTokens(detail);
  const limit = SAFE_PART * (asked === undefined ? most * BYTES_A_TOKEN : (most / asked) * size);
  return limit > 0 && limit < size ? limit : size / 2;
}

/** How many tokens the site takes, and how many it was sent, by its words; NaN and undefined: it does not say. */
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
