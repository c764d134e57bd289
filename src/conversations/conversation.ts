import * as z from "zod/mini";
import { targetSchema } from "../backends/target.ts";
import { CHAT_ERROR_KINDS } from "../providers/chat-error.ts";
import { LEFT_OUT_REASONS } from "../providers/provider.ts";

/**
 * The states of a message.
 *
 * - `sending`: asked. No text has come yet, or none since an answer is being continued.
 * - `streaming`: text is coming.
 * - `done`, `stopped`, `failed`: ended by the backend, by the person, by an error.
 * - `interrupted`: the background was stopped before the end. What had come is kept.
 */
export const messageStates = ["sending", "streaming", "done", "stopped", "failed", "interrupted"] as const;
export type MessageState = (typeof messageStates)[number];

/** See `ContextShortage` in `providers/chat-error.ts`, which has the same shape. */
const contextShortageSchema = z.object({
  neededTokens: z.number(),
  allowedTokens: z.number(),
  modelTokens: z.optional(z.number()),
});

/** A failure as it is stored and sent to views: the data of a `ChatError`, without its cause. */
export const messageErrorSchema = z.object({
  kind: z.enum(CHAT_ERROR_KINDS),
  status: z.optional(z.number()),
  detail: z.optional(z.string()),
  /** When the backend may be asked again, in ms since 1970. Absent: it did not say. */
  retryAt: z.optional(z.number()),
  /** Whether the backend is probably back before `retryAt`. Default: false. */
  mayBeBackEarlier: z.optional(z.boolean()),
  /** For `too-long`: how much room there was, where the person decides on it. */
  context: z.optional(contextShortageSchema),
});
export type MessageError = z.infer<typeof messageErrorSchema>;

/** Earlier messages that were not sent with the question. They were too long together, or the backend declined them. */
export const leftOutSchema = z.object({
  reason: z.enum(LEFT_OUT_REASONS),
  /** How many, from the oldest on. Default: all. */
  messages: z.optional(z.int().check(z.positive())),
});
export type LeftOut = z.infer<typeof leftOutSchema>;

/** What is read from a row that a later version may have written. */
interface WithUnknownValues {
  /** Stored values that this version does not understand, by field. Only in memory; see `rows/unknown-values.ts`. */
  unknownValues?: Readonly<Record<string, unknown>> | undefined;
}

/** What is shown of an answer while it is being written, and never stored. */
interface WhileAnswered {
  /** The model is still being loaded. */
  loading?: true | undefined;
}

/** A backend that was asked. */
export const backendReferenceSchema = z.object({
  /** Its identity. It stays when name and address change. */
  id: z.string(),
  /** How people knew it when it was asked, e.g. its host. */
  name: z.string(),
});
export type BackendReference = z.infer<typeof backendReferenceSchema>;

/** A backend that did not answer, and why. */
export const trailEntrySchema = z.object({
  backend: backendReferenceSchema,
  error: z.pick(messageErrorSchema, { kind: true, status: true, detail: true }),
  /** It was not asked, because it had failed so often in a row. `error` is the last failure. Absent: it was asked. */
  notAsked: z.optional(z.int().check(z.positive())),
});
export type TrailEntry = z.infer<typeof trailEntrySchema>;

/**
 * Something that a text holds, or that an answer is based on. Its `type` says which further fields it has.
 *
 * - `page`, `selection`: text of a page, all of it or what the person had selected.
 * - `unknown`: nobody knows any more.
 */
export const sourceSchema = z.looseObject({
  type: z.string(),
  title: z.optional(z.string()),
  url: z.optional(z.string()),
  /** Identifies the text of the source, which is kept elsewhere. */
  hash: z.optional(z.string()),
});
export type Source = z.infer<typeof sourceSchema>;

/** What an answer used, in tokens. A number is absent if the backend does not give it. */
export const usageSchema = z.object({
  inputTokens: z.optional(z.number()),
  outputTokens: z.optional(z.number()),
});

