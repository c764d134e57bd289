import type { Conversation } from "../conversation.ts";

/** The key of the only row, because one import runs at a time. */
export const IMPORT = "import";

/** How far an import has come. It has a row of its own, so that an import that was killed can be undone or ended. */
export type ImportJournal =
  /**
   * The import writes messages. Nobody sees them, because the rows of their conversations come last. After a kill, the
   * next background undoes it.
   */
  | { id: typeof IMPORT; state: "adding"; conversationIds: string[] }
  /** All messages are stored, and their conversations are being shown. After a kill, the next background goes on. */
  | { id: typeof IMPORT; state: "showing"; shown: ShownByImport };

/** What an import shows at its end. */
export interface ShownByImport {
  conversations: Conversation[];
  /** Conversations that were deleted here and are restored. */
  restored: string[];
  /** Text that is typed for a conversation and not sent. */
  drafts: { key: string; text: string }[];
}
