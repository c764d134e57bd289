/** What stands in the place of a secret wherever it would be shown or written. */
export const MASK = "…";

/** Beside the objects and not in them: the console shows private fields too. */
const values = new WeakMap<Secret, string>();

/**
 * A value that only its recipient may see, such as a password or a key. Shown, logged, joined to a text or written as JSON
 * it is "…". A structured clone of it (a port message, a row of a database) is an empty object without a value: whoever
 * stores a secret stores what `reveal` gives.
 */
export class Secret {
  constructor(value: string) {
    values.set(this, value);
  }

  /** The value itself, for its recipient, and for the store of secrets. */
  reveal(): string {
    return values.get(this) ?? "";
  }

  toString(): string {
    return MASK;
  }

  toJSON(): string {
    return MASK;
  }

  /** What Node prints. */
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return MASK;
  }
}
