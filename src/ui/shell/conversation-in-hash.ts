import { isTemporary } from "../../conversations/temporary.ts";

/**
 * Returns the conversation that an address names after its `#`. Returns undefined if it names none, or nothing that
 * could be one. A private window takes only conversations that are kept in memory, so that nothing is added to what is
 * on disk.
 */
export function addressedConversation(hash: string, isPrivate: boolean): string | undefined {
  try {
    const id = decodeURIComponent(hash.slice(1));
    return id === "" || (isPrivate && !isTemporary(id)) ? undefined : id;
  } catch {
    return undefined;
  }
}
