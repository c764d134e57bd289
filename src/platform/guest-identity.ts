import type { ListedMemory } from "../conversations/store/listed-memory.ts";

/**
 * Returns who asks from a private window: the end of the keys under which a provider remembers something for that
 * window. A site cannot join what it is told there with what it is told elsewhere.
 */
export function guestOf(windowId: number): string {
  return `:window:${windowId}`;
}

/** Forgets all that providers remember for a window that has closed. */
export async function forgetGuest(memory: ListedMemory, windowId: number): Promise<void> {
  const keys = await memory.keys();
  await Promise.all(keys.filter((key) => key.endsWith(guestOf(windowId))).map((key) => memory.delete(key)));
}
