import { CONVERSATION, type ListedMemory } from "./memory-store.ts";
import { UNSAVED } from "./steady-store.ts";

/** Whether a conversation, or a part of one, is in session memory and nowhere else. */
export async function holdsConversations(memory: ListedMemory): Promise<boolean> {
  return (await memory.keys()).some((key) => key.startsWith(CONVERSATION) || key.startsWith(UNSAVED));
}
