import type { StoredConversation } from "./store.ts";

export const EXPORT_FORMAT = "sidenote";

/** Raised when the shape of the file changes; older versions stay readable. */
export const EXPORT_VERSION = 1;

/** Conversations as one JSON file. */
export function exportFile(conversations: readonly StoredConversation[]): string {
  return exportHead + conversations.map(exportPiece).join("") + exportTail;
}

/** The file in pieces, for an export that does not fit into one string: head, a piece a conversation, tail. */
export const exportHead = `{"format":"${EXPORT_FORMAT}","version":${EXPORT_VERSION},"conversations":[`;
export const exportTail = "\n]}\n";

export function exportPiece(stored: StoredConversation, index: number): string {
  return `${index === 0 ? "\n" : ",\n"}${JSON.stringify(stored)}`;
}
