/** Conversations with such an id live in memory alone, and end with their window. */
const PREFIX = "temporary:";

/** The id of a new conversation that is kept nowhere but in memory. `unique`: at most 40 characters. */
export function temporaryId(windowId: number, unique: string): string {
  return `${windowPrefix(windowId)}${unique}`;
}

export function isTemporary(id: string): boolean {
  return id.startsWith(PREFIX);
}

/** The id under which a conversation is exported: a temporary one cannot be kept under its own. */
export function lastingId(id: string): string {
  return isTemporary(id) ? id.slice(id.indexOf(":", PREFIX.length) + 1) : id;
}

/** How the ids of one window's temporary conversations begin. */
export function windowPrefix(windowId: number): string {
  return `${PREFIX}${windowId}:`;
}

/** The window that a temporary conversation belongs to; `undefined` where it is no temporary one. */
export function windowOf(id: string): number | undefined {
  const [, windowId] = /^temporary:(-?\d+):/.exec(id) ?? [];
  return windowId === undefined ? undefined : Number(windowId);
}
