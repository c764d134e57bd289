/** Ids of temporary conversations begin with it. These live in memory alone, and end with their window. */
const PREFIX = "temporary:";

/**
 * Returns the id of a new temporary conversation.
 * @param unique at most 40 characters
 */
export function temporaryId(windowId: number, unique: string): string {
  return `${windowPrefix(windowId)}${unique}`;
}

/** Whether a conversation lives in memory alone. */
export function isTemporary(id: string): boolean {
  return id.startsWith(PREFIX);
}

/** Returns the id under which a conversation is exported. A temporary one cannot be kept under its own. */
export function lastingId(id: string): string {
  return isTemporary(id) ? id.slice(id.indexOf(":", PREFIX.length) + 1) : id;
}

/** Returns what the ids of a window's temporary conversations begin with. */
export function windowPrefix(windowId: number): string {
  return `${PREFIX}${windowId}:`;
}

/** Returns the window that a temporary conversation belongs to; undefined if the conversation is not temporary. */
export function windowOf(id: string): number | undefined {
  const [, windowId] = /^temporary:(-?\d+):/.exec(id) ?? [];
  return windowId === undefined ? undefined : Number(windowId);
}