/** A backend or model that continued an answer. */
export const writerSchema = z.object({
  backend: z.optional(backendReferenceSchema),
  model: z.optional(z.string()),
  /** Where its part begins in the text, in UTF-16 units. */
  from: z.int().check(z.nonnegative()),
});

/** What a backend is asked for, beside an answer. */
export const askedSchema = z.object({
  /** The model. Absent: the backend's own choice. */
  model: z.optional(z.string()),
  /** Whether it thinks before it answers. Absent: as it does by itself. */
  think: z.optional(z.boolean()),
});
export type Asked = z.infer<typeof askedSchema>;

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
  /** The model that answered. Absent: the backend does not name it. */
  model: z.optional(z.string()),
  /** What the backend was last asked for. Absent: nothing but an answer. */
  asked: z.optional(askedSchema),
  /** Who continued the answer that `backend` and `model` had begun, in order; see `writers.ts`. */
  continued: z.optional(z.array(writerSchema)),
  /**
   * Backends that did not answer, in the order in which they were asked or passed over. If all have failed, `backend` is the
   * first that was asked.
   */
  trail: z.optional(z.array(trailEntrySchema)),
  /** What the text holds. Absent in questions: nothing, as far as their text does not look otherwise; see `sources.ts`. */
  sources: z.optional(z.array(sourceSchema)),
  usage: z.optional(usageSchema),
  error: z.optional(messageErrorSchema),
  /** What the backend wants the person to know beside the answer. Plain text. */
  notice: z.optional(z.string()),
  /** What the model thought before it answered. It is never sent back, searched or exported. */
  reasoning: z.optional(z.string()),
  /** How long it thought, in ms. Absent: it did not, or that was not measured. */
  thoughtMs: z.optional(z.number()),
  /** How long the whole answer took from when it was asked, in ms. Absent: it has not ended, or that was not measured. */
  durationMs: z.optional(z.number()),
  /** What the backend was not told of the conversation. Absent: it was told everything. */
  leftOut: z.optional(leftOutSchema),
  /** Whether the question went out in other characters, because the backend alters code. Set once for each backend. */
  rewritten: z.optional(z.boolean()),
  /** Why the answer ended before it was complete. `unknown`: for a reason that only a later version knows. */
  incomplete: z.optional(z.enum(["cut", "length", "refused", "unknown"])),
  /** Whether the question still waits, because the backend is busy with other conversations. */
  inLine: z.optional(z.boolean()),
  /** When it was deleted, with all that follows it, in ms since 1970. The person can still restore it. */
  deletedAt: z.optional(z.number()),
});
export type Message = z.infer<typeof messageSchema> & WithUnknownValues & WhileAnswered;

/** A question that was sent while an answer was being written. It is asked when that answer has ended. */
export const queuedQuestionSchema = z.object({
  id: z.string(),
  text: z.string(),
  /**
   * The message that it will follow; null: none. It is the last one that was shown when the question was sent, or the
   * parent of the question that it edits. Absent: the last one that is shown when it is asked.
   */
  parentId: z.optional(z.nullable(z.string())),
  /** Whom it goes to: whom the person saw when they sent it. Absent: the conversation's target. */
  target: z.optional(targetSchema),
  /** As in a message. */
  sources: z.optional(z.array(sourceSchema)),
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
  /** Whom the person has chosen to ask here. Absent: the backend that they have chosen in the settings. */
  target: z.optional(targetSchema),
  /** Questions to ask next, in this order. */
  queue: z.optional(z.array(queuedQuestionSchema)),
  /** When it was pinned to the top of the list, in ms since 1970. Absent: it is not. */
  pinnedAt: z.optional(z.number()),
  /** When it was deleted, in ms since 1970. The person can still restore it. */
  deletedAt: z.optional(z.number()),
});
export type Conversation = z.infer<typeof conversationSchema> & WithUnknownValues;

/** Everything that is stored of a conversation. */
export interface StoredConversation {
  conversation: Conversation;
  messages: Message[];
}
