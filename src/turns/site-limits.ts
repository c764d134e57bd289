import * as z from "zod/mini";
import type { SessionMemory } from "../providers/provider.ts";

/**
 * How much is sent to a site that has not said how much it takes, in bytes: what the models that public sites use today take
 * (128,000 tokens), less the room for their answer and for what the site adds.
 */
export const FIRST_LIMIT = 400_000;

/** Left of what a site said that it takes: it counts tokens, and we bytes. */
const SAFE_PART = 0.9;

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
      const limit = Math.max(1, Math.floor(size * partThatFits(detail)));
      await memory.set(key(site), limit).catch(() => undefined);
      return limit;
    },
  };
}

/** Such a part of what was sent fits, by the site's words; half of it, where they give no numbers. */
function partThatFits(detail: string): number {
  const number = (pattern: RegExp): number => Number(pattern.exec(detail)?.[1]?.replaceAll(/[,. ]/g, "") ?? Number.NaN);
  const most = number(/maximum (?:context length|number of tokens)[^\d]{0,40}([\d][\d,]*)/i);
  const asked = number(/(?:resulted in|requested|token count)[^\d]{0,20}([\d][\d,]*)/i);
  const completion = number(/([\d][\d,]*) in the completion/i) || 0;
  const part = ((most - completion) / (asked - completion)) * SAFE_PART;
  return part > 0 && part < 1 ? part : 0.5;
}
