/** A question that must be confirmed before something large is done. */
export interface Confirmation {
  /** The question, with the number of things at stake. */
  question: string;
  /** What will happen. */
  detail: string;
  /** The label of the button that confirms. */
  action: string;
  /** Called when the person confirms. */
  confirmed(): void;
}
