import * as z from "zod/mini";
import { type Target, targetSchema } from "../backends/target.ts";
import type { SignInResult } from "../backends/open-router/sign-in-result.ts";
import type { BinItem } from "../conversations/bin.ts";
import type { Change } from "../conversations/change.ts";
import {
  type Conversation,
  type Message,
  type MessageError,
  type Source,
  sourceSchema,
} from "../conversations/conversation.ts";
import type { SearchHit } from "../conversations/store/store.ts";
import type { ChatErrorKind } from "../providers/chat-error.ts";
import type { Allowance, Model } from "../providers/provider.ts";
import type { ProxyVerdict } from "../settings/proxy-verdict.ts";
import type { Edited } from "./edited-questions.ts";

/** What the text holds that the person has not typed. Default: nothing. */
const sources = z.optional(z.array(sourceSchema));

/** What a panel should do, asked from outside of it. Kept until the panel says that it is done. */
export const intentSchema = z.discriminatedUnion("type", [
  /** Continue this conversation (null: a new one), with the text that was typed and the target that was chosen elsewhere. */
  z.object({
    type: z.literal("show"),
    id: z.string(),
    conversationId: z.nullable(z.string()),
    draft: z.string(),
    sources,
    target: z.optional(targetSchema),
  }),
  /** Put the text into the composer, as a quotation. The person sends it. */
  z.object({ type: z.literal("quote"), id: z.string(), text: z.string(), sources }),
  /** Ask this at once, in a new conversation. */
  z.object({ type: z.literal("ask"), id: z.string(), text: z.string(), sources, title: z.optional(z.string()) }),
]);
export type Intent = z.infer<typeof intentSchema>;

/** What the background tells a view; see `is-event.ts` for what a view checks of it. */
export type Event =
  /**
   * The answer to the `hello` of a new view: the conversation to go on with (null: none), and for a new one what was typed
   * (and what of that was not) and whom the person wants to ask. Default: whom the settings say.
   */
  | { type: "welcome"; conversationId: string | null; draft: string; draftSources?: readonly Source[]; target?: Target }
  /** The whole conversation as it is at `sequence`. */
  | {
      type: "snapshot";
      sequence: number;
      conversation: Conversation;
      messages: Message[];
      /** What was typed here and not sent. */
      draft: string;
      /** What that holds which the person has not typed. Default: nothing. */
      draftSources?: readonly Source[] | undefined;
      /** What is being written in place of questions. Default: nothing. */
      edited?: Edited | undefined;
    }
  /** The answer to `watch` if the view already shows the conversation as it is. */
  | { type: "unchanged"; conversationId: string }
  /** What changed since the snapshot or the last changes. `sequence`: the number of the last change. */
  | { type: "changes"; conversationId: string; sequence: number; changes: Change[] }
  /** The list of conversations. `more`: there are more than these. */
  | { type: "conversations"; conversations: Conversation[]; more: boolean }
  /** How many conversations there are, and how many items the bin holds. */
  | { type: "counted"; conversations: number; deleted: number }
  /** What is in the bin. `more`: there is more than this. */
  | { type: "bin"; items: BinItem[]; more: boolean }
  /** The answer to `search`. `more`: there are more hits than these. */
  | { type: "found"; query: string; hits: SearchHit[]; more: boolean }
  /** What the panel should do. */
  | { type: "intent"; intent: Intent }
  /** The command with this number, and all before it, have been carried out. */
  | { type: "done"; number: number }
  /** A command could not be carried out, and is not to be sent again. `number`: its number, if it has one. */
  | { type: "failed"; number?: number | undefined }
  /** A question was not taken, so the view keeps its text. */
  | { type: "refused"; questionId: string; reason: "busy" | "blank" | "not-agreed" | "gone" }
  /** The answer to `check-site`: why the site cannot be asked; null: it can. */
  | { type: "site-checked"; url: string; problem: ChatErrorKind | null }
  /** Answers `check-proxy`. */
  | { type: "proxy-checked"; verdict: ProxyVerdict }
  /** Answers `list-models`. Without a problem the list can be empty, because the backend chooses by itself. */
  | { type: "models"; backendId: string; models: readonly Model[]; problem: MessageError | null; allowance?: Allowance }
  /**
   * Answers `test-backend`. `problem`: what is wrong; null: nothing. `foundAt`: nothing listens at the address, but such a
   * server does at this one.
   */
  | {
      type: "backend-tested";
      testId: string;
      models: readonly Model[];
      problem: MessageError | null;
      allowance?: Allowance;
      foundAt?: string | undefined;
    }
  /** Answers `sign-in`. */
  | { type: "signed-in"; result: SignInResult }
  /** The disk failed. What is written stays in memory. */
  | { type: "storage-failed" }
  /** The shortcut was pressed while the panel was open. */
  | { type: "close" };
