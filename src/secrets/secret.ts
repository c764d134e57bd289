/** What is shown or written in place of a secret. */
export const MASK = "…";

/** The values are kept outside of the objects, because the console shows private fields too. */
const values = new WeakMap<Secret, string>();

/**
 * A value that only its recipient may see, such as a password or a key.
 *
 * - Shown, logged, joined to a text or written as JSON, it is "…".
 * - A structured clone (in a port message or a database row) is an empty object. To store a secret, store what `reveal`
 *   returns.
 */
export class Secret {
  constructor(value: string) {
    values.set(this, value);
  }

  /** Returns the value itself, for its recipient and for the store of secrets. */
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
