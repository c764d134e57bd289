import * as z from "zod/mini";
import type { SessionMemory } from "../providers/provider.ts";
import { type Surface, surfaceSchema } from "./commands.ts";

/**
 * A popup opened again within this time goes on where it was, in ms: one has looked something up. Later it is a new
 * question about another page.
 */
const POPUP_MEMORY_MS = 10 * 60_000;

const shownSchema = z.object({ conversationId: z.nullable(z.string()), at: z.number() });

/** Which conversation the surfaces of a window showed last, for as long as the browser runs. */
export interface LastShown {
  /** A tab has its conversation in its address and needs no memory. */
  set(surface: Surface, windowId: number, conversationId: string | null): Promise<void>;
  /** null: nothing yet, a new chat, or too long ago. */
  get(surface: Surface, windowId: number): Promise<string | null>;
  /** The window is gone. */
  forget(windowId: number): Promise<void>;
}

export function createLastShown(memory: SessionMemory, now: () => number): LastShown {
  const key = (surface: Surface, windowId: number) => `shown:${surface}:${windowId}`;
  return {
    async set(surface, windowId, conversationId) {
      if (surface !== "tab") await memory.set(key(surface, windowId), { conversationId, at: now() });
    },
    async forget(windowId) {
      for (const surface of surfaceSchema.options) await memory.delete(key(surface, windowId));
    },
    async get(surface, windowId) {
      const stored = shownSchema.safeParse(await memory.get(key(surface, windowId))).data;
      if (stored === undefined) return null;
      return surface === "popup" && now() - stored.at > POPUP_MEMORY_MS ? null : stored.conversationId;
    },
  };
}
