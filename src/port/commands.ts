import * as z from "zod/mini";
import { targetSchema } from "../backends/target.ts";
import { sourceSchema } from "../conversations/conversation.ts";
import { siteVisits } from "../settings/site-visit.ts";

/**
 * The views that connect. The background remembers the conversation of each window's panel and popup. A tab has it in
 * its address.
 */
export const surfaceSchema = z.enum(["panel", "popup", "tab"]);
export type Surface = z.infer<typeof surfaceSchema>;

const id = z.string().check(z.minLength(1), z.maxLength(80));

/** Whom the person saw when they asked. Default: the conversation's target, or else the chosen backend. */
const target = z.optional(targetSchema);

/** What a text holds that the person has not typed, e.g. text of a page. Default: nothing. */
const sources = z.optional(z.array(sourceSchema));

/** See `ConversationEdit` in `turns/`, which has the same shape. */
const editSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("rename"), title: z.string().check(z.maxLength(200)) }),
  z.object({ type: z.literal("pin"), pinned: z.boolean() }),
  z.object({ type: z.literal("select"), messageId: id }),
  z.object({ type: z.literal("delete-branch"), messageId: id }),
  z.object({ type: z.literal("restore-branch"), messageId: id, leafId: z.optional(id) }),
  z.object({ type: z.literal("take-back"), questionId: id }),
  z.object({ type: z.literal("target"), target: targetSchema }),
]);

/**
 * What a view asks of the background. Every command can be sent twice without harm, because views repeat after a break.
 */
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
   * Show this conversation (null: a new chat) from now on, instead of the one before. `has`: the fingerprint of what
   * the view already shows of it. If nothing has changed since, the conversation is not sent again.
   */
  z.object({ type: z.literal("watch"), conversationId: z.nullable(id), has: z.optional(z.string()) }),
  /**
   * After a break: an answer as far as this view had drawn it. If the background was stopped, the view can know letters
   * that were not stored, because checkpoints are some hundred ms apart.
   */
  z.object({ type: z.literal("recover"), conversationId: id, messageId: id, text: z.string() }),
  /**
   * Ask a question; see `Question` in `turns/`. `parentId`: the message that it follows; null: none. Default: the last
   * one that is shown.
   */
  z.object({
    type: z.literal("ask"),
    conversationId: id,
    questionId: id,
    text: z.string(),
    sources,
    /** Title of the conversation, if the question begins it. Default: made of its text. */
    title: z.optional(z.string().check(z.maxLength(200))),
    parentId: z.optional(z.nullable(id)),
    target,
    binds: z.optional(z.boolean()),
  }),
  /** Ask again. `alone`: without what was said before the question. Default: false. */
  z.object({
    type: z.literal("retry"),
    conversationId: id,
    messageId: id,
    answerId: id,
    alone: z.optional(z.boolean()),
    target,
    /** Whether the person has chosen the target by hand. Default: no. */
    chosen: z.optional(z.boolean()),
  }),
  /** Continue an answer that broke off. */
  z.object({ type: z.literal("go-on"), conversationId: id, messageId: id, target }),
  /** End the answer that is being written. */
  z.object({ type: z.literal("stop"), conversationId: id }),
  z.object({ type: z.literal("edit"), conversationId: id, edit: editSchema }),
  /** Send the pinned conversations and `limit` others, now and whenever the list changes. null: no longer. */
  z.object({
    type: z.literal("list"),
    limit: z.nullable(z.int().check(z.positive())),
    /** Whether the list was shown before a break. Then nobody has just opened it, and a search is not prepared. */
    resumed: z.optional(z.boolean()),
  }),
  z.object({ type: z.literal("search"), query: z.string() }),
  /**
   * Put a conversation, or (null) all, into the bin. `at` (ms since 1970, default now) names this deletion: a `restore`
   * of all with the same time undoes it, and nothing else.
   */
  z.object({ type: z.literal("delete"), conversationId: z.nullable(id), at: z.optional(z.number()) }),
  z.object({ type: z.literal("restore"), conversationId: z.nullable(id), at: z.optional(z.number()) }),
  /** Send how many conversations there are, now and whenever that changes. `wanted` false: no longer. */
  z.object({ type: z.literal("count"), wanted: z.boolean() }),
  /** Send `limit` items of the bin, now and whenever it changes. null: no longer. */
  z.object({ type: z.literal("bin"), limit: z.nullable(z.int().check(z.positive())) }),
  /** Delete for good what is in the bin: a conversation, a branch of one, or (null) all. */
  z.object({ type: z.literal("erase"), conversationId: z.nullable(id), messageId: z.optional(id) }),
  /** Keep what is typed and not sent, in a conversation or (null) in a new one. "" forgets it. */
  z.object({
    type: z.literal("draft"),
    conversationId: z.nullable(id),
    /** The question that the text is to replace. Default: none; the text is the composer's. */
    messageId: z.optional(id),
    text: z.string(),
    sources,
    /** Whether a text that is kept already stays. Default: false. */
    unlessKept: z.optional(z.boolean()),
  }),
  /** Keep whom the new chat of this view asks, until it is asked. null: whom the settings say. */
  z.object({ type: z.literal("draft-target"), target: z.nullable(targetSchema) }),
  /**
   * Let the panel of this view's window go on with the conversation (null: a new one), with what is typed so far, and
   * with whom a new one is to ask. The view opens the panel itself. If the browser refuses that, it takes the intent back
   * with `intent-done`.
   */
  z.object({
    type: z.literal("hand-over"),
    intentId: id,
    conversationId: z.nullable(id),
    draft: z.string(),
    sources,
    target,
  }),
  /**
   * Show the site of an answer in a tab. `backendId`: whose site. Default: that of the backend that the person has
   * chosen.
   */
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
  /** List the models of a stored backend, with its key. */
  z.object({ type: z.literal("list-models"), backendId: z.string() }),
  /**
   * Try a backend as it stands in a form. A second test with the same id ends the one before. Keys never go over a port:
   * `keyId` names the one to use in the store of secrets.
   */
  z.object({
    type: z.literal("test-backend"),
    testId: id,
    draft: z.object({
      /** The stored backend that it would become. Default: a new one. */
      id: z.optional(z.string()),
      type: z.string(),
      config: z.unknown(),
      /** Default: whichever the backend has. */
      model: z.optional(z.string()),
      keyId: z.optional(z.string()),
    }),
    /** Whether it is asked a tiny question, if that takes one. Else its models are listed, and nothing more. */
    ask: z.boolean(),
  }),
  /** End a test. Nothing answers it any more. */
  z.object({ type: z.literal("stop-test"), testId: id }),
  /** Sign the person in with OpenRouter, and store the key that they get. It ends when the view goes. */
  z.object({ type: z.literal("sign-in") }),
  /** An import has added conversations, which the background did not see. */
  z.object({ type: z.literal("imported") }),
  /** An intent for the panel of this view's window has been carried out, or is no longer wanted. */
  z.object({ type: z.literal("intent-done"), intentId: id }),
  /** All changes up to this number have been drawn, so the next batch may come. */
  z.object({ type: z.literal("received"), conversationId: id, sequence: z.number() }),
]);
export type Command = z.infer<typeof commandSchema>;

/** The number of a command that must arrive. The view repeats it until the background says `done` or `failed`. */
export const numberSchema = z.object({ number: z.int() });
