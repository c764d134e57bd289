import type { Conversation } from "../conversation.ts";

/** The key of the one row: there is one import at a time. */
export const IMPORT = "import";

/** How far an import has come, in a row of its own, so that one that was killed can be undone or ended. */
export type ImportJournal =
  /** Messages are being written. Nobody sees them, since the rows of their conversations come last; undone after a kill. */
  | { id: typeof IMPORT; state: "adding"; conversationIds: string[] }
  /** All messages are there, and now their conversations are shown; gone on with after a kill. */
  | { id: typeof IMPORT; state: "showing"; shown: ShownByImport };

/** What an import shows at its end. */
export interface ShownByImport {
  conversations: Conversation[];
  /** Conversations that were deleted here, and are taken back. */
  restored: string[];
  /** What is typed for a conversation and not sent. */
  drafts: { key: string; text: string }[];
}
