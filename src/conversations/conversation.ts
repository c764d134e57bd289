import * as z from "zod/mini";
import { CHAT_ERROR_KINDS } from "../providers/chat-error.ts";
import { LEFT_OUT_REASONS } from "../providers/provider.ts";

/**
 * The state of a message.
 *
 * - `sending`: asked. Nothing has come yet; of a continued answer, nothing more.
 * - `streaming`: growing.
 * - `done`, `stopped`, `failed`: ended.
 * - `interrupted`: ended, because the background was stopped in the middle. The text so far is kept.
 */
export const messageStates = ["sending", "streaming", "done", "stopped", "failed", "interrupted"] as const;
export type MessageState = (typeof messageStates)[number];

/** A failure as it is stored and sent to views: the data of a `ChatError`, without its cause. */
export const messageErrorSchema = z.object({
  kind: z.enum(CHAT_ERROR_KINDS),
  status: z.optional(z.number()),
  detail: z.optional(z.string()),
  /** When the backend may be asked again, in ms since 1970. Absent: it did not say. */
  retryAt: z.optional(z.number()),
  /** The backend is probably back before `retryAt`. */
  mayBeBackEarlier: z.optional(z.boolean()),
});
export type MessageError = z.infer<typeof messageErrorSchema>;

/** Says that earlier messages were not sent with the question: they were too long, or the backend declined them. */
export const leftOutSchema = z.object({
  reason: z.enum(LEFT_OUT_REASONS),
  /** How many, from the oldest on. Absent: all. */
  messages: z.optional(z.int().check(z.positive())),
});
export type LeftOut = z.infer<typeof leftOutSchema>;

/** What is read of a row that a later version may have written. */
interface WithUnknownValues {
  /** Stored values that this version does not understand, by field. In memory only; see `rows/unknown-values.ts`. */
  unknownValues?: Readonly<Record<string, unknown>> | undefined;
}

/** A backend that was asked. */
export const backendReferenceSchema = z.object({
  /** Its identity. Names and addresses can change. */
  id: z.string(),
  /** How people knew it when it was asked, e.g. its host. */
  name: z.string(),
});
export type BackendReference = z.infer<typeof backendReferenceSchema>;

/** A backend that was asked before the one that answered, and why it did not answer. */
export const trailEntrySchema = z.object({
  backend: backendReferenceSchema,
  error: z.pick(messageErrorSchema, { kind: true, status: true, detail: true }),
});

/** Something that an answer rests on, e.g. a page. Its `type` says which further fields it has. */
export const sourceSchema = z.looseObject({
  type: z.string(),
  title: z.optional(z.string()),
  url: z.optional(z.string()),
  /** Names the text of the source, which is kept elsewhere. */
  hash: z.optional(z.string()),
});

/** What an answer used, in tokens, as far as the backend counts them. */
export const usageSchema = z.object({
  inputTokens: z.optional(z.number()),
  outputTokens: z.optional(z.number()),
});

/** A writer that continued an answer of another writer. */
export const writerSchema = z.object({
  backend: z.optional(backendReferenceSchema),
  model: z.optional(z.string()),
  /** Where its part of the text begins, in UTF-16 units. */
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
  /** The backend that was asked. Absent: none could be found. */
  backend: z.optional(backendReferenceSchema),
  /** The model that answered, where the backend names it. */
  model: z.optional(z.string()),
  /** The writers that continued the answer after `backend` and `model`, in order; see `writers.ts`. */
  continued: z.optional(z.array(writerSchema)),
  /** The backends that were asked before and did not answer, in order. */
  trail: z.optional(z.array(trailEntrySchema)),
  sources: z.optional(z.array(sourceSchema)),
  usage: z.optional(usageSchema),
  error: z.optional(messageErrorSchema),
  /** What the backend wants the person to know beside the answer. Plain text. */
  notice: z.optional(z.string()),
  /** What the model thought before it answered. No part of the answer: it is never sent back, searched or exported. */
  reasoning: z.optional(z.string()),
  /** Present if earlier messages were not sent. */
  leftOut: z.optional(leftOutSchema),
  /** The question went out in other signs, because the backend alters code. Set once a backend. */
  rewritten: z.optional(z.boolean()),
  /** The answer ended before it was complete. `unknown`: for a reason that only a later version knows. */
  incomplete: z.optional(z.enum(["cut", "length", "refused", "unknown"])),
  /** Not asked yet: the backend is writing as many answers as it may in other conversations. */
  inLine: z.optional(z.boolean()),
  /** Deleted with all that follows it, but the person can still take it back. Milliseconds since 1970. */
  deletedAt: z.optional(z.number()),
});
export type Message = z.infer<typeof messageSchema> & WithUnknownValues;

/** A question that was sent while an answer was being written. It is asked when that answer has ended. */
export const queuedQuestionSchema = z.object({
  id: z.string(),
  text: z.string(),
  /**
   * The message that the question will follow. null: none.
   *
   * That is the last message shown when it was sent or, for a changed question, the parent of the original. Absent: the last
   * message shown when it is asked.
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
export type Conversation = z.infer<typeof conversationSchema> & WithUnknownValues;

/** Whether a message in this state still changes by itself. */
export function isRunning(state: MessageState): boolean {
  return state === "sending" || state === "streaming";
}

/** Returns the message as the next background finds it: `interrupted` if it was still running. */
export function interrupt(message: Message): Message {
  if (!isRunning(message.state)) return message;
  const { inLine: _, ...kept } = message;
  return { ...kept, state: "interrupted" };
}

/** Whether the answer is complete. */
export function isWhole({ state, incomplete }: Message): boolean {
  return state === "done" && incomplete === undefined;
}

/** A conversation with all its messages, as it is stored. */
export interface StoredConversation {
  conversation: Conversation;
  messages: Message[];
}
