import * as z from "zod/mini";
import { binItemSchema } from "../conversations/bin.ts";
import { editedSchema } from "./edited-questions.ts";
import { changeSchema } from "../conversations/change.ts";
import { conversationSchema, messageSchema } from "../conversations/conversation.ts";
import { snippetSchema } from "../conversations/search/snippet.ts";
import { CHAT_ERROR_KINDS } from "../providers/chat-error.ts";
import { PROXY_VERDICTS } from "../settings/proxy-verdict.ts";

/** Something that a panel is wanted for, asked outside of it; kept until the panel says that it is done. */
export const intentSchema = z.discriminatedUnion("type", [
  /** Go on with this conversation (null: a new one), and with what was typed elsewhere. */
  z.object({
    type: z.literal("show"),
    id: z.string(),
    conversationId: z.nullable(z.string()),
    draft: z.string(),
  }),
  /** Put the text into the composer, as a quotation, and wait for the person. */
  z.object({ type: z.literal("quote"), id: z.string(), text: z.string() }),
  /** Ask this at once, in a new conversation. */
  z.object({ type: z.literal("ask"), id: z.string(), text: z.string(), title: z.optional(z.string()) }),
]);
export type Intent = z.infer<typeof intentSchema>;

const searchHitSchema = z.object({
  conversation: conversationSchema,
  messageId: z.nullable(z.string()),
  snippet: snippetSchema,
});

/** What the background tells a view. */
export const eventSchema = z.discriminatedUnion("type", [
  /**
   * The answer to `hello` of a view that is new: the conversation that it showed last, if it should go on with it, and what
   * was typed for a new one.
   */
  z.object({ type: z.literal("welcome"), conversationId: z.nullable(z.string()), draft: z.string() }),
  /** The whole conversation as it stands at `sequence`. */
  z.object({
    type: z.literal("snapshot"),
    sequence: z.number(),
    conversation: conversationSchema,
    messages: z.array(messageSchema),
    /** What was typed here and not sent. */
    draft: z.string(),
    edited: z.optional(editedSchema),
  }),
  /** The answer to `watch` where the view shows the conversation as it stands. */
  z.object({ type: z.literal("unchanged"), conversationId: z.string() }),
  /** What changed since the snapshot or the changes before; `sequence` is the number of the last one. */
  z.object({
    type: z.literal("changes"),
    conversationId: z.string(),
    sequence: z.number(),
    changes: z.array(changeSchema),
  }),
  /** `more`: there are conversations beyond these. */
  z.object({ type: z.literal("conversations"), conversations: z.array(conversationSchema), more: z.boolean() }),
  /** How many conversations there are, and how much is in the bin. */
  z.object({ type: z.literal("counted"), conversations: z.number(), deleted: z.number() }),
  /** What is in the bin. `more`: there is more than this. */
  z.object({ type: z.literal("bin"), items: z.array(binItemSchema), more: z.boolean() }),
  /** `more`: there are places beyond these. */
  z.object({ type: z.literal("found"), query: z.string(), hits: z.array(searchHitSchema), more: z.boolean() }),
  z.object({ type: z.literal("intent"), intent: intentSchema }),
  /** The command of this number, and all before it, have been carried out. */
  z.object({ type: z.literal("done"), number: z.number() }),
  /** A command, that of this number where it had one, could not be carried out, and is not to be sent again. */
  z.object({ type: z.literal("failed"), number: z.optional(z.number()) }),
  /** A question was not taken: the view keeps its text. */
  z.object({
    type: z.literal("refused"),
    questionId: z.string(),
    reason: z.enum(["busy", "blank", "not-agreed", "gone"]),
  }),
  /** The answer to `check-site`: what stands in the way, or null. */
  z.object({ type: z.literal("site-checked"), url: z.string(), problem: z.nullable(z.enum(CHAT_ERROR_KINDS)) }),
  /** The answer to `check-proxy`. */
  z.object({ type: z.literal("proxy-checked"), verdict: z.enum(PROXY_VERDICTS) }),
  /** What is written cannot be kept on this machine any more; it goes on in memory. */
  z.object({ type: z.literal("storage-failed") }),
  /** The shortcut was pressed while the panel was open. */
  z.object({ type: z.literal("close") }),
]);
export type Event = z.infer<typeof eventSchema>;
