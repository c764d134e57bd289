import { changeRaw } from "../entries/ordered-entries.ts";
import type { Entries, StoredEntries } from "../entries/entries.ts";
import { ChatError } from "../providers/chat-error.ts";
import { type Backend, readBackend } from "./backend.ts";
import { BACKEND_KIND } from "./backends.ts";

/** What can change of a backend. */
export type BackendChange = Partial<Omit<Backend, "id" | "type">>;

/**
 * Changes what is named of a backend, and keeps all else that is stored of it.
 * @throws ChatError of kind `no-backend` if it is not there any more or unreadable
 */
export function updateBackend(entries: Entries, id: string, change: BackendChange): Promise<void> {
  const key = BACKEND_KIND.prefix + id;
  return entries.change((stored) => {
    requireUsable(stored, id);
    return { set: { [key]: changeRaw(stored[key], change) } };
  });
}

/** @throws ChatError of kind `no-backend` if there is no backend with this id that can be asked */
export function requireUsable(stored: StoredEntries, id: string): void {
  if (readBackend(id, stored[BACKEND_KIND.prefix + id]) === undefined) throw new ChatError("no-backend");
}
