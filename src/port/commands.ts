import * as z from "zod/mini";
import { siteVisits } from "../settings/site-visit.ts";

/** The views that connect. Panel and popup remember their conversation in each window. A tab has it in its address. */
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

/** What a view asks of the background. Every command may arrive twice, because a view repeats it after a break. */
export const commandSchema = z.discriminatedUnion("type", [
  /** The first command of every connection. `resumed`: the view was connected before and knows what it shows. */
  z.object({
    type: z.literal("hello"),
    surface: surfaceSchema,
    windowId: z.number(),
    /** In a private window: nothing is written to disk, and only temporary conversations are shown. */
    private: z.boolean(),
    resumed: z.boolean(),
  }),
  /**
   * Watch this conversation instead of the one before. null: none (a new chat). `has`: the fingerprint of what the view shows
   * already; if nothing has changed since, it is not sent again.
   */
  z.object({ type: z.literal("watch"), conversationId: z.nullable(id), has: z.optional(z.string()) }),
  /**
   * After a break: an answer as far as this view has drawn it. Checkpoints are some hundred ms apart, so the view can know
   * more letters than a stopped background has kept.
   */
  z.object({ type: z.literal("recover"), conversationId: id, messageId: id, text: z.string() }),
  /** Ask a question. `parentId`: the message that it follows. null: none. Absent: the last one shown. */
  z.object({
    type: z.literal("ask"),
    conversationId: id,
    questionId: id,
    text: z.string(),
    /** The title of a conversation that begins with this question. Absent: made of its text. */
    title: z.optional(z.string().check(z.maxLength(200))),
    parentId: z.optional(z.nullable(id)),
  }),
  /** Ask again. `alone`: without what was said before the question. */
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
  /** Send the list now and whenever it changes: the pinned conversations and `limit` others. null: send it no longer. */
  z.object({
    type: z.literal("list"),
    limit: z.nullable(z.int().check(z.positive())),
    /** The list was shown before a break, so nobody is about to search. */
    resumed: z.optional(z.boolean()),
  }),
  z.object({ type: z.literal("search"), query: z.string() }),
  /**
   * Put a conversation into the bin; null: all. `at` (ms since 1970, default now) names this deletion: `restore` with the same
   * time brings back all of it, and nothing else.
   */
  z.object({ type: z.literal("delete"), conversationId: z.nullable(id), at: z.optional(z.number()) }),
  z.object({ type: z.literal("restore"), conversationId: z.nullable(id), at: z.optional(z.number()) }),
  /** Send the number of conversations now and whenever it changes. `wanted` false: no longer. */
  z.object({ type: z.literal("count"), wanted: z.boolean() }),
  /** Send the first `limit` items of the bin now and whenever it changes. null: no longer. */
  z.object({ type: z.literal("bin"), limit: z.nullable(z.int().check(z.positive())) }),
  /** Delete for good what is in the bin: a conversation, a branch of one, or (null) all. */
  z.object({ type: z.literal("erase"), conversationId: z.nullable(id), messageId: z.optional(id) }),
  /** Keep a draft of a conversation or (null) of a new one. "": forget it. `unlessKept`: only if no draft is kept. */
  z.object({
    type: z.literal("draft"),
    conversationId: z.nullable(id),
    /** The question that the draft is to replace. Absent: the draft is of the composer. */
    messageId: z.optional(id),
    text: z.string(),
    unlessKept: z.optional(z.boolean()),
  }),
  /**
   * Let the panel of this view's window continue the conversation (null: a new one), with the draft. The view opens the panel
   * itself. If the browser refuses that, the view takes the intent back with `intent-done`.
   */
  z.object({ type: z.literal("hand-over"), intentId: id, conversationId: z.nullable(id), draft: z.string() }),
  /** Show the site of an answer in a tab. `backendId`: its backend. Absent: the one that the person has chosen. */
  z.object({
    type: z.literal("open-site"),
    backendId: z.optional(z.string()),
    conversationId: id,
    messageId: id,
    visit: z.enum(siteVisits),
  }),
  /** Read this site's page, and answer whether it has a chat that can be asked. */
  z.object({ type: z.literal("check-site"), url: z.url() }),
  /** Try the proxy as it is saved, and answer how that went. */
  z.object({ type: z.literal("check-proxy") }),
  /** An import has added conversations, which the background did not see. */
  z.object({ type: z.literal("imported") }),
  /** An intent of the panel of this view's window is done, or no longer wanted. */
  z.object({ type: z.literal("intent-done"), intentId: id }),
  /** All changes up to this number have been drawn. The next batch may come. */
  z.object({ type: z.literal("received"), conversationId: id, sequence: z.number() }),
]);
export type Command = z.infer<typeof commandSchema>;

/** The number of a command that the view repeats until the background answers `done` with it. */
export const numberSchema = z.object({ number: z.int() });

/**
 * Whether a command is repeated after a break until it has been carried out. The others are part of each greeting, or have
 * lost their meaning by then.
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
