import type { ListedMemory } from "../conversations/store/listed-memory.ts";
import { windowOf } from "../conversations/temporary.ts";
import { kindOfWindow } from "./windows/own-windows.ts";

/**
 * Returns who asks from a private window: the end of the keys under which a provider remembers something for that
 * window. A site cannot join what it is told there with what it is told elsewhere.
 */
export function guestOf(windowId: number): string {
  return `:window:${windowId}`;
}

/** Returns the guest of a conversation, if that belongs to a private window. */
export async function guestIn(conversationId: string): Promise<string | undefined> {
  const windowId = windowOf(conversationId);
  const { private: isPrivate } = await kindOfWindow(conversationId);
  return isPrivate && windowId !== undefined ? guestOf(windowId) : undefined;
}

/** Forgets all that providers remember for a window that has closed. */
export async function forgetGuest(memory: ListedMemory, windowId: number): Promise<void> {
  const keys = await memory.keys();
  await Promise.all(keys.filter((key) => key.endsWith(guestOf(windowId))).map((key) => memory.delete(key)));
}
