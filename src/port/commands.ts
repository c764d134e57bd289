import * as z from "zod/mini";
import { siteVisits } from "../settings/site-visit.ts";

/** The views that connect. Panel and popup remember their conversation, a window each; a tab has it in its address. */
export const surfaceSchema = z.enum(["panel", "popup", "tab"]);
export type Surface = z.infer<typeof surfaceSchema>;

const id = z.string().check(z.minLength(1), z.maxLength(80));

/** See `ConversationEdit` in `turns/`, which has the same shape. */
const editSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("rename"), title: z.string().check(z.maxLength(200)) }),
  z.object({ type: z.literal("pin"), pinned: z.boolean() }),
  z.object({ type: z.literal("select"), messageId: id }),
  z.object({ type: z.literal("delete-branch"), messageId: id }),
  z.object({ type: z.literal("restore-branch"), messageId: id, leafId: z.optional(id) }),
  z.object({ type: z.literal("take-back"), questionId: id }),
]);

/** What a view asks of the background. Every command can be sent twice without harm: a view repeats after a break. */
export const commandSchema = z.discriminatedUnion("type", [
  /** First on every connection. `resumed`: the view was connected before and knows what it shows. */
  z.object({
    type: z.literal("hello"),
    surface: surfaceSchema,
    windowId: z.number(),
    /** In a private window: nothing is written to disk, and only temporary conversations are shown. */
    private: z.boolean(),
    resumed: z.boolean(),
  }),
  /**
   * Show this conversation from now on, instead of the one before. null: none (a new chat). `has`: the fingerprint of what
   * the view shows of it already; where nothing has changed since, it is not sent again.
   */
  z.object({ type: z.literal("watch"), conversationId: z.nullable(id), has: z.optional(z.string()) }),
  /**
   * After a break: an answer as far as this view had drawn it. Checkpoints are some hundred ms apart, so where the
   * background was stopped, the view can know more letters than were kept.
   */
  z.object({ type: z.literal("recover"), conversationId: id, messageId: id, text: z.string() }),
  /** `parentId`: the message that the question follows, null for none; absent: the last one shown. */
  z.object({
    type: z.literal("ask"),
    conversationId: id,
    questionId: id,
    text: z.string(),
    /** What the conversation is called if the question begins it; absent: made of its text. */
    title: z.optional(z.string().check(z.maxLength(200))),
    parentId: z.optional(z.nullable(id)),
  }),
  /** `alone`: without what was said before the question. */
  z.object({
    type: z.literal("retry"),
    conversationId: id,
    messageId: id,
    answerId: id,
    alone: z.optional(z.boolean()),
  }),
  z.object({ type: z.literal("go-on"), conversationId: id, messageId: id }),
  z.object({ type: z.literal("stop"), conversationId: id }),
  z.object({ type: z.literal("edit"), conversationId: id, edit: editSchema }),
  /** Send the list of conversations, and again whenever it changes: the pinned ones and so many others. null: no more. */
  z.object({
    type: z.literal("list"),
    limit: z.nullable(z.int().check(z.positive())),
    /** Shown already, before a break: nobody has just opened it, and is about to search. */
    resumed: z.optional(z.boolean()),
  }),
  z.object({ type: z.literal("search"), query: z.string() }),
  /**
   * Puts a conversation, or (null) all, into the bin. `at` (ms since 1970, default now) is the name of this deletion: all of
   * it comes back by `restore` with the same time, and nothing else.
   */
  z.object({ type: z.literal("delete"), conversationId: z.nullable(id), at: z.optional(z.number()) }),
  z.object({ type: z.literal("restore"), conversationId: z.nullable(id), at: z.optional(z.number()) }),
  /** Send how many conversations there are, and again whenever that changes, or (`wanted` false) no longer. */
  z.object({ type: z.literal("count"), wanted: z.boolean() }),
  /** Send so much of the bin, and again whenever it changes; null: no longer. */
  z.object({ type: z.literal("bin"), limit: z.nullable(z.int().check(z.positive())) }),
  /** Deletes for good what is in the bin: a conversation, a branch of one, or (null) all. */
  z.object({ type: z.literal("erase"), conversationId: z.nullable(id), messageId: z.optional(id) }),
  /** What is typed and not sent, in a conversation or (null) in a new one. "" forgets it. `unlessKept`: only where nothing is kept. */
  z.object({
    type: z.literal("draft"),
    conversationId: z.nullable(id),
    /** Not of the composer: it is to take the place of this question. */
    messageId: z.optional(id),
    text: z.string(),
    unlessKept: z.optional(z.boolean()),
  }),
  /**
   * Let the panel of this view's window go on with the conversation (null: a new one) and with what is typed so far; the
   * view opens the panel itself, and takes the intent back with `intent-done` where the browser refuses that.
   */
  z.object({ type: z.literal("hand-over"), intentId: id, conversationId: z.nullable(id), draft: z.string() }),
  /** Show the site of an answer in a tab. `backendId`: whose; absent: of the backend that the person has chosen. */
  z.object({
    type: z.literal("open-site"),
    backendId: z.optional(z.string()),
    conversationId: id,
    messageId: id,
    visit: z.enum(siteVisits),
  }),
  /** Read this site's page, and say whether it has a chat that can be asked. */
  z.object({ type: z.literal("check-site"), url: z.url() }),
  /** Try the proxy as it is saved, and say how that went. */
  z.object({ type: z.literal("check-proxy") }),
  /** Conversations were added by an import; the background did not see it. */
  z.object({ type: z.literal("imported") }),
  /** What the panel of this view's window was wanted for has been done, or is wanted no more. */
  z.object({ type: z.literal("intent-done"), intentId: id }),
  /** All changes up to this number have been drawn; the next batch may come. */
  z.object({ type: z.literal("received"), conversationId: id, sequence: z.number() }),
]);
export type Command = z.infer<typeof commandSchema>;

/** The number that a command carries which the view repeats until the background has said `done` with this number. */
export const numberSchema = z.object({ number: z.int() });

/**
 * Whether a command is repeated after a break until it has been carried out. The others are said anew by each greeting,
 * or have lost their sense by then.
 */
export function mustArrive({ type }: Command): boolean {
  switch (type) {
    case "ask":
    case "retry":
    case "go-on":
    case "edit":
    case "delete":
    case "restore":
    case "erase":
    case "draft":
    case "hand-over":
    case "intent-done":
      return true;
    case "hello":
    case "watch":
    case "recover":
    case "stop":
    case "list":
    case "search":
    case "count":
    case "bin":
    case "open-site":
    case "check-site":
    case "check-proxy":
    case "imported":
    case "received":
      return false;
    default:
      return type satisfies never;
  }
}
