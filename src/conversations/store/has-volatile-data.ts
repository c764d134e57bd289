import { CONVERSATION, DRAFT } from "./memory-rows.ts";
import type { ListedMemory } from "./listed-memory.ts";
import { UNSAVED_DRAFT } from "./fallback-drafts.ts";
import { UNSAVED } from "./fallback-store.ts";

/** Whether session memory holds something that a person wrote or was answered, and that is stored nowhere else. */
export async function hasVolatileData(memory: ListedMemory): Promise<boolean> {
  const keys = await memory.keys();
  return keys.some((key) => [CONVERSATION, DRAFT, UNSAVED, UNSAVED_DRAFT].some((prefix) => key.startsWith(prefix)));
}
