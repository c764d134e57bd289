import type { MarkedRequest } from "../../backends/open-backends.ts";
import type { ChatMessage } from "../../providers/provider.ts";

/** A request that fits. */
export interface Fitted {
  request: MarkedRequest;
  /** How many messages with text were left out. */
  leftOut: number;
}

/** Room for the note on what was left out, in bytes. */
const NOTE_BYTES = 200;

const encoder = new TextEncoder();

/**
 * Returns the size of messages in bytes of UTF-8, as a measure of their tokens. In English a token is about four bytes.
 * In other scripts a token holds fewer letters, but a letter has more bytes.
 */
export function sizeOf(messages: readonly ChatMessage[]): number {
  return messages.reduce((size, { text }) => size + encoder.encode(text).byteLength, 0);
}

/**
 * Leaves out the oldest messages so that the rest takes at most `limit` bytes, and tells the model so.
 *
 * - What is left begins with a question.
 * - The last message always stays. If it asks to continue an answer, that answer stays too. These alone may be longer.
 */
export function fit(request: MarkedRequest, limit: number): Fitted {
  const { messages, continues = false } = request;
  const mustStay = messages.length - (continues ? 2 : 1);
  if (sizeOf(messages) <= limit || mustStay <= 0) return { request, leftOut: 0 };
  let room = limit - NOTE_BYTES - sizeOf(messages.slice(mustStay));
  let first = mustStay;
  while (first > 0 && room >= 0) {
    room -= sizeOf(messages.slice(first - 1, first));
    if (room >= 0) first -= 1;
  }
  while (first < mustStay && messages[first]?.role !== "user") first += 1;
  const leftOut = messages.slice(0, first).filter(({ text }) => text.trim() !== "").length;
  if (leftOut === 0) return { request, leftOut };
  return { request: { ...request, messages: [noteOn(leftOut), ...messages.slice(first)] }, leftOut };
}

/** Tells the model what is missing. In English, which every model understands; the answer keeps its own language. */
function noteOn(leftOut: number): ChatMessage {
  return {
    role: "system",
    text: `The beginning of this conversation is left out, because it is too long: ${leftOut} messages.`,
  };
}
