import * as z from "zod/mini";
import type { SessionMemory } from "../providers/provider.ts";
import { type Surface, surfaceSchema } from "./commands.ts";

/**
 * How long a popup's conversation is remembered, in ms. A person who opens the popup again within this time has looked
 * something up. Later they have a new question about another page.
 */
const POPUP_MEMORY_MS = 10 * 60_000;

const shownSchema = z.object({ conversationId: z.nullable(z.string()), at: z.number() });

/**
 * Remembers which conversation each surface of a window showed last, as long as the browser runs. The methods reject if
 * the memory does.
 */
export interface LastShown {
  /** Remembers a conversation; null: a new chat. Does nothing for a tab, which has its conversation in its address. */
  set(surface: Surface, windowId: number, conversationId: string | null): Promise<void>;
  /** Returns the conversation. null: nothing yet, a new chat, or too long ago. */
  get(surface: Surface, windowId: number): Promise<string | null>;
  /** Forgets all that belongs to a window that is gone. */
  forget(windowId: number): Promise<void>;
}

/**
 * Keeps it in session memory.
 * @param now in ms since 1970
 */
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
