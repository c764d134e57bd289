import type { Message } from "../../conversations/conversation.ts";
import type { EditedQuestion } from "../client/edited-questions.ts";

/** What a person can do with a message. */
export interface MessageActions {
  /** Asks again: adds a new version of the answer, or an answer to a question without one. */
  retry(messageId: string): void;
  /** Asks again without the conversation before the question. */
  retryAlone(messageId: string): void;
  /** Whether anything precedes the question of this answer. */
  hasEarlier(messageId: string): boolean;
  /** Continues an answer that broke off. */
  goOn(messageId: string): void;
  /** Returns the edited text of a question. */
  edited(message: Message): EditedQuestion;
  /** Asks a changed question, as a new version of it. */
  askInstead(message: Message, text: string): void;
  /** Shows another version. */
  select(messageId: string): void;
  /** Deletes the message and all that follows it. Can be undone. */
  deleteBranch(message: Message): void;
  openSite(message: Message): void;
  changeQuestion(messageId: string): void;
  /** Asks the browser for access to the answer's site, then asks again. Must run inside the click. */
  allowAccess(message: Message): void;
  chooseSite(): void;
  openSettings(): void;
}
