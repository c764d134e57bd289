import { ChatError } from "../providers/chat-error.ts";
import { maskSecrets } from "./mask-secrets.ts";
import type { Secret } from "./secret.ts";

/** Takes the secrets that it knows out of what is told to others. */
export interface SecretMask {
  /** Knows this one from now on, as long as it lives: what it was used for can fail later. */
  add(secret: Secret): void;
  /** The error without a secret in its message, detail, stack and causes; the same object where there is none. */
  error(error: ChatError): ChatError;
  /** Whatever was thrown, as it may be logged: the same where no secret is in it, else a copy with its texts masked. */
  problem(problem: unknown): unknown;
}

/** So deep what was thrown is looked through. What lies deeper is left out of the copy. */
const MAX_DEPTH = 8;

export function createSecretMask(): SecretMask {
  /** By value, so that a secret that is read again and again is there once. */
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

  /** A plain error that is called as this one: what others have made cannot be copied in its own class. */
  function copyOfError(error: Error, depth: number): Error {
    const { name, message, stack, cause } = error;
    const copy = new Error(text(message), { cause: copyOf(cause, depth + 1) });
    Object.assign(copy, copyOfFields(error, depth));
    Object.defineProperty(copy, "name", { value: name });
    Object.defineProperty(copy, "stack", { value: stack === undefined ? undefined : text(stack) });
    return copy;
  }

  /** Whether a secret is anywhere in it. What is too deep to be looked at counts as one. */
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
      const { kind, status, detail, retryAfterMs, mayBeBackEarlier, cause } = error;
      const words = detail === undefined ? undefined : text(detail);
      const masked = { status, detail: words, retryAfterMs, mayBeBackEarlier, cause: copyOf(cause, 0) };
      return new ChatError(kind, masked);
    },
    problem: (problem) => (known.size === 0 || !holds(problem) ? problem : copyOf(problem, 0)),
  };
}
