import * as z from "zod/mini";
import type { BinItem } from "../conversations/bin.ts";
import type { Change } from "../conversations/change.ts";
import type { Conversation, Message } from "../conversations/conversation.ts";
import type { SearchHit } from "../conversations/store/store.ts";
import type { ChatErrorKind } from "../providers/chat-error.ts";
import type { ProxyVerdict } from "../settings/proxy-verdict.ts";
import type { Edited } from "./edited-questions.ts";

/** What a panel is opened for, e.g. by the context menu. Kept until the panel says that it is done. */
export const intentSchema = z.discriminatedUnion("type", [
  /** Continue this conversation (null: a new one), with the text that was typed elsewhere. */
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

/** What the background tells a view; see `is-event.ts` for what a view checks of it. */
export type Event =
  /** Answers the `hello` of a new view: the conversation that it should show again, and the draft of a new one. */
  | { type: "welcome"; conversationId: string | null; draft: string }
  /** The whole conversation as it stands at `sequence`. */
  | {
      type: "snapshot";
      sequence: number;
      conversation: Conversation;
      messages: Message[];
      /** What was typed here and not sent. */
      draft: string;
      edited?: Edited | undefined;
    }
  /** Answers `watch` if the view shows the conversation as it stands. */
  | { type: "unchanged"; conversationId: string }
  /** What changed since the snapshot or the changes before. `sequence`: the number of the last change. */
  | { type: "changes"; conversationId: string; sequence: number; changes: Change[] }
  /** `more`: there are conversations beyond these. */
  | { type: "conversations"; conversations: Conversation[]; more: boolean }
  /** How many conversations there are, and how much is in the bin. */
  | { type: "counted"; conversations: number; deleted: number }
  /** What is in the bin. `more`: there is more than this. */
  | { type: "bin"; items: BinItem[]; more: boolean }
  /** `more`: there are places beyond these. */
  | { type: "found"; query: string; hits: SearchHit[]; more: boolean }
  | { type: "intent"; intent: Intent }
  /** The command of this number, and all before it, have been carried out. */
  | { type: "done"; number: number }
  /** A command could not be carried out, and must not be sent again. `number`: its number. Absent: it had none. */
  | { type: "failed"; number?: number | undefined }
  /** A question was not accepted. The view keeps its text. */
  | { type: "refused"; questionId: string; reason: "busy" | "blank" | "not-agreed" | "gone" }
  /** Answers `check-site`: why the site cannot be asked. null: it can. */
  | { type: "site-checked"; url: string; problem: ChatErrorKind | null }
  /** Answers `check-proxy`. */
  | { type: "proxy-checked"; verdict: ProxyVerdict }
  /** Writing to disk fails. Conversations go on in memory. */
  | { type: "storage-failed" }
  /** The shortcut was pressed while the panel was open. */
  | { type: "close" };
