export interface Question {
  /** A conversation that does not exist yet is begun. */
  conversationId: string;
  /** Becomes the message's id: the same question sent again is not asked again. */
  questionId: string;
  text: string;
  /** What the conversation is called if the question begins it. Default: made of its text. */
  title?: string | undefined;
  /** The message that it follows; null: none. Default: the last one of the shown path. */
  parentId?: string | null | undefined;
}

/**
 * Why a question is not asked.
 * - `busy`: this conversation is being answered.
 * - `blank`: there is nothing to ask.
 * - `gone`: what it follows is deleted.
 * - `not-agreed`: the person has not agreed that questions go to this backend.
 */
export type Refusal = "busy" | "blank" | "gone" | "not-agreed";
