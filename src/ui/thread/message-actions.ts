import type { UsableBackend } from "../../backends/backend.ts";
import type { Message } from "../../conversations/conversation.ts";
import type { BuiltInModel } from "../built-in/built-in-model.ts";
import type { Target } from "../../backends/target.ts";
import type { ModelPicker } from "../models/picker.ts";
import type { EditedQuestion } from "../client/edited-questions.ts";

/** What a person can do with a message. */
export interface MessageActions {
  /**
   * Asks again: adds a new version of the answer, or an answer to a question without one.
   * @param target whom to ask this once. Default: whom the conversation asks
   */
  retry(messageId: string, target?: Target): void;
  /** The list of models, for asking again with another one. */
  picker: ModelPicker;
  /** Whether there is more than one model to choose from. */
  hasChoice(): boolean;
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
  /** Lets the person choose another model for the conversation of this answer. */
  chooseModel(message: Message): void;
  /** Opens the settings: at the backend of an answer, where there is one. */
  openSettings(message?: Message): void;
  /** Asks the backend of an answer again, also where the conversation asks another one by now. */
  askAgain(message: Message): void;
  /** Lets the answer's backend take as much context as its question needs, from now on, and asks again. */
  giveMemory(message: Message): void;
  /** Returns the backend that an answer was asked of last. undefined: it is not in the list any more. */
  backendOf(message: Message): UsableBackend | undefined;
  /** Returns the backend with this id. undefined: it is not in the list any more. */
  backendWithId(id: string): UsableBackend | undefined;
  /** Loads what reaches the browser's own model. */
  loadBuiltIn(): Promise<BuiltInModel>;
  report(problem: unknown): void;
}
