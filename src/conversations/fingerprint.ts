import type { Conversation, Message } from "./conversation.ts";

/**
 * Returns a hash of a conversation, which tells whether a view is up to date. The order of messages and fields does not
 * matter. Two conversations that differ have the same hash once in 2^64 times.
 */
export function fingerprint(conversation: Conversation, messages: Iterable<Message>): string {
  const sums: [number, number] = [0, 0];
  add(sums, canonical(conversation));
  for (const message of messages) add(sums, canonical(message));
  return sums.map((sum) => (sum >>> 0).toString(36)).join("-");
}

/** Returns JSON with the fields of each object in alphabetical order. */
function canonical(value: object): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  );
}

/** Adds two hashes of the text (FNV-1a, and one with another factor) to the sums. */
function add(sums: [number, number], text: string): void {
  let one = 0x811c9dc5;
  let other = 0x9e3779b9;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    one = Math.imul(one ^ unit, 0x01000193);
    other = Math.imul(other ^ unit, 0x85ebca6b);
    other ^= other >>> 15;
  }
  sums[0] = (sums[0] + one) | 0;
  sums[1] = (sums[1] + other) | 0;
}
