import * as z from "zod/mini";
import { CHAT_ERROR_KINDS } from "../providers/chat-error.ts";
import { LEFT_OUT_REASONS } from "../providers/provider.ts";

/**
 * Where a message stands. `sending`: asked, and nothing has come yet, or nothing more of an answer that goes on.
 * `streaming`: growing. The other four are ends: `interrupted` means that the background was stopped in the middle; what had
 * come is kept.
 */
export const messageStates = ["sending", "streaming", "done", "stopped", "failed", "interrupted"] as const;
export type MessageState = (typeof messageStates)[number];

/** A failure as it is stored and sent to views: the data of a `ChatError`, without its cause. */
export const messageErrorSchema = z.object({
  kind: z.enum(CHAT_ERROR_KINDS),
  status: z.optional(z.number()),
  detail: z.optional(z.string()),
  retryable: z.boolean(),
  /** When the site lets us ask again, in ms since 1970, where it said so. */
  retryAt: z.optional(z.number()),
  /** The site may well be back before `retryAt`. */
  mayBeBackEarlier: z.optional(z.boolean()),
});
export type MessageError = z.infer<typeof messageErrorSchema>;

/** Earlier messages were not sent with the question: together they were too long, or the site declined them. */
export const leftOutSchema = z.object({
  reason: z.enum(LEFT_OUT_REASONS),
  /** How many, from the oldest on. Absent: all. */
  messages: z.optional(z.int().check(z.positive())),
});
export type LeftOut = z.infer<typeof leftOutSchema>;

/** Somebody who went on with an answer that another had begun. */
export const writerSchema = z.object({
  site: z.optional(z.string()),
  model: z.optional(z.string()),
  /** Where in the text their part begins, in UTF-16 units. */
  from: z.int().check(z.nonnegative()),
});

export const messageSchema = z.object({
  id: z.string(),
  conversationId: z.string(),
  /** The message that this one answers or follows; null for the first. Siblings share a parent. */
  parentId: z.nullable(z.string()),
  role: z.enum(["user", "assistant"]),
  text: z.string(),
  state: z.enum(messageStates),
  /** Milliseconds since 1970. */
  createdAt: z.number(),
  /** The backend that was asked, as people know it, e.g. its host. */
  site: z.optional(z.string()),
  /** The model that answered, where the backend names it. */
  model: z.optional(z.string()),
  /** Who went on with the answer that `site` and `model` had begun, in order; see `writers.ts`. */
  continued: z.optional(z.array(writerSchema)),
  error: z.optional(messageErrorSchema),
  /** Beside the answer: what the backend wants the person to know. Plain text. */
  notice: z.optional(z.string()),
  /** What the model thought before it answered. No part of the answer: it is never sent back, searched or exported. */
  reasoning: z.optional(z.string()),
  /** The site was not told all that was said before. */
  leftOut: z.optional(leftOutSchema),
  /** The site alters code: the question went out in other signs. Said once a site. */
  rewritten: z.optional(z.boolean()),
  /** The answer ended before it was complete. */
  incomplete: z.optional(z.enum(["cut", "length", "refused"])),
  /** Nothing is asked yet, because as many answers as may be are being written in other conversations. */
  inLine: z.optional(z.boolean()),
  /** Deleted with all that follows it, but the person can still take it back. Milliseconds since 1970. */
  deletedAt: z.optional(z.number()),
});
export type Message = z.infer<typeof messageSchema>;

/** A question that was sent while an answer was being written; it is asked when that answer has ended. */
export const queuedQuestionSchema = z.object({
  id: z.string(),
  text: z.string(),
  /**
   * The message that it will follow (null: none): what was shown when it was sent, or what the question that it changes
   * follows. Absent: whatever is shown then.
   */
  parentId: z.optional(z.nullable(z.string())),
});
export type QueuedQuestion = z.infer<typeof queuedQuestionSchema>;

export const conversationSchema = z.object({
  id: z.string(),
  title: z.string(),
  createdAt: z.number(),
  /** When a message was last added. Milliseconds since 1970. */
  updatedAt: z.number(),
  /** The last message of the path that is shown; null for an empty conversation. */
  leafId: z.nullable(z.string()),
  /** Asked next, in this order. */
  queue: z.optional(z.array(queuedQuestionSchema)),
  /** Kept at the top of the list since then. Milliseconds since 1970. */
  pinnedAt: z.optional(z.number()),
  /** Deleted, but the person can still take it back. Milliseconds since 1970. */
  deletedAt: z.optional(z.number()),
});
export type Conversation = z.infer<typeof conversationSchema>;

/** Whether the message will still change by itself. */
export function isRunning(state: MessageState): boolean {
  return state === "sending" || state === "streaming";
}

/** The message as the next background finds it: what was running without an end is `interrupted`. */
export function interrupt(message: Message): Message {
  if (!isRunning(message.state)) return message;
  const { inLine: _, ...kept } = message;
  return { ...kept, state: "interrupted" };
}

/** Whether the answer has come to its own end, so that nothing of it is missing. */
export function isWhole({ state, incomplete }: Message): boolean {
  return state === "done" && incomplete === undefined;
}

/** Everything about a conversation that is kept. */
export interface StoredConversation {
  conversation: Conversation;
  messages: Message[];
}
