import type { ListedMemory } from "../conversations/store/listed-memory.ts";

/**
 * Who asks from a private window: what a site is told there is not to be joined with what it is told elsewhere. Ends the
 * keys under which a provider remembers something for it.
 */
export function guestOf(windowId: number): string {
  return `:window:${windowId}`;
}

/** Forgets all that providers remember for a window that has closed. */
export async function forgetGuest(memory: ListedMemory, windowId: number): Promise<void> {
  const keys = await memory.keys();
  await Promise.all(keys.filter((key) => key.endsWith(guestOf(windowId))).map((key) => memory.delete(key)));
}
