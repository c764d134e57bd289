import type { Message } from "../../conversations/conversation.ts";
import type { EditedQuestion } from "../client/edited-questions.ts";

/** What a person can do about one message. */
export interface MessageActions {
  /** Asks again: a new version of the answer, or an answer to a question that has none. */
  retry(messageId: string): void;
  /** Asks again without what was said before the question. */
  retryAlone(messageId: string): void;
  /** Whether anything was said before the question of this answer. */
  hasEarlier(messageId: string): boolean;
  /** Has an answer that broke off go on. */
  goOn(messageId: string): void;
  /** What the person is writing in the place of a question. */
  edited(message: Message): EditedQuestion;
  /** Asks a question in other words: a new version of it. */
  askInstead(message: Message, text: string): void;
  /** Shows another version. */
  select(messageId: string): void;
  /** Deletes the message with all that follows it; can be undone. */
  deleteBranch(message: Message): void;
  openSite(message: Message): void;
  changeQuestion(messageId: string): void;
  /** Asks the browser for access to the answer's site, inside the click; then asks again. */
  allowAccess(message: Message): void;
  chooseSite(): void;
  openSettings(): void;
}
