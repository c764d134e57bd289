/** A question before something large is done. */
export interface Confirmation {
  /** The question, with the number of what is at stake. */
  question: string;
  /** What follows from it. */
  detail: string;
  /** What the button that does it says. */
  action: string;
  confirmed(): void;
}
