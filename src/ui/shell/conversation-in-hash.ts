import { isTemporary } from "../../conversations/temporary.ts";

/**
 * The conversation that an address names after its `#`; undefined: none, or nothing that could be one. In a private window
 * only what is kept in memory counts: nothing may be added to what is kept on disk.
 */
export function addressedConversation(hash: string, isPrivate: boolean): string | undefined {
  try {
    const id = decodeURIComponent(hash.slice(1));
    return id === "" || (isPrivate && !isTemporary(id)) ? undefined : id;
  } catch {
    return undefined;
  }
}
