import { ChatError } from "../providers/chat-error.ts";
import { maskSecrets } from "./mask-secrets.ts";
import type { Secret } from "./secret.ts";

/** Takes the secrets that it knows out of what others get to see. */
export interface SecretMask {
  /** Masks this secret from now on. It is never forgotten, because what it was used for can fail later. */
  add(secret: Secret): void;
  /** Returns the error without secrets in its message, detail, stack and causes: the same object if there are none. */
  error(error: ChatError): ChatError;
  /** Returns what was thrown without secrets: the same value if there are none, else a copy whose texts are masked. */
  problem(problem: unknown): unknown;
}

/** How many levels of a thrown value are searched. What is nested deeper is left out of the copy. */
const MAX_DEPTH = 8;

/** Creates a mask that knows no secret yet. */
export function createSecretMask(): SecretMask {
  /** By value, so that a secret that is read again and again is kept once. */
  const known = new Map<string, Secret>();

  const text = (value: string) => maskSecrets(value, known.values());

  function copyOf(value: unknown, depth: number): unknown {
    if (typeof value === "string") return text(value);
    if (typeof value !== "object" || value === null) return value;
    if (depth === MAX_DEPTH) return undefined;
    if (value instanceof Error) return copyOfError(value, depth);
    if (Array.isArray(value)) return value.map((item) => copyOf(item, depth + 1));
    return copyOfFields(value, depth);
  }

  function copyOfFields(value: object, depth: number): Record<string, unknown> {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [text(key), copyOf(item, depth + 1)]));
  }

  /** Copies an error into a plain `Error` with the same name, because errors of foreign classes cannot be copied. */
  function copyOfError(error: Error, depth: number): Error {
    const { name, message, stack, cause } = error;
    const copy = new Error(text(message), { cause: copyOf(cause, depth + 1) });
    Object.assign(copy, copyOfFields(error, depth));
    Object.defineProperty(copy, "name", { value: name });
    Object.defineProperty(copy, "stack", { value: stack === undefined ? undefined : text(stack) });
    return copy;
  }

  /** Whether a value holds a secret. What is nested too deep to be searched counts as one. */
  function holds(value: unknown, depth = 0): boolean {
    if (typeof value === "string") return text(value) !== value;
    if (typeof value !== "object" || value === null) return false;
    if (depth === MAX_DEPTH) return true;
    const own = Object.entries(value).flat();
    const parts = value instanceof Error ? [value.message, value.stack, value.cause, ...own] : own;
    return parts.some((part) => holds(part, depth + 1));
  }

  return {
    add: (secret) => void known.set(secret.reveal(), secret),
    error(error) {
      if (known.size === 0 || !holds(error)) return error;
      const { kind, status, detail, retryAfterMs, mayBeBackEarlier, context, cause } = error;
      const words = detail === undefined ? undefined : text(detail);
      const masked = { status, detail: words, retryAfterMs, mayBeBackEarlier, context, cause: copyOf(cause, 0) };
      return new ChatError(kind, masked);
    },
    problem: (problem) => (known.size === 0 || !holds(problem) ? problem : copyOf(problem, 0)),
  };
}
