import type { Target } from "../backends/target.ts";
import type { Message, Source } from "../conversations/conversation.ts";
import { tidyQuestion } from "../conversations/question-text.ts";
import { sourcesToKeep } from "../conversations/sources.ts";

/** A question to be asked. */
export interface Question {
  /** If no such conversation exists, the question begins it. */
  conversationId: string;
  /** Becomes the message's id, so that a question that is sent again is not asked again. */
  questionId: string;
  text: string;
  /** What its text holds that the person has not typed, e.g. text of a page. Default: nothing. */
  sources?: readonly Source[] | undefined;
  /** Title of the conversation, if the question begins it. Default: made of its text. */
  title?: string | undefined;
  /** The message that it follows; null: none. Default: the last one of the shown path. */
  parentId?: string | null | undefined;
  /** Whom to ask. Default: the conversation's target, or else the backend that the person has chosen. */
  target?: Target | undefined;
  /**
   * Whether the person has chosen `target` for this conversation. If the question begins it, it keeps the target then.
   * Default: false.
   */
  binds?: boolean | undefined;
}

/**
 * Why a question is not asked.
 *
 * - `busy`: the conversation is being answered.
 * - `blank`: the question has no text.
 * - `gone`: the message that it follows, or the conversation, is deleted.
 * - `not-agreed`: the person has not agreed that questions go to this backend.
 */
export type Refusal = "busy" | "blank" | "gone" | "not-agreed";

/** Returns what is stored of what a person asks, whether it waits or is asked now. */
export function asQuestion(
  id: string,
  text: string,
  sources: readonly Source[],
): Pick<Message, "id" | "text" | "sources"> {
  const tidy = tidyQuestion(text);
  const kept = sourcesToKeep(tidy, sources);
  return { id, text: tidy, ...(kept !== undefined && { sources: kept }) };
}
